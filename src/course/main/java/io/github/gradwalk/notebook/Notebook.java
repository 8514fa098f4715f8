package io.github.gradwalk.notebook;

import io.github.gradwalk.argument.Require;
import io.github.gradwalk.check.Comparison;
import io.github.gradwalk.check.Judgement;
import io.github.gradwalk.check.Ledger;
import io.github.gradwalk.check.ScalarFunction;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.plot.Charts;
import io.github.gradwalk.train.EpochListener;
import io.github.gradwalk.train.History;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * Shows figures, tables, matrices and checks in a notebook, on any of the Java kernels IJava, JJava and the bundled one. Without a kernel they are
 * printed as text. The methods are meant for {@code import static}.
 *
 * <p>Whatever is shown is sent together with a text for readers who cannot see it. The methods return nothing, so that a cell whose last line
 * calls one has no result besides what it shows. All throw {@link IllegalArgumentException} if an argument is null.
 */
public final class Notebook {
    private static final String HTML = "text/html";
    private static final String LATEX = "text/latex";

    private Notebook() {}

    /** Shows a figure; its text is its title and description. */
    public static void show(Figure figure) {
        Require.notNull("figure", figure);
        Kernels.show(HTML, figure.toHtml(), figure.toString());
    }

    /**
     * Shows a chart of XChart as an accessible picture.
     *
     * @param description what there is to see, for readers who cannot see it
     */
    public static void show(Chart<?, ?> chart, String description) {
        show(Charts.figure(chart, description));
    }

    /** Shows a table: its first 20 rows. */
    public static void show(Table table) {
        Require.notNull("table", table);
        Kernels.show(HTML, TableText.html(table), TableText.plain(table));
    }

    /**
     * Shows a training run as a table of at most 20 epochs, including the first and the last. The seconds are left out, since they differ
     * from run to run. {@code Tables.ofRecords(history.epochs())} is a table of everything that was recorded.
     */
    public static void show(History history) {
        Require.notNull("history", history);
        show(HistoryTable.of(history));
    }

    /**
     * Returns a listener for {@code Trainer.onEpoch} that shows one line: how far training has come and how long it will still take. The line
     * appears after a second, changes in place, and disappears when training ends. If the environment variable
     * {@code GRADWALK_PROGRESS} is {@code off}, as it is when the pages are made, the line never appears.
     *
     * @param epochs how many epochs training takes, at least 1
     * @throws IllegalArgumentException if {@code epochs} is less than 1
     */
    public static EpochListener progress(int epochs) {
        Require.that(epochs >= 1, "epochs must be at least 1, but is %d", epochs);
        return "off".equals(System.getenv("GRADWALK_PROGRESS")) ? epoch -> {} : new Progress(epochs);
    }

    /** Shows a matrix with its shape. */
    public static void show(DMatrixRMaj matrix) {
        Require.notNull("matrix", matrix);
        Kernels.show(LATEX, MatrixText.latex(matrix), MatrixText.plain(matrix));
    }

    /** Shows a matrix with its shape. */
    public static void show(SimpleMatrix matrix) {
        Require.notNull("matrix", matrix);
        show(matrix.getDDRM());
    }

    /**
     * Shows an equation: on the left the name with the shape of the matrix, on the right the matrix.
     *
     * @param name in LaTeX: {@code "W^1"}, {@code "\\nabla_W E"}
     * @throws IllegalArgumentException if the name is blank or contains a dollar sign or a line break, either of which would end
     *     the formula
     */
    public static void show(String name, DMatrixRMaj matrix) {
        Require.notNull("name", name);
        Require.notNull("matrix", matrix);
        Require.that(
                !name.isBlank() && !name.matches("(?s).*[$\n\r].*"),
                "name must be one line of LaTeX without $, but is \"%s\"",
                name);
        Kernels.show(LATEX, MatrixText.latex(name, matrix), MatrixText.plain(name, matrix));
    }

    /** Shows an equation, as {@link #show(String, DMatrixRMaj)} does. */
    public static void show(String name, SimpleMatrix matrix) {
        Require.notNull("matrix", matrix);
        show(name, matrix.getDDRM());
    }

    /** Shows a ledger as a table; the output holds its rows as data too, for programs that read the notebook. */
    public static void show(Ledger ledger) {
        Require.notNull("ledger", ledger);
        Kernels.show(
                HTML,
                CheckOutput.html(ledger),
                ledger.toString(),
                Map.of(CheckOutput.LEDGER_TYPE, CheckOutput.data(ledger)));
    }

    /** Shows a comparison as a table. */
    public static void show(Comparison comparison) {
        Require.notNull("comparison", comparison);
        Kernels.show(HTML, CheckOutput.html(comparison), comparison.toString());
    }

    /**
     * Judges a reader's own gradient by dual numbers, and shows the judgement: whether it is right, how far off it is, and in which way.
     *
     * @param what the name of the derivative, such as {@code ∂E/∂z}
     * @param yours in the shape of {@code x}; without entries, {@code new SimpleMatrix(0, 0)}, as long as nothing is written
     */
    public static void judge(String what, SimpleMatrix yours, ScalarFunction f, SimpleMatrix x) {
        show(Judgement.of(what, yours, f, x));
    }

    /**
     * Judges a reader's own matrix by the right one, and shows the judgement.
     *
     * @param what the name of the matrix, such as {@code ∇W}
     * @param yours without entries, {@code new SimpleMatrix(0, 0)}, as long as nothing is written
     * @param source where {@code right} comes from, such as {@code the library}
     */
    public static void judge(String what, SimpleMatrix yours, SimpleMatrix right, String source) {
        show(Judgement.of(what, yours, right, source));
    }

    /**
     * Judges a reader's own number by the right one, and shows the judgement.
     *
     * @param yours NaN as long as nothing is written
     * @param source where {@code right} comes from
     */
    public static void judge(String what, double yours, double right, String source) {
        show(Judgement.of(what, yours, right, source));
    }

    private static void show(Judgement judgement) {
        Kernels.show(HTML, CheckOutput.html(judgement), judgement.toString());
    }

    /**
     * Offers a file to the reader of the notebook or of its page, who saves it by a link. The file is part of the output, so keep it small.
     *
     * @param name under which it is saved, such as {@code digits.onnx}
     * @param description what it is and what it is for
     * @throws IllegalArgumentException if the name is blank or contains a path, the description is blank, or there are no bytes
     */
    public static void offer(String name, byte[] bytes, String description) {
        Kernels.show(HTML, Offer.html(name, bytes, description), Offer.plain(name, bytes, description));
    }

    /**
     * Prints a line, formatted by {@link String#format} in the same way in every country. The method returns nothing; if
     * {@code System.out.printf} were the last line of a cell, the cell would show the stream as its result.
     */
    public static void print(String format, Object... values) {
        Require.notNull("format", format);
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
