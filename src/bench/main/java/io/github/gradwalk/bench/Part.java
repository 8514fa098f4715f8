package io.github.gradwalk.bench;

import java.util.function.Function;

/**
 * A part of the bench, which can be run alone.
 *
 * @param name what {@code ONLY} calls it
 */
record Part(String name, Function<Options, Report> run) {}
