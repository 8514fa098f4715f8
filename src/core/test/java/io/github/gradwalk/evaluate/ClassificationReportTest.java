package io.github.gradwalk.evaluate;

import static io.github.gradwalk.Matrices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import io.github.gradwalk.Targets;
import io.github.gradwalk.evaluate.ClassificationReport.Scores;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compared with reports.json, which reports.py has made with scikit-learn. */
class ClassificationReportTest {
    private record File(List<Case> cases) {}

    /** The first three entries of {@code classes} and of the averages are precision, recall and F1. */
    record Case(
            String what,
            List<String> names,
            int[] truth,
            int[] predicted,
            double[][] classes,
            int[] support,
            double[] micro,
            double[] macro,
            double[] weighted,
            String text) {
        ConfusionMatrix confusion() {
            return ConfusionMatrix.of(
                    Targets.ofClasses(names.size(), truth),
                    Targets.ofClasses(names.size(), predicted).toMatrix());
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        final var json = ClassificationReportTest.class.getResourceAsStream("/reports.json");
        return new Gson().fromJson(new InputStreamReader(json, StandardCharsets.UTF_8), File.class).cases().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theNumbersAreThoseOfScikitLearn(Case expected) {
        final var report = expected.confusion().report(expected.names);
        final int K = expected.names.size();
        for (int k = 0; k < K; k++) {
            final var scores = report.classes().get(k);
            assertThat(scores.name()).isEqualTo(expected.names.get(k));
            assertThat(scores.support()).isEqualTo(expected.support[k]);
            assertScores(scores, new double[] {expected.classes[0][k], expected.classes[1][k], expected.classes[2][k]});
        }
        assertScores(report.micro(), expected.micro);
        assertScores(report.macro(), expected.macro);
        assertScores(report.weighted(), expected.weighted);
        assertThat(report.macro().support()).isEqualTo(expected.truth.length);
        assertThat(report.rows()).hasSize(K + 3);
    }

    private static void assertScores(Scores actual, double[] expected) {
        assertThat(actual.precision()).isCloseTo(expected[0], within(1e-15));
        assertThat(actual.recall()).isCloseTo(expected[1], within(1e-15));
        assertThat(actual.f1()).isCloseTo(expected[2], within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTextIsThatOfScikitLearn(Case expected) {
        assertThat(expected.confusion().report(expected.names)).hasToString(expected.text);
    }

    @Test
    void aShareOfNothingIsNoNumberInTheMatrixAndZeroInTheReport() {
        final var confusion = ConfusionMatrix.of(
                Targets.ofClasses(3, new int[] {0, 1}),
                Targets.ofClasses(3, new int[] {0, 0}).toMatrix());
        assertThat(confusion.f1(0)).isEqualTo(2.0 / 3);
        assertThat(confusion.f1(1)).isZero();
        assertThat(confusion.f1(2)).isNaN();
        final var report = confusion.report(List.of("a", "b", "c"));
        assertThat(report.classes().get(2)).isEqualTo(new Scores("c", 0, 0, 0, 0));
        assertThat(report.accuracy()).isEqualTo(0.5);
        assertThat(new Scores("hen\u202e\n", 0.5, 1, Double.NaN, 2))
                .hasToString("hen\uFFFD\uFFFD: precision 0.5000, recall 1.000, F1 NaN, support 2");
    }

    @Test
    void namesThatDoNotFitAreRefused() {
        final var one =
                ConfusionMatrix.of(Targets.ofClass(2, 0), Targets.ofClass(2, 0).toMatrix());
        assertRefused(() -> one.report(List.of("a")), "names must be one for each of the 2 classes, but are [a]");
        assertRefused(() -> one.f1(2), "k must be in 0 … 1, but is 2");
        assertRefused(() -> one.support(-1), "k must be in 0 … 1, but is -1");
    }
}
