package io.github.gradwalk.notebook;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.check.Comparison;
import io.github.gradwalk.check.Ledger;
import io.github.gradwalk.plot.Figure;
import io.github.gradwalk.train.EpochListener;
import io.github.gradwalk.train.History;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;

/**
 * Shows things in a notebook, on whichever Java kernel runs it: IJava, JJava or the bundled one. Where no kernel runs,
 * the same things are printed as text. Made for {@code import static}.
 *
 * <p>Each thing is sent together with its text, which is what a reader without pictures gets. The methods return
 * nothing, so that the last line of a cell has no result besides what it shows.
 */
public final class Notebook {
    private static final String HTML = "text/html";
    private static final String LATEX = "text/latex";

    private Notebook() {}

    /** Shows a figure; its text is its title and description. */
    public static void show(Figure figure) {
        given("figure", figure);
        Kernels.show(HTML, figure.toHtml(), figure.toString());
    }

    /** Shows the rows of a table, of a long one the first 20. */
    public static void show(Table table) {
        given("table", table);
        Kernels.show(HTML, TableText.html(table), TableText.plain(table));
    }

    /**
     * Shows a training as a table: at most 20 epochs, the first and the last among them, and without the seconds, which differ from run to
     * run. All there is has {@code Tables.ofRecords(history.epochs())}.
     */
    public static void show(History history) {
        given("history", history);
        show(HistoryTable.of(history));
    }

    /**
     * A line that says how far a training is and how long it will still take, for {@code Trainer.onEpoch}. It comes only
     * after a second, changes in place, and is gone when training ends. Where the environment variable
     * {@code GRADWALK_PROGRESS} is {@code off}, as when the pages are made, there is none.
     *
     * @param epochs how many there are to be, at least 1
     * @throws IllegalArgumentException if there is less than one epoch
     */
    public static EpochListener progress(int epochs) {
        Require.that(epochs >= 1, "epochs must be at least 1, but is %d", epochs);
        return "off".equals(System.getenv("GRADWALK_PROGRESS")) ? epoch -> {} : new Progress(epochs);
    }

    /** Shows a matrix with its shape. */
    public static void show(DMatrixRMaj matrix) {
        given("matrix", matrix);
        Kernels.show(LATEX, MatrixText.latex(matrix), MatrixText.plain(matrix));
    }

    /** Shows a matrix with its shape. */
    public static void show(SimpleMatrix matrix) {
        given("matrix", matrix);
        show(matrix.getDDRM());
    }

    /**
     * Shows an equation: the name with the matrix's shape on the left, the matrix on the right.
     *
     * @param name in LaTeX: {@code "W^1"}, {@code "\\nabla_W E"}
     * @throws IllegalArgumentException if the name is blank, or has a dollar sign or a line break, which would end the
     *     formula
     */
    public static void show(String name, DMatrixRMaj matrix) {
        given("name", name);
        given("matrix", matrix);
        if (name.isBlank() || name.matches("(?s).*[$\n\r].*")) {
            throw new IllegalArgumentException("name: expected one line of LaTeX without $, got \"" + name + "\"");
        }
        Kernels.show(LATEX, MatrixText.latex(name, matrix), MatrixText.plain(name, matrix));
    }

    /** Shows an equation, as {@link #show(String, DMatrixRMaj)} does. */
    public static void show(String name, SimpleMatrix matrix) {
        given("matrix", matrix);
        show(name, matrix.getDDRM());
    }

    /** Shows a ledger as a table. */
    public static void show(Ledger ledger) {
        given("ledger", ledger);
        Kernels.show(HTML, ledger.toHtml(), ledger.toString());
    }

    /** Shows a comparison as a table. */
    public static void show(Comparison comparison) {
        given("comparison", comparison);
        Kernels.show(HTML, comparison.toHtml(), comparison.toString());
    }

    /**
     * Prints a line, with numbers formatted as by {@link String#format}, alike in every country. It returns nothing, whereas
     * {@code System.out.printf} as the last line of a cell would show the stream as its result.
     */
    public static void print(String format, Object... values) {
        given("format", format);
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    static void given(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": expected one, got null");
        }
    }
}
