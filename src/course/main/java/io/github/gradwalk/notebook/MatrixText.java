package io.github.gradwalk.notebook;

import io.github.gradwalk.text.Numbers;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Writes a matrix with its shape as LaTeX and as aligned text. Of a large matrix, the first and the last rows and columns are written. */
final class MatrixText {
    private static final int SIGNIFICANT = 4;
    private static final int MOST = 10;
    private static final int FIRST = 7;
    private static final int LAST = 2;
    private static final int ELIDED = -1;

    private MatrixText() {}

    static String latex(DMatrixRMaj matrix) {
        return "$$" + brackets(matrix) + "_{" + shape(matrix, " \\times ") + "}$$";
    }

    static String latex(String name, DMatrixRMaj matrix) {
        return "$$\\underset{" + shape(matrix, " \\times ") + "}{" + name + "} = " + brackets(matrix) + "$$";
    }

    static String plain(DMatrixRMaj matrix) {
        return shape(matrix, "×") + "\n" + columns(matrix);
    }

    static String plain(String name, DMatrixRMaj matrix) {
        return name + " (" + shape(matrix, "×") + ") =\n" + columns(matrix);
    }

    private static String brackets(DMatrixRMaj matrix) {
        List<Integer> columns = kept(matrix.getNumCols());
        return rows(matrix, "\\vdots", "\\ddots", "\\cdots", value -> Numbers.latex(value, SIGNIFICANT)).stream()
                .map(row -> String.join(" & ", row))
                .collect(Collectors.joining(
                        " \\\\ ",
                        "\\left[\\begin{array}{" + "r".repeat(Math.max(columns.size(), 1)) + "} ",
                        " \\end{array}\\right]"));
    }

    private static String columns(DMatrixRMaj matrix) {
        List<List<String>> rows = rows(matrix, "⋮", "⋱", "…", value -> Numbers.plain(value, SIGNIFICANT));
        int[] widths = IntStream.range(0, kept(matrix.getNumCols()).size())
                .map(j ->
                        rows.stream().mapToInt(row -> row.get(j).length()).max().orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(j -> " ".repeat(widths[j] - row.get(j).length()) + row.get(j))
                        .collect(Collectors.joining("  ", "[ ", " ]")))
                .collect(Collectors.joining("\n"));
    }

    private static List<List<String>> rows(
            DMatrixRMaj matrix, String down, String diagonal, String across, DoubleFunction<String> number) {
        List<Integer> columns = kept(matrix.getNumCols());
        IntFunction<List<String>> row = i -> columns.stream()
                .map(j -> {
                    if (i == ELIDED) {
                        return j == ELIDED ? diagonal : down;
                    }
                    return j == ELIDED ? across : number.apply(matrix.get(i, j));
                })
                .toList();
        return kept(matrix.getNumRows()).stream().map(row::apply).toList();
    }

    /** The indices of the rows or columns that are shown, with {@link #ELIDED} in the place of those that are left out. */
    private static List<Integer> kept(int count) {
        IntStream indices = count <= MOST
                ? IntStream.range(0, count)
                : IntStream.concat(
                        IntStream.range(0, FIRST),
                        IntStream.concat(IntStream.of(ELIDED), IntStream.range(count - LAST, count)));
        return indices.boxed().toList();
    }

    private static String shape(DMatrixRMaj matrix, String times) {
        return matrix.getNumRows() + times + matrix.getNumCols();
    }
}
