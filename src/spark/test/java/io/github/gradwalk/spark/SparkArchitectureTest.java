package io.github.gradwalk.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.gradwalk.NoTests;

/** What the module for Spark may use. */
@AnalyzeClasses(packages = "io.github.gradwalk.spark", importOptions = NoTests.class)
class SparkArchitectureTest {
    @ArchTest
    static final ArchRule nothingButTheLibraryAndSpark = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.ejml..",
                    "io.github.gradwalk",
                    "io.github.gradwalk.argument",
                    "io.github.gradwalk.file",
                    "io.github.gradwalk.train",
                    "io.github.gradwalk.spark",
                    "org.apache.spark..",
                    "org.apache.hadoop.conf",
                    "org.apache.hadoop.fs",
                    "scala..",
                    "org.json4s..");

    @ArchTest
    static final ArchRule nothingIsPrintedOrLogged =
            noClasses().should(ACCESS_STANDARD_STREAMS).orShould(USE_JAVA_UTIL_LOGGING);
}
