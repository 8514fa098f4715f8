package io.github.gradwalk.plot;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.drawing.Figure;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlotArgumentsTest {
    private static final String TITLE = "Title";
    private static final String WORDS = "Description.";
    private static final double[] HALF = {0.5};
    private static final double[] TWO = {1, 2};
    private static final double[] THREE = {1, 2, 3};
    private static final Figure PICTURE = Plot.network(2, 2).figure(TITLE, WORDS);

    static Stream<ThrowingCallable> badInput() {
        Dataset twoFeatures = new Dataset(new DMatrixRMaj(1, 2), Targets.ofClass(2, 0));
        DMatrixRMaj square = new DMatrixRMaj(2, 2);
        return Stream.of(
                () -> Plot.simplex(null),
                () -> Plot.simplex(p -> Double.NaN).figure(TITLE, WORDS),
                () -> Plot.simplex(p -> 1).point("p", TWO),
                () -> Plot.simplex(p -> 1).point("p", THREE),
                () -> Plot.simplex(p -> 1).point("p", new double[] {-1, 1, 1}),
                () -> Plot.simplex(p -> 1).corners("one", "two", ""),
                () -> Plot.images(null, 1),
                () -> Plot.images(square, 0),
                () -> Plot.images(square, 3),
                () -> Plot.images(new DMatrixRMaj(201, 1), 1),
                () -> Plot.images(square, 2).labels("one"),
                () -> Plot.network(2, 2).figure("", WORDS),
                () -> Plot.network(2, 2).figure(TITLE, null),
                () -> Plot.frames().frame("", PICTURE),
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

    private static Animation frames(int count) {
        return Stream.iterate(Plot.frames(), frames -> frames.frame("frame", PICTURE))
                .skip(count)
                .findFirst()
                .orElseThrow();
    }
}
