package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.gradwalk.Activation;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Fragment;
import io.github.gradwalk.Hostile;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.check.Judgement;
import io.github.gradwalk.check.Ledger;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.play.Play;
import io.github.gradwalk.play.Recording;
import io.github.gradwalk.play.Weight;
import io.github.gradwalk.plot.Charts;
import io.github.gradwalk.plot.Plot;
import io.github.gradwalk.table.Tables;
import java.io.IOException;
import java.io.StringReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.dom.HtmlDocumentBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChartBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Hostile text stays text in the HTML of everything that a notebook can show with a reader's text in it. */
class HostileTextTest {
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>.*?</script>", Pattern.DOTALL);
    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\">(.*?)</script>");
    private static final Mlp NET = Mlp.create(new int[] {2, 3, 2}, Activation.TANH, new Initialisation.Glorot(), 1);
    private static final Map<Place, Set<String>> INNOCENT = new EnumMap<>(Place.class);
    private static int checks;

    @RegisterExtension
    static final Fragment FOUND = new Fragment("hostile-figures");

    /** What can contain a reader's text; each puts the text into all of its places. */
    enum Place {
        BARS(t -> {
            final var bars = Charts.styled(new CategoryChartBuilder()
                    .title(t)
                    .xAxisTitle(t)
                    .yAxisTitle(t)
                    .build());
            bars.addSeries(t, List.of(t, "b"), List.of(1, 2)).setLabel(shortened(t));
            bars.addSeries("q", List.of(t, "b"), List.of(2, 1));
            return Charts.figure(bars, t);
        }),
        LINES(t -> {
            final var lines = Charts.styled(
                    new XYChartBuilder().title(t).xAxisTitle(t).yAxisTitle(t).build());
            lines.addSeries(t, numbers(1, 2), numbers(3, 4)).setLabel(shortened(t));
            lines.addAnnotation(new AnnotationText(t, 1.5, 3.5, false));
            return Charts.figure(lines, t);
        }),
        HEAT_MAP(t -> Charts.figure(
                Charts.matrix(t, new DMatrixRMaj(2, 2), new String[] {t, "b"}, new String[] {t, "b"}), t)),
        SIMPLEX(t -> Plot.simplex(p -> p[0])
                .corners(t, t, t)
                .scale(t)
                .point(t, numbers(0.2, 0.3, 0.5))
                .figure(t, t)),
        REGIONS(t -> Charts.figure(Charts.regions(t, data(t), NET::logits), t)),
        CONFUSION(t -> Charts.figure(
                Charts.confusion(t, new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}}), List.of(t, "b")), t)),
        IMAGES(t -> Plot.images(new DMatrixRMaj(2, 4), 2).labels(t, "b").figure(t, t)),
        FRAMES(t -> {
            final var bars = Plot.network(3, 2).figure(t, t);
            final var other = Plot.network(2, 2).figure(t, t);
            return Plot.frames().frame(t, bars).frame("b", other).figure(t, t);
        }),
        NETWORK(t -> Plot.network(2, 2).figure(t, t)),
        DESCENT(t -> Play.descent(NET, data(t), new Weight(0, 0, 0, t), new Weight(0, 0, 1, t), numbers(1, 2), 0.5)),
        TRAINING(t -> {
            final var snapshots = List.of(new Recording.Snapshot(0, NET), new Recording.Snapshot(1, NET));
            return Play.training(new Recording(t, data(t), snapshots), new Recording("b", data(t), snapshots));
        }),
        TABLE(t -> TableText.html(Table.create(t, StringColumn.create(t, t, "b"), IntColumn.create(t + "2", 1, 2)))),
        LEDGER(t -> {
            final var ledger = new Ledger("07", entry -> {});
            ledger.check("07.1", t, 1, 1);
            ledger.checkAtMost("07.2", t, 1, 2);
            ledger.refute("07.3", t, 1, 2);
            return CheckOutput.html(ledger);
        }),
        JUDGEMENT(t -> CheckOutput.html(Judgement.of(t, 1, 2, t)));

        private final Function<String, Object> maker;

        Place(Function<String, Object> maker) {
            this.maker = maker;
        }

        String html(String text) {
            return maker.apply(text) instanceof Figure figure
                    ? figure.toHtml()
                    : maker.apply(text).toString();
        }
    }

    /** XChart takes hours for a name of a series that it has to cut. */
    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 80));
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    private static Dataset data(String t) {
        return new Dataset(
                new DMatrixRMaj(new double[][] {{-3, 0}, {3, 1}}),
                Targets.ofClasses(2, new int[] {0, 1}),
                List.of(t, t + "2"),
                List.of(t, t + "3"));
    }

    private static Stream<Arguments> everywhere() {
        return Stream.of(Place.values())
                .flatMap(place -> Hostile.all().stream().map(text -> Arguments.of(place, text)));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("everywhere")
    void textIsOnlyText(Place place, Hostile hostile) {
        final var html = place.html(hostile.text());
        final var root = parsed(html);

        assertThat(structure(root)).isSubsetOf(innocent(place));
        assertThat(elements(root).stream().flatMap(HostileTextTest::attributes))
                .extracting(attribute -> attribute.getNodeName() + "=" + attribute.getNodeValue())
                .allSatisfy(attribute -> assertThat(attribute).doesNotStartWith("on"))
                .filteredOn(attribute -> attribute.matches("(src|href|xlink:href)=.*"))
                .allSatisfy(link -> assertThat(link).matches("href=data:image/png;base64,[\\w+/=]+"));
        assertThat(texts(root)).anyMatch(text -> text.equals(hostile.shown()) || text.contains(hostile.inLine()));
        assertThat(((Element) root.getFirstChild()).getAttribute("class")).contains("tex2jax_ignore mathjax_ignore");
        assertThat(SCRIPT.matcher(html).replaceAll("")).doesNotContain("$");
        DATA.matcher(html).results().forEach(data -> assertThat(data.group(1)).doesNotContainPattern("[<>&$\\p{Cc}]"));
        checks++;
    }

    /** The elements and attributes that are allowed: those around harmless texts, short and long. */
    private static Set<String> innocent(Place place) {
        return INNOCENT.computeIfAbsent(place, p -> IntStream.of(1, 5, 20, 80, 10_000)
                .mapToObj(length -> structure(parsed(p.html("x".repeat(length)))))
                .flatMap(Set::stream)
                .collect(Collectors.toSet()));
    }

    /** The names and the cells of a table keep every character, in its place. */
    @ParameterizedTest
    @MethodSource("io.github.gradwalk.Hostile#all")
    void cellsAndTitlesAreWhole(Hostile hostile) {
        final var text = hostile.text();
        final var table = parsed(Place.TABLE.html(text));
        assertThat(texts(table, "th")).startsWith(hostile.shown());
        assertThat(texts(table, "td")).startsWith(hostile.shown());
        assertThat(texts(table, "caption").get(0).replaceAll("[\u2068\u2069]", ""))
                .isEqualTo(hostile.inLine() + ": 2 rows × 2 columns");
        assertThat(texts(parsed(Place.LEDGER.html(text)), "td")).startsWith(hostile.shown());
        final var figure = parsed(Place.BARS.html(text));
        assertThat(texts(figure, "figcaption")).containsExactly(hostile.shown());
        assertThat(texts(figure, "title")).containsExactly(hostile.shown());
        assertThat(texts(figure, "th")).containsExactly(hostile.shown(), hostile.shown(), "q", hostile.shown(), "b");
    }

    /** In plain text, whatever is printed beside a name keeps its line and its order. */
    @ParameterizedTest
    @MethodSource("io.github.gradwalk.Hostile#all")
    void printedTextKeepsToItsPlace(Hostile hostile) {
        final var text = hostile.text();
        final var ledger = new Ledger("07", entry -> {});
        ledger.check("07.1", text, 1, 1);
        final var table = TableText.plain(Table.create(text, StringColumn.create(text, text)));
        final var figure = Plot.network(2, 2).figure(text, "A figure.");
        for (final var printed : List.of(ledger.entries().get(0).toString(), table, figure.toString())) {
            assertThat(printed).doesNotContainPattern("[\\p{Cc}&&[^\\n]]|[\u2028-\u202E\u2066\u2067]");
            assertThat(printed.codePoints().filter(c -> c == 0x2068).count())
                    .isEqualTo(printed.codePoints().filter(c -> c == 0x2069).count());
            assertThat(hostile.name().matches("Hebrew|Arabic")).isEqualTo(printed.contains("\u2068"));
        }
        assertThat(ledger.entries().get(0).toString()).doesNotContain("\n");
        assertThat(table.lines()).hasSize(5);
        assertThat(figure.toString().lines()).hasSizeGreaterThan(1).element(0).isEqualTo(Names.isolated(text));
    }

    /** Messages contain the name on one line. */
    @ParameterizedTest
    @MethodSource("io.github.gradwalk.Hostile#all")
    void messagesKeepToOneLine(Hostile hostile) {
        final var text = hostile.text();
        final var X = new DMatrixRMaj(2, 1);
        final var Y = Targets.ofClasses(2, new int[] {0, 1});
        final var three = new Dataset(new DMatrixRMaj(2, 3), Y, List.of(text, "b", "c"), List.of("k", "l"));
        final List<ThrowingCallable> refused = List.of(
                () -> Charts.regions("t", three, matrix -> matrix),
                () -> new Dataset(X, Y, List.of(text, "b"), List.of("k", "l")),
                () -> new Dataset(X, Y, List.of("a"), List.of(text, text)),
                () -> new Dataset(X, Y, List.of("a"), List.of(text)),
                () -> Tables.dataset(Table.create("t", StringColumn.create(text, "x")), "k"),
                () -> Tables.dataset(
                        Table.create("t", StringColumn.create(text, "x", ""), StringColumn.create("k", text, "z")),
                        "k"));
        for (final var each : refused) {
            assertThatThrownBy(each)
                    .isInstanceOf(IllegalArgumentException.class)
                    .extracting(Throwable::getMessage, STRING)
                    .contains(Names.inMessage(text))
                    .hasSizeLessThan(1000)
                    .doesNotContainPattern("[\\p{Cc}]|[\u2028-\u202E\u2066\u2067]");
        }
    }

    @Test
    void allColumnsWithNamesThatLookTheSameArePrinted() {
        final var table = Table.create(
                "t",
                StringColumn.create("a\u0001b", "x"),
                StringColumn.create("a\u0002b", "y"),
                StringColumn.create("A\u0003B", "z"));
        assertThat(TableText.plain(table)).contains("a\uFFFDb", "a\uFFFDb (2)", "A\uFFFDB (3)");
    }

    @Test
    void thereAreTextsAndTheirScriptsAreFound() {
        assertThat(Hostile.all()).hasSizeGreaterThan(25);
        assertThat(SCRIPT.matcher("a<script>1</script>b").replaceAll("")).isEqualTo("ab");
        assertThat(Hostile.all().get(0).shown()).isEqualTo("<script>window.pwned = 'script'</script>");
    }

    @AfterAll
    static void writeDown() {
        FOUND.row(
                "| figures, tables, ledgers | %d texts in each of %d kinds of output | %d | none is more than text |",
                Hostile.all().size(), Place.values().length, checks);
    }

    /** The body of a page with this HTML, in which an HTML parser finds no error. */
    private static Element parsed(String html) {
        final var parser = new HtmlDocumentBuilder(XmlViolationPolicy.ALLOW);
        parser.setErrorHandler(STRICT);
        final var page = "<!DOCTYPE html><html><head><title>page</title></head><body>" + html + "</body></html>";
        try {
            return (Element) parser.parse(new InputSource(new StringReader(page)))
                    .getElementsByTagName("body")
                    .item(0);
        } catch (SAXException | IOException fault) {
            throw new AssertionError(html.substring(0, Math.min(html.length(), 1000)), fault);
        }
    }

    /** Fatal errors are thrown anyway. */
    private static final ErrorHandler STRICT = new DefaultHandler() {
        @Override
        public void error(SAXParseException fault) throws SAXParseException {
            throw fault;
        }
    };

    private static List<Element> elements(Element root) {
        final var nodes = root.getElementsByTagName("*");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** The name of each element with that of its parent, and with that of each of its attributes. */
    private static Set<String> structure(Element root) {
        final var found = new TreeSet<String>();
        for (final var element : elements(root)) {
            final var name = element.getParentNode().getNodeName() + " > " + element.getNodeName();
            found.add(name);
            attributes(element).forEach(attribute -> found.add(name + " " + attribute.getNodeName()));
        }
        return found;
    }

    private static Stream<Node> attributes(Element element) {
        final var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength()).mapToObj(attributes::item);
    }

    private static List<String> texts(Element root, String... names) {
        return elements(root).stream()
                .filter(element -> names.length == 0 || List.of(names).contains(element.getNodeName()))
                .map(Node::getTextContent)
                .toList();
    }
}
