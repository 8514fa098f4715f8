package io.github.gradwalk.notebook;

import io.github.gradwalk.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Writes a matrix with its shape as LaTeX and as aligned text, with the same number of decimals in each column, and in all of a single row. Of a
 * large matrix, the first and the last rows and columns are written.
 */
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
        return rows(matrix, "\\vdots", "\\ddots", "\\cdots", values -> Numbers.latex(values, SIGNIFICANT)).stream()
                .map(row -> String.join(" & ", row))
                .collect(Collectors.joining(
                        " \\\\ ",
                        "\\left[\\begin{array}{" + "r".repeat(Math.max(columns.size(), 1)) + "} ",
                        " \\end{array}\\right]"));
    }

    private static String columns(DMatrixRMaj matrix) {
        List<List<String>> rows = rows(matrix, "⋮", "⋱", "…", values -> Numbers.plain(values, SIGNIFICANT));
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
            DMatrixRMaj matrix, String down, String diagonal, String across, Function<double[], List<String>> column) {
        if (matrix.getNumRows() == 1 && matrix.getNumCols() > 1) {
            final DMatrixRMaj standing = CommonOps_DDRM.transpose(matrix, null);
            return List.of(rows(standing, across, diagonal, down, column).stream()
                    .map(row -> row.get(0))
                    .toList());
        }
        List<Integer> rows = kept(matrix.getNumRows());
        List<List<String>> columns = kept(matrix.getNumCols()).stream()
                .map(j -> j == ELIDED
                        ? withGap(rows, diagonal, shown -> Collections.nCopies(shown.length, across))
                        : withGap(
                                rows,
                                down,
                                shown -> column.apply(Arrays.stream(shown)
                                        .mapToDouble(i -> matrix.get(i, j))
                                        .toArray())))
                .toList();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> columns.stream().map(texts -> texts.get(i)).toList())
                .toList();
    }

    private static List<String> withGap(List<Integer> rows, String gap, Function<int[], List<String>> texts) {
        List<String> all = new ArrayList<>(texts.apply(
                rows.stream().mapToInt(i -> i).filter(i -> i != ELIDED).toArray()));
        if (rows.contains(ELIDED)) {
            all.add(rows.indexOf(ELIDED), gap);
        }
        return all;
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
