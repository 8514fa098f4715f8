package io.github.gradwalk.plot;

import io.github.gradwalk.text.Numbers;

/**
 * An entry of a matrix as XChart's heat map takes it: its number for XChart, which gives the cell its colour, is the shade; its text is the
 * entry.
 */
final class Entry extends Number {
    private static final long serialVersionUID = 1;
    private static final int DIGITS = 6;

    private final double value;
    private final double shade;

    Entry(double value, double shade) {
        this.value = value;
        this.shade = shade;
    }

    @Override
    public double doubleValue() {
        return shade;
    }

    @Override
    public float floatValue() {
        return (float) shade;
    }

    @Override
    public long longValue() {
        return (long) shade;
    }

    @Override
    public int intValue() {
        return (int) shade;
    }

    @Override
    public String toString() {
        return Numbers.plain(value, DIGITS);
    }
}
