package io.github.gradwalk.table;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.predict.Classifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                StringColumn.create("island", "Torgersen", "Dream"));
        final var X = rows(new double[] {0, 0, 1, 1}, new double[] {0, 1, 0, 2});
        assertIdentical(Tables.features(later, NAMES), X);
        assertRefused(
                () -> Tables.features(later.removeColumns("island"), NAMES),
                "there is no column \"island\" for the feature \"island = Biscoe\": the table has \"mass\", \"sex\"");
    }

    private static Classifier classifier() {
        final var W = rows(new double[] {0, 0, 0, 0}, new double[] {0, 2, 0, 0});
        final var net = new Mlp(List.of(new Layer(W, column(0, 0), Activation.IDENTITY)));
        return new Classifier(net, Optional.empty(), NAMES, List.of("elsewhere", "on Dream"));
    }

    /** As in scikit-learn's OneHotEncoder: a text that training did not have is an error, often one of spelling. */
    @Test
    void aTextWithoutAFeatureIsRefused() {
        final var later = Table.create(IntColumn.create("mass", 1, 2), StringColumn.create("island", "Dream", "dream"));
        final var known = ", but there are features only for [Biscoe, Dream, Torgersen]";
        final var message = "row 3, column \"island\" is \"dream\" (the header is row 1)" + known;
        assertRefused(() -> Tables.features(later, NAMES), message);
        assertRefused(() -> Tables.predictions(classifier(), later), message);
        assertRefused(
                () -> Tables.predict(classifier(), later.row(1)), "column \"island\" of the row is \"dream\"" + known);
        assertRefused(
                () -> Tables.predict(classifier(), later.removeColumns("island").row(0)),
                "there is no column \"island\" for the feature \"island = Biscoe\": the row has [mass]");
    }

    @Test
    void wholeNumbersInAColumnOfTextsAreCategories() {
        assertThat(ofTexts("2", "01", "1", "01").featureNames()).containsExactly("x = 01", "x = 1", "x = 2");
        assertThat(ofTexts("5 doors", "3 doors", "4WD", "2024-01-05", "1:30", "0-4")
                        .features())
                .isEqualTo(6);
    }

    static Stream<Arguments> notCategories() {
        return Stream.of(
                arguments(3, "1.234", List.of("999", "1.234", "5.678"), TablesTest.NUMBERS),
                arguments(2, "1.234,50", List.of("1.234,50", "0,99"), TablesTest.NUMBERS),
                arguments(2, "0,13", List.of("0,13", "0,2"), TablesTest.NUMBERS),
                arguments(3, "0.5", List.of("1,5", "0.5", "2,5"), TablesTest.NUMBERS),
                arguments(2, "1,5 €", List.of("1,5 €", "2 €"), TablesTest.NUMBERS),
                arguments(2, "$12", List.of("$12", "-$1,000.50"), TablesTest.NUMBERS),
                arguments(2, "12%", List.of("12%", "9.5 %"), TablesTest.NUMBERS),
                arguments(2, "1" + ".234".repeat(20_000), List.of("1" + ".234".repeat(20_000)), TablesTest.NUMBERS),
                arguments(3, "?", List.of("1.5", "?", "2"), TablesTest.missing("?")),
                arguments(4, "k.A.", List.of("1,5", "2,5", "k.A.", "3"), TablesTest.missing("k.A.")));
    }

    @ParameterizedTest
    @MethodSource("notCategories")
    void textsThatMayBeNumbersAreRefused(int row, String text, List<String> texts, String advice) {
        assertRefused(
                () -> ofTexts(texts.toArray(String[]::new)),
                "features must be finite numbers, but row " + row + ", column \"x\" is \"" + Names.inMessage(text)
                        + "\" (the header is row 1)" + advice);
    }

    @Test
    void aNumberAmongTextsIsRefused() {
        assertRefused(
                () -> ofTexts("S", "M", "38", "L"),
                "features must be all numbers or all texts, but row 4, column \"x\" is \"38\" among texts (the header is row 1)");
    }

    private static Dataset ofTexts(String... texts) {
        final int[] k = IntStream.range(0, texts.length + 1).toArray();
        final var x = StringColumn.create("x", texts).append(texts[0]);
        return Tables.dataset(Table.create(x, IntColumn.create("k", k)), "k");
    }

    @Test
    void aClassifierTakesTheTexts() {
        final var classifier = classifier();
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
