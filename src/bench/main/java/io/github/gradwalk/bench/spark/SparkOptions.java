package io.github.gradwalk.bench.spark;

import org.apache.spark.launcher.JavaModuleOptions;

/** Prints the options with which Spark's own launcher would start Java. */
public final class SparkOptions {
    private SparkOptions() {}

    public static void main(String[] args) {
        System.out.println(JavaModuleOptions.defaultModuleOptions());
    }
}
