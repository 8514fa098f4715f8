package io.github.gradwalk.plot;

import static io.github.gradwalk.plot.Xml.elements;
import static io.github.gradwalk.plot.Xml.number;
import static io.github.gradwalk.plot.Xml.only;
import static io.github.gradwalk.plot.Xml.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Theme;
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
    void hasOtherColoursOnADarkPage() {
        String style =
                only(parse(SampleFigure.SIMPLEX.figure().drawing()), "style").getTextContent();
        assertThat(style)
                .contains(
                        ".gradwalk-plot [fill=\"" + Theme.PANEL + "\"]{fill:light-dark(" + Theme.PANEL + ","
                                + Palette.dark(Theme.PANEL) + ")}",
                        "[data-jp-theme-light=false]");
    }

    @Test
    void writesWordsAsTextAndNumbersInWords() {
        Figure network = SampleFigure.NETWORK.figure();
        assertThat(network.drawing()).contains(">a⁰ = x</text>", ">W¹  4×2</text>", ">3 logits</text>");
        assertThat(network.description()).contains("z¹ = W¹a⁰ + b¹, 4, from W¹ of shape 4×2, from b¹ of shape 4;");
        assertThat(network).hasToString("Title\n" + network.description());
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
                .frame("first & foremost", SampleFigure.SIMPLEX.figure())
                .frame("then", SampleFigure.IMAGES.figure())
                .frame("at last", SampleFigure.NETWORK.figure())
                .figure(TITLE, WORDS);
    }

    @Test
    void anAnimationContainsItsFramesUnchanged() {
        assertThat(animation().drawing())
                .contains(
                        SampleFigure.SIMPLEX.figure().drawing(),
                        SampleFigure.IMAGES.figure().drawing(),
                        ">first &amp; foremost</div>");
        assertThat(animation().description())
                .startsWith("Description. 3 frames: first & foremost, then, at last. first & foremost: Description.")
                .contains("then: Description.");
        assertThat(animation()).isEqualTo(animation());
        assertThat(elements(animation(), "figcaption")).hasSize(1);
    }

    @Test
    void chartsAsFramesHaveOneLegend() {
        Animation frames = Plot.frames();
        for (int n = 1; n <= 3; n++) {
            XYChart chart = Charts.styled(new XYChartBuilder().title(TITLE).build());
            chart.addSeries("loss", new double[] {1, 2}, new double[] {3, n});
            chart.addSeries("wrong", new double[] {1, 2}, new double[] {n, 4}).setLabel("wrong (" + n + ")");
            frames.frame("frame " + n, chart, WORDS);
            assertThat(chart.getStyler().isLegendVisible()).isTrue();
        }
        Element figure = parse(frames.figure(TITLE, WORDS).toHtml());

        assertThat(elements(figure, "span")).extracting(Element::getTextContent).containsExactly("loss", "wrong");
        assertThat(elements(figure, "text")).extracting(Element::getTextContent).doesNotContain("loss", "wrong (1)");
        assertThat(elements(figure, "svg"))
                .filteredOn(svg -> svg.hasAttribute("role"))
                .allMatch(svg -> svg.getAttribute("width").equals("400"));
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
        List<Element> styles = elements(parse(animation().toHtml()), "style");
        String style = styles.get(styles.size() - 1).getTextContent();
        assertThat(style)
                .startsWith("@media screen and (prefers-reduced-motion:no-preference){")
                .contains("animation:gradwalk-3 2.4s", "@keyframes gradwalk-3{0%{opacity:1}33.333%");
        assertThat(style.chars().filter(c -> c == '{').count())
                .isEqualTo(style.chars().filter(c -> c == '}').count());
    }

    /** As the last expression of a cell, for instance, whose author forgot the last call. */
    @Test
    void whatIsNotDrawnYetSaysHow() {
        assertThat(Plot.images(new DMatrixRMaj(20, 64), 8)).hasToString("20 images of 8×8 pixels, drawn by figure(…)");
        assertThat(Plot.network(2, 3)).hasToString("a diagram of a network, drawn by figure(…)");
        assertThat(Plot.frames()).hasToString("an animation of 0 frames, drawn by figure(…)");
        assertThat(Plot.simplex(p -> 1)).hasToString("a plot of the simplex with 0 points, drawn by figure(…)");
    }
}
