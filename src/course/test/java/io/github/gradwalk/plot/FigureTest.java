package io.github.gradwalk.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureTest {
    private static final String HOSTILE = "</title><script>alert('x')</script> & \"z₁\" ∂E/∂z \u0000 \uD800";
    private static final String HARMLESS = "</title><script>alert('x')</script> & \"z₁\" ∂E/∂z \uFFFD \uFFFD";

    private static final Figure BAR = Plot.bars("one").series("p", 1).figure("Title", "Description.");

    private static final double[] X =
            IntStream.range(0, 200).mapToDouble(i -> i / 20.0 - 5).toArray();

    /** One of each kind, and the awkward ones: long names, many series, extreme numbers. */
    enum Kind {
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
                .series("p₁", X, map(X, x -> 1 / (1 + Math.exp(-x))))
                .series("p₂", X, map(X, x -> 1 / (1 + Math.exp(x))))
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
                .series("a name too long for one line of a legend, and then some more of it", X, map(X, x -> 3))
                .figure(title, description)),
        HEAT_MAP((title, description) -> Plot.heatMap(
                        new DMatrixRMaj(new double[][] {{0.21, -0.18, -0.03}, {-0.18, 0.24, -0.06}}))
                .rows("p₁", "p₂")
                .columns("z₁", "z₂", "z₃")
                .figure(title, description)),
        ZERO_HEAT_MAP(
                (title, description) -> Plot.heatMap(new DMatrixRMaj(10, 40)).figure(title, description)),
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
        MANY_IMAGES(
                (title, description) -> Plot.images(new DMatrixRMaj(200, 6), 3).figure(title, description)),
        SIGNED_IMAGES((title, description) ->
                Plot.images(new DMatrixRMaj(new double[][] {{-1, 2}}), 1).figure(title, description)),
        NETWORK((title, description) -> Plot.network(2, 4, 5, 3).figure(title, description)),
        WIDE_NETWORK((title, description) -> Plot.network(784, 1000, 10).figure(title, description));

        private final BiFunction<String, String, Figure> maker;

        Kind(BiFunction<String, String, Figure> maker) {
            this.maker = maker;
        }

        Figure figure() {
            return maker.apply("Title", "Description.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isOneWellFormedSvgElementWithNameAndDescription(Kind kind) throws Exception {
        Figure figure = kind.maker.apply(HOSTILE, "What there is to see: " + HOSTILE);
        Element svg = parse(figure.drawing());

        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(figure.drawing()).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        Element title = (Element) svg.getFirstChild();
        assertThat(title.getTagName()).isEqualTo("title");
        assertThat(title.getAttribute("id")).isEqualTo(svg.getAttribute("aria-labelledby"));
        assertThat(title.getTextContent()).isEqualTo(HARMLESS);
        Element description = (Element) title.getNextSibling();
        assertThat(description.getTagName()).isEqualTo("desc");
        assertThat(description.getAttribute("id")).isEqualTo(svg.getAttribute("aria-describedby"));
        assertThat(description.getTextContent()).startsWith("What there is to see: " + HARMLESS);
        assertThat(parse(figure.toHtml()).getElementsByTagName("script").getLength())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void scalesToThePage(Kind kind) throws Exception {
        Element svg = parse(kind.figure().drawing());

        assertThat(svg.getAttribute("viewBox"))
                .isEqualTo("0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
        assertThat(svg.getAttribute("style")).isEqualTo("max-width:100%;height:auto");
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsTextInsideAndLargeEnough(Kind kind) throws Exception {
        Element svg = parse(kind.figure().drawing());
        double width = Double.parseDouble(svg.getAttribute("width"));
        double height = Double.parseDouble(svg.getAttribute("height"));
        for (Element text : elements(svg, "text")) {
            double size = number(text, "font-size");
            double length = Theme.textWidth(text.getTextContent(), (int) size);
            double start = number(text, "x")
                    - switch (text.getAttribute("text-anchor")) {
                        case "middle" -> length / 2;
                        case "end" -> length;
                        default -> 0;
                    };

            assertThat(size * 360 / 560).as("size on a phone").isGreaterThan(10);
            assertThat(start).as(text.getTextContent()).isGreaterThanOrEqualTo(0);
            assertThat(start + length).as(text.getTextContent()).isLessThanOrEqualTo(width);
            assertThat(number(text, "y")).as(text.getTextContent()).isBetween(size, height - 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameEachTime(Kind kind) {
        assertThat(kind.figure()).isEqualTo(kind.figure());
    }

    @Test
    void sharesNoIdentifierWithAnotherFigure() throws Exception {
        List<String> ids = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Element element : elements(parse(kind.figure().drawing()), "*")) {
                if (element.hasAttribute("id")) {
                    ids.add(element.getAttribute("id"));
                }
            }
        }

        assertThat(ids).hasSize(2 * Kind.values().length).doesNotHaveDuplicates();
    }

    @Test
    void writesWordsAsText() {
        assertThat(Kind.NEGATIVE_BARS.figure().drawing()).contains(">∂E/∂z</text>", ">z₁</text>", ">−0.5</text>");
        assertThat(Kind.LINES.figure().drawing()).contains(">logit z₁</text>", ">p₂</text>", ">p₁ = 0.3</text>");
        assertThat(Kind.NETWORK.figure().drawing()).contains(">a⁰ = x</text>", ">W¹  4×2</text>", ">3 logits</text>");
    }

    @Test
    void saysItsNumbersInWords() {
        assertThat(Kind.BARS.figure().description())
                .isEqualTo(
                        "Description. p: class 1 0.3, class 2 0.6, class 3 0.1. y: class 1 1, class 2 0, class 3 0.");
        assertThat(Kind.HEAT_MAP.figure().description()).contains("Row p₂: −0.18, 0.24, −0.06.");
        assertThat(Kind.NETWORK.figure().description())
                .contains("z¹ = W¹a⁰ + b¹, 4, from W¹ of shape 4×2, from b¹ of shape 4;");
        assertThat(Kind.NETWORK.figure())
                .hasToString("Title\n" + Kind.NETWORK.figure().description());
    }

    @Test
    void drawsBarsInProportion() throws Exception {
        List<Element> bars = elements(parse(Kind.BARS.figure().drawing()), "rect").stream()
                .filter(rect -> rect.getAttribute("fill").equals(Palette.SERIES.get(0)))
                .toList();
        double unit = number(bars.get(2), "height") / 0.6;

        assertThat(bars).hasSize(4); // three, and the legend's
        assertThat(number(bars.get(1), "height")).isEqualTo(0.3 * unit, within(0.05));
        assertThat(number(bars.get(3), "height")).isEqualTo(0.1 * unit, within(0.05));
    }

    @Test
    void writesValuesAtTheBarsWhereTheyFit() {
        assertThat(Kind.BARS.figure().drawing()).contains(">0.3</text>", ">0.6</text>", ">0.1</text>");
        assertThat(Kind.NEGATIVE_BARS.figure().drawing()).doesNotContain(">−0.35</text>", ">0.05</text>");
    }

    @Test
    void drawsACurveAsOnePathThroughItsPoints() throws Exception {
        Figure figure = Plot.lines()
                .series("line", new double[] {0, 1, 3}, new double[] {0, 1, 3})
                .figure("Title", "Description.");
        Element curve = elements(parse(figure.drawing()), "path").stream()
                .filter(path -> path.getAttribute("stroke").equals(Palette.SERIES.get(0)))
                .filter(path -> path.getParentNode().getParentNode() instanceof Element)
                .findFirst()
                .orElseThrow();
        double[] p = Stream.of(curve.getAttribute("d").substring(1).split("[ L]"))
                .mapToDouble(Double::parseDouble)
                .toArray();

        assertThat(p).hasSize(6);
        assertThat((p[2] - p[0]) / (p[4] - p[0])).as("x").isEqualTo(1 / 3.0, within(1e-3));
        assertThat((p[3] - p[1]) / (p[5] - p[1])).as("y").isEqualTo(1 / 3.0, within(1e-3));
        assertThat(p[5]).as("upwards").isLessThan(p[1]);
    }

    @Test
    void leavesItsInputAlone() {
        double[] values = {0.3, 0.7};
        BarPlot plot = Plot.bars("one", "two").series("p", values);
        Figure before = plot.figure("Title", "Description.");
        values[0] = 99;
        plot.series("another", 1, 2);

        assertThat(plot.figure("Title", "Description.")).isEqualTo(before);
    }

    private static Figure animation() {
        return Plot.frames()
                .frame("first & foremost", Kind.BARS.figure())
                .frame("then", Kind.LINES.figure())
                .frame("at last", Kind.HEAT_MAP.figure())
                .figure("Title", "Description.");
    }

    @Test
    void anAnimationHoldsItsFramesAsTheyAre() throws Exception {
        Figure animation = animation();

        assertThat(animation.drawing())
                .contains(Kind.BARS.figure().drawing(), Kind.LINES.figure().drawing(), ">first &amp; foremost</div>");
        assertThat(animation.description())
                .startsWith("Description. 3 frames: first & foremost, then, at last. first & foremost: Description. p:")
                .contains("then: Description. p₁: 200-point curve");
        assertThat(animation).isEqualTo(animation());
        assertThat(elements(parse(animation.toHtml()), "figcaption")).hasSize(1);
    }

    @Test
    void anAnimationStartsStillAndOffersToPlayAndToPause() throws Exception {
        List<Element> choices = elements(parse(animation().toHtml()), "input");

        assertThat(choices.stream().map(choice -> choice.getAttribute("aria-label")))
                .containsExactly("All frames", "Play", "Pause");
        assertThat(choices.stream().map(choice -> choice.hasAttribute("checked")))
                .containsExactly(true, false, false);
        assertThat(choices.stream().map(choice -> choice.getAttribute("name")).distinct())
                .hasSize(1);
    }

    /** What moves is inside the query for readers who have not asked for less motion, and not for paper. */
    @Test
    void anAnimationMovesOnlyForWhoMayWantIt() throws Exception {
        String style = elements(parse(animation().toHtml()), "style").get(0).getTextContent();

        assertThat(style)
                .startsWith("@media screen and (prefers-reduced-motion:no-preference){")
                .contains("animation:gradwalk-3 2.4s", "@keyframes gradwalk-3{0%{opacity:1}33.334%");
        assertThat(style.chars().filter(c -> c == '{').count())
                .isEqualTo(style.chars().filter(c -> c == '}').count());
    }

    @Test
    void putsCountsOfAConfusionMatrixIntoWords() {
        assertThat(Kind.CONFUSION.figure().description())
                .isEqualTo("Description. 63 of 66 right (95.5 %). True Adelie: 44 as Adelie, 1 as Chinstrap."
                        + " True Chinstrap: 2 as Adelie, 19 as Chinstrap. True Gentoo: none.");
    }

    @Test
    void namesColumnsOfAConfusionMatrixByLettersWhereNamesDoNotFit() {
        assertThat(Kind.CONFUSION.figure().drawing())
                .contains(">Chinstrap</text>")
                .doesNotContain(">A</text>");
        assertThat(Kind.WIDE_CONFUSION.figure().drawing()).contains(">T</text>", ">T a rather");
    }

    @Test
    void leavesOutEmptyBins() {
        assertThat(Kind.RELIABILITY.figure().description())
                .contains(
                        "Expected calibration error 0.00",
                        "over 101014 examples",
                        "Confidence 0.5: accuracy 0.25 of 4.")
                .doesNotContain("NaN");
    }

    @Test
    void drawsImagesFromLightToDark() throws Exception {
        List<Element> images = elements(parse(Kind.IMAGES.figure().drawing()), "image");
        String address = images.get(0).getAttribute("href");
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(address.replace("data:image/png;base64,", ""))));

        assertThat(images).hasSize(2);
        assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(255);
        assertThat(image.getRaster().getSample(1, 0, 0)).isEqualTo(191);
        assertThat(image.getRaster().getSample(0, 1, 0)).isEqualTo(128);
        assertThat(image.getRaster().getSample(1, 1, 0)).isZero();
    }

    @Test
    void drawsImagesWithNegativePixelsInTheColoursOfAHeatMap() throws Exception {
        Figure figure =
                Plot.images(new DMatrixRMaj(new double[][] {{-2, 0, 1}}), 3).figure("Title", "Description.");
        String address = elements(parse(figure.drawing()), "image").get(0).getAttribute("href");
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(address.replace("data:image/png;base64,", ""))));

        assertThat(IntStream.range(0, 3).map(x -> image.getRGB(x, 0)))
                .containsExactly(
                        Color.decode(Palette.diverging(-1)).getRGB(),
                        Color.decode(Palette.diverging(0)).getRGB(),
                        Color.decode(Palette.diverging(0.5)).getRGB());
    }

    @Test
    void coloursAConfusionMatrixByTheShareOfTheRow() throws Exception {
        Figure figure = Plot.confusion(new DMatrixRMaj(new double[][] {{3, 1}, {0, 8}}), List.of("one", "two"))
                .figure("Title", "Description.");
        List<String> cells = elements(parse(figure.drawing()), "rect").stream()
                .filter(rect -> rect.getAttribute("stroke").equals(Theme.PANEL))
                .map(rect -> rect.getAttribute("fill"))
                .toList();

        assertThat(cells)
                .containsExactly(
                        Palette.diverging(-0.75), Palette.diverging(0.25), Palette.diverging(0), Palette.diverging(-1));
    }

    @Test
    void drawsExamplesThatAreClassifiedWronglyHollow() throws Exception {
        Dataset examples = new Dataset(new DMatrixRMaj(new double[][] {{0, 0}, {1, 1}}), Targets.ofClasses(2, 0, 1));
        Figure figure =
                Plot.regions(examples, X -> scores(X, x -> new double[] {1, 0})).figure("Title", "Description.");
        List<String> hollow = elements(parse(figure.drawing()), "path").stream()
                .filter(path -> path.getAttribute("fill").equals(Theme.PANEL))
                .map(path -> path.getAttribute("stroke"))
                .toList();

        assertThat(hollow).containsExactly(Theme.MUTED, Palette.SERIES.get(1)); // the legend's, and the second example
    }

    private static DMatrixRMaj scores(DMatrixRMaj X, UnaryOperator<double[]> function) {
        return new DMatrixRMaj(IntStream.range(0, X.numRows)
                .mapToObj(row -> function.apply(new double[] {X.get(row, 0), X.get(row, 1)}))
                .toArray(double[][]::new));
    }

    @Test
    void saysHowWellAClassifierDoes() {
        assertThat(Kind.REGIONS.figure().description())
                .contains("2 of 4 examples", "50 %", "left 50 %, right 50 %")
                .endsWith("nowhere & a name that is too long for its region 0 %.");
        assertThat(Kind.REGIONS.figure().drawing()).contains(">length</text>", ">left</text>", "wrongly (2)");
    }

    static Stream<ThrowingCallable> badInput() {
        Dataset twoFeatures = new Dataset(new DMatrixRMaj(1, 2), Targets.ofClasses(2, 0));
        double[] two = {1, 2};
        double[] three = {1, 2, 3};
        DMatrixRMaj square = new DMatrixRMaj(2, 2);
        return Stream.of(
                () -> Plot.bars(),
                () -> Plot.bars("one", " "),
                () -> Plot.bars("one", null),
                () -> Plot.bars("one", "two").series("p", three),
                () -> Plot.bars("one").series("p", Double.NaN),
                () -> Plot.bars("one").series("p", Double.POSITIVE_INFINITY),
                () -> Plot.bars("one").figure("Title", "Description."),
                () -> Plot.bars("one").series("p", 1).figure("", "Description."),
                () -> Plot.bars("one").series("p", 1).figure("Title", null),
                () -> Plot.bars("one").axes("", "y"),
                () -> Plot.lines().figure("Title", "Description."),
                () -> Plot.lines().series("line", two, three),
                () -> Plot.lines().series("line", new double[0], new double[0]),
                () -> Plot.lines().points("points", two, new double[] {1, Double.NaN}),
                () -> Plot.lines().markX(Double.NaN, "label"),
                () -> Plot.lines()
                        .logX()
                        .series("line", new double[] {0, 1}, two)
                        .figure("Title", "Description."),
                () -> Plot.lines()
                        .logY()
                        .series("line", two, two)
                        .markY(-1, "label")
                        .figure("Title", "Description."),
                () -> Plot.lines()
                        .series("line", new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, two)
                        .figure("Title", "Description."),
                () -> Plot.heatMap(null),
                () -> Plot.heatMap(new DMatrixRMaj(0, 3)),
                () -> Plot.heatMap(new DMatrixRMaj(new double[][] {{Double.NaN}})),
                () -> Plot.heatMap(square).rows("one"),
                () -> Plot.heatMap(square).columns("one", "two", "three"),
                () -> Plot.simplex(null),
                () -> Plot.simplex(p -> Double.NaN).figure("Title", "Description."),
                () -> Plot.simplex(p -> 1).point("p", two),
                () -> Plot.simplex(p -> 1).point("p", three),
                () -> Plot.simplex(p -> 1).point("p", new double[] {-1, 1, 1}),
                () -> Plot.simplex(p -> 1).corners("one", "two", ""),
                () -> Plot.regions(null, X -> X),
                () -> Plot.regions(twoFeatures, null),
                () -> Plot.regions(new Dataset(square, Targets.ofClasses(7, 0, 1)), X -> X),
                () -> Plot.regions(new Dataset(new DMatrixRMaj(1, 3), Targets.ofClasses(2, 0)), X -> X),
                () -> Plot.regions(twoFeatures, X -> null).figure("Title", "Description."),
                () -> Plot.regions(twoFeatures, X -> square).figure("Title", "Description."),
                () -> Plot.regions(twoFeatures, X -> scores(X, x -> new double[] {0, Double.NaN}))
                        .figure("Title", "Description."),
                () -> Plot.confusion(null, List.of("one")),
                () -> Plot.confusion(square, null),
                () -> Plot.confusion(square, List.of("one")),
                () -> Plot.confusion(new DMatrixRMaj(new double[][] {{-1}}), List.of("one")),
                () -> Plot.confusion(new DMatrixRMaj(2, 1), List.of("one", "two")),
                () -> Plot.confusion(
                        new DMatrixRMaj(21, 21),
                        IntStream.range(0, 21).mapToObj(k -> "c" + k).toList()),
                () -> Plot.reliability(two, two, new int[] {1, 1}),
                () -> Plot.reliability(new double[] {0.5}, new double[] {Double.NaN}, new int[] {1}),
                () -> Plot.reliability(new double[] {0.5}, new double[] {0.5}, new int[] {-1}),
                () -> Plot.reliability(new double[] {0.5}, new double[] {0.5}, new int[] {0}),
                () -> Plot.reliability(new double[] {0.5}, new double[] {0.5}, new int[] {1, 1}),
                () -> Plot.reliability(new double[] {0.5}, null, new int[] {1}),
                () -> Plot.images(null, 1),
                () -> Plot.images(square, 0),
                () -> Plot.images(square, 3),
                () -> Plot.images(new DMatrixRMaj(201, 1), 1),
                () -> Plot.images(square, 2).labels("one"),
                () -> Plot.frames().frame("", Kind.BARS.figure()),
                () -> Plot.frames().frame("one", null),
                () -> Plot.frames().frame("one", Kind.BARS.figure()).figure("Title", "Description."),
                () -> Plot.frames().frame("one", animation()),
                () -> IntStream.rangeClosed(0, 60)
                        .boxed()
                        .reduce(Plot.frames(), (frames, n) -> frames.frame("frame " + n, BAR), (one, other) -> one),
                () -> Plot.network(),
                () -> Plot.network(3),
                () -> Plot.network(3, 0, 2));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void refusesBadInput(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("expected");
    }

    @Test
    void namesTheMarkThatALogarithmicAxisCannotShow() {
        final double[] three = {1, 2, 3};
        final var plot = Plot.lines().logX().series("line", three, three).markX(-1, "label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plot.figure("Title", "Description."))
                .withMessageContaining("markX[0]");
    }

    @Test
    void keepsTheDigitsOfAnInteger() {
        assertThat(Numbers.format(12345, 3)).isEqualTo("12345");
        assertThat(Numbers.format(0.123456, 3)).isEqualTo("0.123");
        assertThat(Numbers.format(1234567, 3)).isEqualTo("1.23×10⁶");
    }

    @Test
    void refusesMoreSeriesThanCanBeToldApart() {
        BarPlot bars = Plot.bars("one");
        for (int i = 0; i < 4; i++) {
            bars = bars.series("series " + i, i);
        }
        BarPlot full = bars;
        assertThatIllegalArgumentException().isThrownBy(() -> full.series("fifth", 1));

        LinePlot lines = Plot.lines();
        for (int i = 0; i < 6; i++) {
            lines = lines.series("series " + i, X, X);
        }
        LinePlot fullLines = lines;
        assertThatIllegalArgumentException().isThrownBy(() -> fullLines.points("seventh", X, X));
    }

    @Test
    void namesTheArgumentTheExpectedAndTheActualSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plot.bars("one", "two").series("p", 1, 2, 3))
                .withMessage("p: expected 2 values, got 3");
    }

    private static double[] map(double[] values, DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
