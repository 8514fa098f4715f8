package io.github.gradwalk.argument;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** What {@code toString} says of large things: their shapes, and their first entries. */
public final class Summary {
    private static final int MOST = 6;
    private static final int LONGEST = 100;

    private Summary() {}

    /** Returns a number with four significant digits, in the same way in every country. */
    public static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : String.valueOf(value);
    }

    /** Returns a number of things: {@code 1 class}, {@code 2 classes}. */
    public static String count(long number, String thing) {
        final var plural = thing.endsWith("s") ? "es" : "s";
        return number + " " + thing + (number == 1 ? "" : plural);
    }

    /** Returns the first of {@code count} pieces of text between brackets, as many as fit on a line, and how many more there are. */
    public static String list(int count, IntFunction<String> piece) {
        final var shown = new StringBuilder();
        int i = 0;
        while (i < Math.min(count, MOST)) {
            final var next = (i == 0 ? "" : ", ") + piece.apply(i);
            if (i > 0 && shown.length() + next.length() > LONGEST) {
                break;
            }
            shown.append(next);
            i++;
        }
        return "[" + shown + (i < count ? ", … and " + (count - i) + " more]" : "]");
    }

    /** Returns the first names, each as one line of text. */
    public static String names(List<String> names) {
        return list(names.size(), i -> Names.inMessage(names.get(i)));
    }

    /** Returns the first entries of a row. */
    public static String row(DMatrixRMaj matrix, int i) {
        return list(matrix.numCols, j -> number(matrix.get(i, j)));
    }

    /** Returns the shapes of matrices that are numbered from {@code first}, as in {@code A0 32×4, A1 32×16}. */
    public static String shapes(String symbol, int first, List<DMatrixRMaj> matrices) {
        return IntStream.range(0, matrices.size())
                .mapToObj(l -> symbol + (first + l) + " " + Require.shape(matrices.get(l)))
                .collect(Collectors.joining(", "));
    }

    /** Returns the size of each class, as in {@code [Adelie: 15, Chinstrap: 7, Gentoo: 12]}. */
    public static String sizes(List<String> classNames, int[] sizes) {
        return list(sizes.length, k -> Names.inMessage(classNames.get(k)) + ": " + sizes[k]);
    }
}
