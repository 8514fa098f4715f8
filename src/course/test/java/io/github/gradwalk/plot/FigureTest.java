package io.github.gradwalk.plot;

import static io.github.gradwalk.plot.SampleFigure.scores;
import static io.github.gradwalk.plot.Xml.elements;
import static io.github.gradwalk.plot.Xml.number;
import static io.github.gradwalk.plot.Xml.only;
import static io.github.gradwalk.plot.Xml.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.w3c.dom.Element;

class FigureTest {
    private static final String HOSTILE = "</title><script>alert('x')</script> & \"z₁\" ∂E/∂z \u0000 \uD800";
    private static final String HARMLESS = "</title><script>alert('x')</script> & \"z₁\" ∂E/∂z \uFFFD \uFFFD";
    private static final String TITLE = "Title";
    private static final String WORDS = "Description.";

    // Every figure

    @ParameterizedTest
    @EnumSource
    void isOneWellFormedSvgElementWithNameAndDescriptionThatScalesToThePage(SampleFigure sample) {
        Figure figure = sample.figure(HOSTILE, "What there is to see: " + HOSTILE);
        Element svg = parse(figure.drawing());
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
        assertThat(elements(figure, "script")).isEmpty();
        assertThat(svg.getAttribute("viewBox"))
                .isEqualTo("0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
        assertThat(svg.getAttribute("style")).isEqualTo("max-width:100%;height:auto");
        assertThat(sample.figure()).as("each time").isEqualTo(sample.figure());
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsTextInsideAndLargeEnough(SampleFigure sample) {
        Element svg = parse(sample.figure().drawing());
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
            assertThat(start + length).as(text.getTextContent()).isLessThanOrEqualTo(number(svg, "width"));
            assertThat(number(text, "y")).as(text.getTextContent()).isBetween(size, number(svg, "height") - 4);
        }
    }

    @Test
    void sharesNoIdentifierWithAnotherFigure() {
        assertThat(Stream.of(SampleFigure.values())
                        .flatMap(sample -> elements(sample.figure(), "*").stream())
                        .filter(element -> element.hasAttribute("id"))
                        .map(element -> element.getAttribute("id")))
                .hasSize(2 * SampleFigure.values().length)
                .doesNotHaveDuplicates();
    }

    @Test
    void writesWordsAsText() {
        assertThat(SampleFigure.NEGATIVE_BARS.figure().drawing())
                .contains(">∂E/∂z</text>", ">z₁</text>", ">−0.5</text>");
        assertThat(SampleFigure.LINES.figure().drawing())
                .contains(">logit z₁</text>", ">p₂</text>", ">p₁ = 0.3</text>");
        assertThat(SampleFigure.NETWORK.figure().drawing())
                .contains(">a⁰ = x</text>", ">W¹  4×2</text>", ">3 logits</text>");
        assertThat(SampleFigure.REGIONS.figure().drawing()).contains(">length</text>", ">left</text>", "wrongly (2)");
    }

    @Test
    void saysItsNumbersInWords() {
        assertThat(SampleFigure.BARS.figure().description())
                .isEqualTo(
                        "Description. p: class 1 0.3, class 2 0.6, class 3 0.1. y: class 1 1, class 2 0, class 3 0.");
        assertThat(SampleFigure.HEAT_MAP.figure().description()).contains("Row p₂: −0.18, 0.24, −0.06.");
        assertThat(SampleFigure.NETWORK.figure().description())
                .contains("z¹ = W¹a⁰ + b¹, 4, from W¹ of shape 4×2, from b¹ of shape 4;");
        assertThat(SampleFigure.NETWORK.figure())
                .hasToString("Title\n" + SampleFigure.NETWORK.figure().description());
        assertThat(SampleFigure.CONFUSION.figure().description())
                .isEqualTo("Description. 63 of 66 right (95.5 %). True Adelie: 44 as Adelie, 1 as Chinstrap."
                        + " True Chinstrap: 2 as Adelie, 19 as Chinstrap. True Gentoo: none.");
        assertThat(SampleFigure.RELIABILITY.figure().description())
                .contains(
                        "Expected calibration error 0.00",
                        "over 101014 examples",
                        "Confidence 0.5: accuracy 0.25 of 4.")
                .doesNotContain("NaN"); // of an empty bin
        assertThat(SampleFigure.REGIONS.figure().description())
                .contains("2 of 4 examples", "50 %", "left 50 %, right 50 %")
                .endsWith("nowhere & a name that is too long for its region 0 %.");
    }

    @Test
    void leavesItsInputAlone() {
        double[] values = {0.3, 0.7};
        BarPlot plot = Plot.bars("one", "two").series("p", values);
        Figure before = plot.figure(TITLE, WORDS);
        values[0] = 99;
        plot.series("another", 1, 2);
        assertThat(plot.figure(TITLE, WORDS)).isEqualTo(before);
    }

    // Marks and colours

    private static List<Element> with(Figure figure, String name, String attribute, String value) {
        return elements(parse(figure.drawing()), name).stream()
                .filter(element -> element.getAttribute(attribute).equals(value))
                .toList();
    }

    @Test
    void drawsBarsInProportionWithTheirValuesWhereTheyFit() {
        assertThat(SampleFigure.BARS.figure().drawing()).contains(">0.3</text>", ">0.6</text>", ">0.1</text>");
        assertThat(SampleFigure.NEGATIVE_BARS.figure().drawing()).doesNotContain(">−0.35</text>", ">0.05</text>");
        List<Element> bars = with(SampleFigure.BARS.figure(), "rect", "fill", Palette.SERIES.get(0));
        double unit = number(bars.get(2), "height") / 0.6;
        assertThat(bars).hasSize(4); // three, and the legend's
        assertThat(number(bars.get(1), "height")).isEqualTo(0.3 * unit, within(0.05));
        assertThat(number(bars.get(3), "height")).isEqualTo(0.1 * unit, within(0.05));
    }

    @Test
    void drawsACurveAsOnePathThroughItsPoints() {
        Figure figure = Plot.lines()
                .series("line", new double[] {0, 1, 3}, new double[] {0, 1, 3})
                .figure(TITLE, WORDS);
        Element curve = with(figure, "path", "stroke", Palette.SERIES.get(0)).stream()
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
    void namesColumnsOfAConfusionMatrixByLettersWhereNamesDoNotFit() {
        assertThat(SampleFigure.CONFUSION.figure().drawing())
                .contains(">Chinstrap</text>")
                .doesNotContain(">A</text>");
        assertThat(SampleFigure.WIDE_CONFUSION.figure().drawing()).contains(">T</text>", ">T a rather");
    }

    @Test
    void coloursAConfusionMatrixByTheShareOfTheRow() {
        Figure figure = Plot.confusion(new DMatrixRMaj(new double[][] {{3, 1}, {0, 8}}), List.of("one", "two"))
                .figure(TITLE, WORDS);
        assertThat(with(figure, "rect", "stroke", Theme.PANEL))
                .extracting(cell -> cell.getAttribute("fill"))
                .containsExactly(
                        Palette.diverging(-0.75), Palette.diverging(0.25), Palette.diverging(0), Palette.diverging(-1));
    }

    @Test
    void drawsMisclassifiedExamplesHollow() {
        Dataset examples = new Dataset(new DMatrixRMaj(new double[][] {{0, 0}, {1, 1}}), Targets.ofClasses(2, 0, 1));
        Figure figure =
                Plot.regions(examples, X -> scores(X, x -> new double[] {1, 0})).figure(TITLE, WORDS);
        assertThat(with(figure, "path", "fill", Theme.PANEL))
                .extracting(path -> path.getAttribute("stroke"))
                .containsExactly(Theme.MUTED, Palette.SERIES.get(1)); // the legend's, and the second example
    }

    private static BufferedImage firstImage(Figure figure) throws IOException {
        String address = elements(figure, "image").get(0).getAttribute("href");
        return ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(address.replace("data:image/png;base64,", ""))));
    }

    @Test
    void drawsImagesFromLightToDark() throws IOException {
        assertThat(elements(SampleFigure.IMAGES.figure(), "image")).hasSize(2);
        assertThat(firstImage(SampleFigure.IMAGES.figure()).getRaster().getSamples(0, 0, 2, 2, 0, (int[]) null))
                .containsExactly(255, 191, 128, 0);
    }

    @Test
    void drawsImagesWithNegativePixelsInTheColoursOfAHeatMap() throws IOException {
        BufferedImage image = firstImage(
                Plot.images(new DMatrixRMaj(new double[][] {{-2, 0, 1}}), 3).figure(TITLE, WORDS));
        assertThat(IntStream.range(0, 3).map(x -> image.getRGB(x, 0)))
                .containsExactly(
                        Color.decode(Palette.diverging(-1)).getRGB(),
                        Color.decode(Palette.diverging(0)).getRGB(),
                        Color.decode(Palette.diverging(0.5)).getRGB());
    }

    // Animations

    private static Figure animation() {
        return Plot.frames()
                .frame("first & foremost", SampleFigure.BARS.figure())
                .frame("then", SampleFigure.LINES.figure())
                .frame("at last", SampleFigure.HEAT_MAP.figure())
                .figure(TITLE, WORDS);
    }

    @Test
    void anAnimationContainsItsFramesUnchanged() {
        assertThat(animation().drawing())
                .contains(
                        SampleFigure.BARS.figure().drawing(),
                        SampleFigure.LINES.figure().drawing(),
                        ">first &amp; foremost</div>");
        assertThat(animation().description())
                .startsWith("Description. 3 frames: first & foremost, then, at last. first & foremost: Description. p:")
                .contains("then: Description. p₁: 200-point curve");
        assertThat(animation()).isEqualTo(animation());
        assertThat(elements(animation(), "figcaption")).hasSize(1);
    }

    @Test
    void aChartIsAFrameAsItIsAFigure() {
        XYChart chart = Charts.styled(new XYChartBuilder().title(TITLE).build());
        chart.addSeries("loss", new double[] {1, 2}, new double[] {3, 4});
        Figure figure = Charts.figure(chart, WORDS);

        assertThat(Plot.frames()
                        .frame("a", chart, WORDS)
                        .frame("b", chart, WORDS)
                        .figure(TITLE, WORDS))
                .isEqualTo(Plot.frames().frame("a", figure).frame("b", figure).figure(TITLE, WORDS));
    }

    @Test
    void anAnimationStartsStillAndOffersToPlayAndToPause() {
        List<Element> choices = elements(animation(), "input");
        assertThat(choices)
                .extracting(choice -> choice.getAttribute("aria-label"))
                .containsExactly("All frames", "Play", "Pause");
        assertThat(choices).extracting(choice -> choice.hasAttribute("checked")).containsExactly(true, false, false);
        assertThat(choices.stream().map(choice -> choice.getAttribute("name")).distinct())
                .hasSize(1);
    }

    /** Movement is inside the media query for readers who have not asked for reduced motion, and is not printed. */
    @Test
    void anAnimationRespectsTheWishForReducedMotion() {
        String style = only(parse(animation().toHtml()), "style").getTextContent();
        assertThat(style)
                .startsWith("@media screen and (prefers-reduced-motion:no-preference){")
                .contains("animation:gradwalk-3 2.4s", "@keyframes gradwalk-3{0%{opacity:1}33.333%");
        assertThat(style.chars().filter(c -> c == '{').count())
                .isEqualTo(style.chars().filter(c -> c == '}').count());
    }
}
