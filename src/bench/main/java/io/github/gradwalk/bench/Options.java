package io.github.gradwalk.bench;

import java.util.Arrays;
import java.util.List;

/**
 * What a run of the bench was asked for, by make variables.
 *
 * @param rounds how often each system takes its turn in the steps
 * @param epochs how often Fashion-MNIST is gone through
 * @param only the parts to run; empty for all
 * @param peers the Java peers to install and run
 * @param pythons where to look for PyTorch and scikit-learn: the first that has one is used
 */
record Options(int rounds, int epochs, List<String> only, List<String> peers, List<String> pythons, String maven) {
    static Options ofEnvironment() {
        return new Options(
                Integer.parseInt(variable("ROUNDS", "5")),
                Integer.parseInt(variable("EPOCHS", "20")),
                words(variable("ONLY", "")),
                words(variable("PEERS", "none").replace("none", "")),
                words(variable("BENCH_PYTHON", "") + " .venv/bin/python python3"),
                variable("MVN", "mvn"));
    }

    private static String variable(String name, String otherwise) {
        final var value = System.getenv().getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }
}
