package io.github.gradwalk.kernel.interpreter;

import java.util.List;

/** The texts that could stand in the place of the code from {@code start} to {@code end}, best first. */
public record Completion(List<Match> matches, int start, int end) {
    /** A text and what it is: {@code class}, {@code constant}, {@code function}, {@code keyword}, {@code module} or {@code variable}. */
    public record Match(String text, String kind) {}
}
