package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Figures of each kind for tests, among them awkward ones: long names, many series, extreme numbers. */
enum SampleFigure {
    BARS((title, description) -> Plot.bars("class 1", "class 2", "class 3")
            .axes("class", "probability")
            .series("p", 0.3, 0.6, 0.1)
            .series("y", 1, 0, 0)
            .figure(title, description)),
    NEGATIVE_BARS((title, description) -> Plot.bars("z₁", "z₂", "a name that does not fit")
            .axes("logit", "∂E/∂z")
            .series("p − y", -0.7, 0.6, 0.1)
            .series("twice", -1.4, 1.2, 0.2)
            .series("half", -0.35, 0.3, 0.05)
            .series("none", 0, 0, 0)
            .figure(title, description)),
    LINES((title, description) -> Plot.lines()
            .axes("logit z₁", "probability")
            .series("p₁", SampleFigure.x(), mapped(x -> 1 / (1 + Math.exp(-x))))
            .series("p₂", SampleFigure.x(), mapped(x -> 1 / (1 + Math.exp(x))))
            .points("measured", new double[] {0}, new double[] {0.5})
            .markX(-5, "left end, with a rather long label")
            .markX(-4.9, "very near")
            .markX(5, "right end, with a rather long label")
            .markY(0.3, "p₁ = 0.3")
            .figure(title, description)),
    LOGARITHMIC((title, description) -> Plot.lines()
            .axes("logit scale", "relative error")
            .logX()
            .logY()
            .series("naïve", new double[] {1e-300, 1, 1e308}, new double[] {1e-17, 1e-3, 1})
            .figure(title, description)),
    CONSTANT((title, description) -> Plot.lines()
            .series(
                    "a name too long for one line of a legend, and then some more of it",
                    SampleFigure.x(),
                    mapped(x -> 3))
            .figure(title, description)),
    HEAT_MAP((title, description) -> Plot.heatMap(
                    new DMatrixRMaj(new double[][] {{0.21, -0.18, -0.03}, {-0.18, 0.24, -0.06}}))
            .rows("p₁", "p₂")
            .columns("z₁", "z₂", "z₃")
            .figure(title, description)),
    ZERO_HEAT_MAP((title, description) -> Plot.heatMap(new DMatrixRMaj(10, 40)).figure(title, description)),
    SIMPLEX((title, description) -> Plot.simplex(p -> -Math.log(p[0]))
            .corners("class 1", "class 2", "class 3")
            .scale("E (nats)")
            .point("p", new double[] {0.3, 0.6, 0.1})
            .point("a certainty", new double[] {0, 0, 1})
            .figure(title, description)),
    CONSTANT_SIMPLEX((title, description) -> Plot.simplex(p -> 1).figure(title, description)),
    REGIONS((title, description) -> Plot.regions(
                    new Dataset(
                            new DMatrixRMaj(new double[][] {{-3, 0}, {3, 0}, {-1, 2}, {2, 2}}),
                            Targets.ofClasses(3, 0, 1, 2, 0),
                            List.of("length", "width"),
                            List.of("left", "right", "nowhere & a name that is too long for its region")),
                    X -> scores(X, x -> new double[] {-x[0], x[0], -9}))
            .figure(title, description)),
    ONE_POINT_REGIONS((title, description) -> Plot.regions(
                    new Dataset(new DMatrixRMaj(1, 2), Targets.ofClasses(1, 0)), X -> new DMatrixRMaj(X.numRows, 1))
            .figure(title, description)),
    CONFUSION((title, description) -> Plot.confusion(
                    new DMatrixRMaj(new double[][] {{44, 1, 0}, {2, 19, 0}, {0, 0, 0}}),
                    List.of("Adelie", "Chinstrap", "Gentoo"))
            .figure(title, description)),
    WIDE_CONFUSION((title, description) -> Plot.confusion(
                    new DMatrixRMaj(20, 20),
                    IntStream.range(0, 20)
                            .mapToObj(k -> "a rather long name of class " + k)
                            .toList())
            .figure(title, description)),
    DIGIT_CONFUSION((title, description) -> Plot.confusion(
                    new DMatrixRMaj(10, 10),
                    IntStream.range(0, 10).mapToObj(Integer::toString).toList())
            .figure(title, description)),
    RELIABILITY((title, description) -> Plot.reliability(
                    new double[] {Double.NaN, 0.5, 0.51, 0.9, 1},
                    new double[] {Double.NaN, 0.25, 1, 0.8, 1},
                    new int[] {0, 4, 1000, 10, 100000})
            .figure(title, description)),
    IMAGES((title, description) -> Plot.images(new DMatrixRMaj(new double[][] {{0, 1, 2, 4}, {4, 4, 0, 0}}), 2)
            .labels("one", "a caption that is much longer than its image is wide, and longer still")
            .figure(title, description)),
    MANY_IMAGES((title, description) -> Plot.images(new DMatrixRMaj(200, 6), 3).figure(title, description)),
    SIGNED_IMAGES((title, description) ->
            Plot.images(new DMatrixRMaj(new double[][] {{-1, 2}}), 1).figure(title, description)),
    NETWORK((title, description) -> Plot.network(2, 4, 5, 3).figure(title, description)),
    WIDE_NETWORK((title, description) -> Plot.network(784, 1000, 10).figure(title, description));

    /** Evenly spaced from −5 to 5. */
    static double[] x() {
        return IntStream.range(0, 200).mapToDouble(i -> i / 20.0 - 5).toArray();
    }

    private final BiFunction<String, String, Figure> maker;

    SampleFigure(BiFunction<String, String, Figure> maker) {
        this.maker = maker;
    }

    Figure figure() {
        return figure("Title", "Description.");
    }

    Figure figure(String title, String description) {
        return maker.apply(title, description);
    }

    private static double[] mapped(DoubleUnaryOperator f) {
        return Arrays.stream(x()).map(f).toArray();
    }

    /** What a classifier of two features gives for each row. */
    static DMatrixRMaj scores(DMatrixRMaj X, UnaryOperator<double[]> function) {
        return new DMatrixRMaj(IntStream.range(0, X.numRows)
                .mapToObj(row -> function.apply(new double[] {X.get(row, 0), X.get(row, 1)}))
                .toArray(double[][]::new));
    }
}
