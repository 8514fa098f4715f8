package io.github.gradwalk.bench;

import java.util.List;

/** The nets that are measured, small to wide, with the sizes of their batches. */
final class Nets {
    static final String WIDE = "784-512-512-10 256";
    static final List<String> ALL = List.of("2-16-3 32", "2-64-64-3 100", "64-64-10 32", "784-128-10 64", WIDE);

    private Nets() {}

    /** Of {@code 64-64-10 32}: {@code 64-64-10, 32}. */
    static String title(String net) {
        return net.replace(" ", ", ");
    }

    /** Of {@code relu sgd}: {@code ReLU, SGD}. */
    static String way(String way) {
        return way.replace(" sgd", ", SGD").replace(" adam", ", Adam").replace("relu", "ReLU");
    }
}
