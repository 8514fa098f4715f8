package io.github.gradwalk.plot;

import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.plot.SampleFigure.scores;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlotArgumentsTest {
    private static final String TITLE = "Title";
    private static final String WORDS = "Description.";
    private static final double[] HALF = {0.5};
    private static final double[] TWO = {1, 2};
    private static final double[] THREE = {1, 2, 3};
    private static final Figure BAR = Plot.bars("one").series("p", 1).figure(TITLE, WORDS);

    static Stream<ThrowingCallable> badInput() {
        Dataset twoFeatures = new Dataset(new DMatrixRMaj(1, 2), Targets.ofClasses(2, 0));
        DMatrixRMaj square = new DMatrixRMaj(2, 2);
        return Stream.of(
                () -> Plot.bars(),
                () -> Plot.bars("one", " "),
                () -> Plot.bars("one", null),
                () -> Plot.bars("one", "two").series("p", THREE),
                () -> Plot.bars("one").series("p", Double.NaN),
                () -> Plot.bars("one").series("p", Double.POSITIVE_INFINITY),
                () -> Plot.bars("one").figure(TITLE, WORDS),
                () -> Plot.bars("one").series("p", 1).figure("", "Description."),
                () -> Plot.bars("one").series("p", 1).figure("Title", null),
                () -> Plot.bars("one").axes("", "y"),
                () -> Plot.lines().figure(TITLE, WORDS),
                () -> Plot.lines().series("line", TWO, THREE),
                () -> Plot.lines().series("line", new double[0], new double[0]),
                () -> Plot.lines().points("points", TWO, new double[] {1, Double.NaN}),
                () -> Plot.lines().markX(Double.NaN, "label"),
                () -> line(0, 1).logX().figure(TITLE, WORDS),
                () -> line(1, 2).logY().markY(-1, "label").figure(TITLE, WORDS),
                () -> line(-Double.MAX_VALUE, Double.MAX_VALUE).figure(TITLE, WORDS),
                () -> Plot.heatMap(null),
                () -> Plot.heatMap(new DMatrixRMaj(0, 3)),
                () -> Plot.heatMap(new DMatrixRMaj(new double[][] {{Double.NaN}})),
                () -> Plot.heatMap(square).rows("one"),
                () -> Plot.heatMap(square).columns("one", "two", "three"),
                () -> Plot.simplex(null),
                () -> Plot.simplex(p -> Double.NaN).figure(TITLE, WORDS),
                () -> Plot.simplex(p -> 1).point("p", TWO),
                () -> Plot.simplex(p -> 1).point("p", THREE),
                () -> Plot.simplex(p -> 1).point("p", new double[] {-1, 1, 1}),
                () -> Plot.simplex(p -> 1).corners("one", "two", ""),
                () -> Plot.regions(null, X -> X),
                () -> Plot.regions(twoFeatures, null),
                () -> Plot.regions(new Dataset(square, Targets.ofClasses(7, 0, 1)), X -> X),
                () -> Plot.regions(new Dataset(new DMatrixRMaj(1, 3), Targets.ofClasses(2, 0)), X -> X),
                () -> Plot.regions(twoFeatures, X -> null).figure(TITLE, WORDS),
                () -> Plot.regions(twoFeatures, X -> square).figure(TITLE, WORDS),
                () -> Plot.regions(twoFeatures, X -> scores(X, x -> new double[] {0, Double.NaN}))
                        .figure(TITLE, WORDS),
                () -> Plot.confusion(null, List.of("one")),
                () -> Plot.confusion(square, null),
                () -> Plot.confusion(square, List.of("one")),
                () -> Plot.confusion(new DMatrixRMaj(new double[][] {{-1}}), List.of("one")),
                () -> Plot.confusion(new DMatrixRMaj(2, 1), List.of("one", "two")),
                () -> Plot.confusion(new DMatrixRMaj(21, 21), Collections.nCopies(21, "c")),
                () -> Plot.reliability(TWO, TWO, new int[] {1, 1}),
                () -> Plot.reliability(HALF, new double[] {Double.NaN}, new int[] {1}),
                () -> Plot.reliability(HALF, HALF, new int[] {-1}),
                () -> Plot.reliability(HALF, HALF, new int[] {0}),
                () -> Plot.reliability(HALF, HALF, new int[] {1, 1}),
                () -> Plot.reliability(HALF, null, new int[] {1}),
                () -> Plot.images(null, 1),
                () -> Plot.images(square, 0),
                () -> Plot.images(square, 3),
                () -> Plot.images(new DMatrixRMaj(201, 1), 1),
                () -> Plot.images(square, 2).labels("one"),
                () -> Plot.frames().frame("", BAR),
                () -> Plot.frames().frame("one", null),
                () -> Plot.frames().frame("one", null, WORDS),
                () -> frames(1).figure(TITLE, WORDS),
                () -> Plot.frames().frame("one", frames(2).figure(TITLE, WORDS)),
                () -> frames(61),
                () -> Plot.network(),
                () -> Plot.network(3),
                () -> Plot.network(3, 0, 2));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void refusesBadInput(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageMatching("(?s).*(must|is empty).*");
    }

    @Test
    void namesTheArgumentTheExpectedAndTheActualSizeOrValue() {
        assertRefused(() -> Plot.bars("one", "two").series("p", 1, 2, 3), "p must have 2 values, but has 3");
        assertRefused(
                () -> line(1, 2).logX().markX(-1, "label").figure(TITLE, WORDS),
                "markX must be positive on a logarithmic axis, but is -1.0");
    }

    private static LinePlot line(double... x) {
        return Plot.lines().series("line", x, TWO);
    }

    private static <P> P repeat(int count, UnaryOperator<P> add, P plot) {
        return Stream.iterate(plot, add).skip(count).findFirst().orElseThrow();
    }

    private static Animation frames(int count) {
        return repeat(count, frames -> frames.frame("frame", BAR), Plot.frames());
    }

    @Test
    void refusesMoreSeriesThanCanBeToldApart() {
        assertRefused(
                () -> repeat(5, bars -> bars.series("p", 1), Plot.bars("one")),
                "a bar plot must have at most 4 series");
        LinePlot full = repeat(6, lines -> lines.series("loss", TWO, TWO), Plot.lines());
        assertRefused(() -> full.points("seventh", TWO, TWO), "a plot must have at most 6 series");
    }
}
