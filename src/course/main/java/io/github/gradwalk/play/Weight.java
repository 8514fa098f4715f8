package io.github.gradwalk.play;

/**
 * One weight of a network, {@code W_ij} of a layer.
 *
 * @param layer from 0
 * @param output the row of {@code W}, from 0
 * @param input the column of {@code W}, from 0
 * @param name the title of its axis
 */
public record Weight(int layer, int output, int input, String name) {}
