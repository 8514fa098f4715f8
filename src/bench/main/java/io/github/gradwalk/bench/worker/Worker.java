package io.github.gradwalk.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A system that is measured runs in a process of its own. It says what it is, and then takes a turn for each line on its standard input:
 * so that the systems can be measured in turns, with all but one waiting.
 */
public final class Worker {
    /** What the lines begin with that are answers; a library may print others. */
    public static final String ANSWER = "bench: ";

    private Worker() {}

    /** One turn: numbers for a request. */
    @FunctionalInterface
    public interface Turn {
        double[] take(String request);
    }

    /** Takes turns until the input ends. */
    public static void serve(String settings, Turn turn) throws IOException {
        final var out = System.out;
        System.setOut(System.err);
        out.println(ANSWER + settings);
        final var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var request = in.readLine(); request != null; request = in.readLine()) {
            final var numbers = Arrays.stream(turn.take(request));
            out.println(ANSWER + numbers.mapToObj(Double::toString).collect(Collectors.joining(" ")));
        }
    }
}
