package io.github.gradwalk.argument;

/**
 * How messages say where something is: counted from 0, as {@code get(row, column)} of EJML and the indices of arrays count, and with these
 * words, since a reader may count from 1.
 */
public final class Position {
    private static final String COUNTED = " (counted from 0)";

    private Position() {}

    /** Returns {@code row 2 (counted from 0)}. */
    public static String row(int row) {
        return of("row", row);
    }

    /** Returns {@code row 2, column 1 (counted from 0)}. */
    public static String entry(int row, int column) {
        return "row " + row + ", column " + column + COUNTED;
    }

    /** Returns the position among things of a kind, as in {@code class 2 (counted from 0)}. */
    public static String of(String kind, int index) {
        return kind + " " + index + COUNTED;
    }
}
