package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.predict.Classifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Columns of texts among the features. */
class FeatureTest {
    private static final List<String> NAMES =
            List.of("island = Biscoe", "island = Dream", "island = Torgersen", "mass");

    private static Table penguins() {
        return Table.create(
                StringColumn.create("island", "Dream", "Torgersen", "Biscoe", "Dream"),
                IntColumn.create("mass", 3700, 3800, 5000, 3500),
                StringColumn.create("species", "Chinstrap", "Adelie", "Gentoo", "Adelie"));
    }

    @Test
    void aColumnOfTextsBecomesOneFeatureForEachText() {
        final var dataset = Tables.dataset(penguins(), "species", "island", "mass");
        assertThat(dataset.featureNames()).isEqualTo(NAMES);
        assertIdentical(
                dataset.X(),
                rows(
                        new double[] {0, 1, 0, 3700},
                        new double[] {0, 0, 1, 3800},
                        new double[] {1, 0, 0, 5000},
                        new double[] {0, 1, 0, 3500}));
    }

    @Test
    void anotherTableHasTheSameFeatures() {
        final var later = Table.create(
                IntColumn.create("mass", 1, 2),
                StringColumn.create("sex", "f", "m"),
                StringColumn.create("island", "Cormorant", "Dream"));
        final var X = rows(new double[] {0, 0, 0, 1}, new double[] {0, 1, 0, 2});
        assertIdentical(Tables.features(later, NAMES), X);
        assertRefused(
                () -> Tables.features(later.removeColumns("island"), NAMES),
                "there is no column \"island = Biscoe\": the table has \"mass\", \"sex\"");
    }

    @Test
    void aClassifierTakesTheTexts() {
        final var W = rows(new double[] {0, 0, 0, 0}, new double[] {0, 2, 0, 0});
        final var net = new Mlp(List.of(new Layer(W, column(0, 0), Activation.IDENTITY)));
        final var classifier = new Classifier(net, Optional.empty(), NAMES, List.of("elsewhere", "on Dream"));
        assertThat(Tables.predictions(classifier, penguins())
                        .stringColumn("class")
                        .asList())
                .containsExactly("on Dream", "elsewhere", "elsewhere", "on Dream");
        assertThat(Tables.predict(classifier, penguins().row(0)).className()).isEqualTo("on Dream");
        assertThat(Tables.predict(classifier, penguins().row(1)).className()).isEqualTo("elsewhere");
    }

    /** The counts are those of Python: {@code Counter(row["island"] for row in csv.DictReader(file))} without the rows that have NA. */
    @Test
    void theTextsOfThePenguins() {
        final var table = Tables.read(SplitFiles.DATA.resolve("penguins.csv"));
        final var dataset = Tables.dataset(table.dropRowsWithMissingValues(), "species", "island", "sex");
        assertThat(dataset.featureNames())
                .containsExactly(
                        "island = Biscoe", "island = Dream", "island = Torgersen", "sex = female", "sex = male");
        assertThat(IntStream.range(0, 5).map(j -> (int) IntStream.range(0, 333)
                        .mapToDouble(n -> dataset.X().get(n, j))
                        .sum()))
                .containsExactly(163, 123, 47, 165, 168);
    }

    @Test
    void truthValuesAreTexts() {
        final var table = Table.create(BooleanColumn.create("wet", true, false), DoubleColumn.create("k", 1, 2));
        assertThat(Tables.dataset(table, "k").featureNames()).containsExactly("wet = false", "wet = true");
    }

    @Test
    void aColumnWithTheNameOfACategoryIsFoundFirst() {
        final var table = Table.create(StringColumn.create("a", "x"), StringColumn.create("a = b", "c"));
        assertIdentical(Tables.features(table, List.of("a = b = c", "a = x")), rows(new double[] {1, 1}));
        assertRefused(
                () -> Tables.dataset(
                        Table.create(
                                StringColumn.create("a", "x", "x"),
                                IntColumn.create("a = x", 1, 2),
                                StringColumn.create("k", "p", "q")),
                        "k"),
                "features must have different names, but have [a = x, a = x]");
    }

    @Test
    void tooManyTextsAreRefused() {
        final var names = StringColumn.create("name", IntStream.range(0, 101).mapToObj(i -> "n" + i));
        final var table = Table.create(
                names,
                IntColumn.create("k", IntStream.range(0, 101).map(i -> i % 2).toArray()));
        assertThat(Tables.dataset(table.first(100), "k").features()).isEqualTo(100);
        assertRefused(
                () -> Tables.dataset(table, "k"),
                "a feature of texts must have at most 100 different ones, but column \"name\" has 101:"
                        + " leave it out, or join rare ones");
    }
}
