package io.github.gradwalk.plot;

import io.github.gradwalk.drawing.Figure;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;

/** Figures of each kind for tests, among them awkward ones: long names, many series, extreme numbers. */
enum SampleFigure {
    SIMPLEX((title, description) -> Plot.simplex(p -> -Math.log(p[0]))
            .corners("class 1", "class 2", "class 3")
            .scale("E (nats)")
            .point("p", new double[] {0.3, 0.6, 0.1})
            .point("a certainty", new double[] {0, 0, 1})
            .figure(title, description)),
    CONSTANT_SIMPLEX((title, description) -> Plot.simplex(p -> 1).figure(title, description)),
    IMAGES((title, description) -> Plot.images(new DMatrixRMaj(new double[][] {{0, 1, 2, 4}, {4, 4, 0, 0}}), 2)
            .labels("one", "a caption that is much longer than its image is wide, and longer still")
            .figure(title, description)),
    MANY_IMAGES((title, description) -> Plot.images(new DMatrixRMaj(200, 6), 3).figure(title, description)),
    SIGNED_IMAGES((title, description) ->
            Plot.images(new DMatrixRMaj(new double[][] {{-1, 2}}), 1).figure(title, description)),
    NETWORK((title, description) -> Plot.network(2, 4, 5, 3).figure(title, description)),
    WIDE_NETWORK((title, description) -> Plot.network(784, 1000, 10).figure(title, description));

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
}
