package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradwalk.check.Comparison;
import io.github.gradwalk.check.Ledger;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.plot.Charts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** No kernel runs here, so everything is printed. */
class NotebookTest {
    private static final DMatrixRMaj MATRIX = new DMatrixRMaj(new double[][] {{-0.7, 0.6, 0.1}});

    @Test
    void printsAFigure() {
        XYChart chart = new XYChartBuilder().title("The title").build();
        chart.addSeries("y", new double[] {1, 2}, new double[] {3, 4});

        assertThat(printed(() -> Notebook.show(chart, "The description."))).isEqualTo("The title\nThe description.\n");
        assertThat(printed(() -> Notebook.show(Charts.figure(chart, "The description."))))
                .isEqualTo("The title\nThe description.\n");
    }

    @Test
    void printsMatrices() {
        String values = "[ -0.7  0.6  0.1 ]\n";

        assertThat(printed(() -> Notebook.show(MATRIX))).isEqualTo("1×3\n" + values);
        assertThat(printed(() -> Notebook.show(SimpleMatrix.wrap(MATRIX)))).isEqualTo("1×3\n" + values);
        assertThat(printed(() -> Notebook.show("p - y", MATRIX))).isEqualTo("p - y (1×3) =\n" + values);
        assertThat(printed(() -> Notebook.show("p - y", SimpleMatrix.wrap(MATRIX))))
                .isEqualTo("p - y (1×3) =\n" + values);
    }

    @Test
    void printsChecks() {
        Ledger ledger = new Ledger("00", entry -> {});
        ledger.check("00.1", "1 + 1 = 2", 1 + 1, 2);
        Comparison comparison = Comparison.of(1, 2);

        assertThat(printed(() -> Notebook.show(ledger))).isEqualTo(ledger + "\n");
        assertThat(printed(() -> Notebook.show(comparison))).isEqualTo(comparison + "\n");
    }

    @Test
    void printsATable() {
        Table table = Table.create("Losses", DoubleColumn.create("loss", 1.25));

        assertThat(printed(() -> Notebook.show(table)))
                .startsWith("Losses: 1 row × 1 column")
                .contains("1.25");
    }

    @Test
    void offersAFileByALinkThatHoldsIt() {
        assertThat(printed(() -> Notebook.offer("net.onnx", new byte[20_400], "a network")))
                .isEqualTo("net.onnx (20 KB): a network\n");
        assertThat(Offer.html("a\"b.onnx", new byte[] {-1, 0, 1}, "for <me>"))
                .isEqualTo(
                        "<p class=\"gradwalk-offer tex2jax_ignore mathjax_ignore\"><a download=\"a&quot;b.onnx\" "
                                + "href=\"data:application/octet-stream;base64,/wAB\">a&quot;b.onnx</a> (3 bytes): for &lt;me&gt;</p>");
    }

    static Stream<ThrowingCallable> badInput() {
        return Stream.of(
                () -> Notebook.offer(" ", new byte[1], "d"),
                () -> Notebook.offer("../a", new byte[1], "d"),
                () -> Notebook.offer("a\\b", new byte[1], "d"),
                () -> Notebook.offer("a", new byte[0], "d"),
                () -> Notebook.offer("a", null, "d"),
                () -> Notebook.offer("a", new byte[1], ""),
                () -> Notebook.show((Figure) null),
                () -> Notebook.show((Table) null),
                () -> Notebook.show((DMatrixRMaj) null),
                () -> Notebook.show((SimpleMatrix) null),
                () -> Notebook.show((Ledger) null),
                () -> Notebook.show((Comparison) null),
                () -> Notebook.show("W", (DMatrixRMaj) null),
                () -> Notebook.show("W", (SimpleMatrix) null),
                () -> Notebook.show(null, MATRIX),
                () -> Notebook.show(" ", MATRIX),
                () -> Notebook.show("W$", MATRIX),
                () -> Notebook.show("W\n\nb", MATRIX));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void refusesBadInput(ThrowingCallable call) {
        assertThat(printed(() -> assertThatIllegalArgumentException().isThrownBy(call)))
                .isEmpty();
    }

    static String printed(Runnable action) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
