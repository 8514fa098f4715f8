package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;

/**
 * Every figure of the notebooks' pages has a name, a description, words and numbers, and is small; its words can be read on every screen, and stand
 * neither outside the figure nor on one another. Pictures of all figures are left in {@code target/figures}, to be looked at.
 */
@ExtendWith(InBrowser.class)
record FiguresIT(Site site, Browser browser) {
    private static final Path PICTURES = Path.of("target/figures");
    private static final String FIGURE = "figure.gradwalk-figure";
    private static final String PICTURE = FIGURE + " svg[role=img]";
    /** Neither interactive nor one of several frames. */
    private static final String SINGLE = FIGURE + " > svg";

    private static final int NARROW = 360;
    private static final int WIDE = 1440;

    private static final int MOST_ROWS = 100;
    private static final int MOST_BYTES = 30_000;
    /** In pixels. */
    private static final double SMALLEST_TEXT = 11;

    private static final double SMALLEST_TEXT_ON_A_PHONE = 8;

    private static Stream<String> pages() throws IOException {
        return Site.ofTutorials().stream().filter(page -> page.matches("\\d\\d-.*"));
    }

    private static Stream<Arguments> pagesOnScreens() throws IOException {
        return pages().flatMap(page -> Stream.of(NARROW, WIDE)
                .flatMap(width -> Stream.of("light", "dark").map(scheme -> Arguments.of(page, width, scheme))));
    }

    @ParameterizedTest(name = "{0}, {1} pixels wide, {2}")
    @MethodSource("pagesOnScreens")
    void wordsAreReadableAndApart(String page, int width, String scheme) {
        open(page, width, scheme);
        for (int i = 0; i < browser.count(FIGURE); i++) {
            final var name = "%s-%d-%d-%s.png".formatted(page.replace(".html", ""), i + 1, width, scheme);
            browser.photograph(PICTURES.resolve(name), FIGURE, i);
        }
        try (var softly = new AutoCloseableSoftAssertions()) {
            softly.assertThat(browser.texts(WORDS + "return faults(outside)"))
                    .as("%s: words outside of their figure", page)
                    .isEmpty();
            softly.assertThat(browser.texts(WORDS + "return faults(covered)"))
                    .as("%s: words on other words", page)
                    .isEmpty();
            softly.assertThat(browser.texts(WORDS
                            + "return faults(word => word.size < %s)"
                                    .formatted(width == NARROW ? SMALLEST_TEXT_ON_A_PHONE : SMALLEST_TEXT)))
                    .as("%s: words too small to read", page)
                    .isEmpty();
            softly.assertThat(browser.texts(WORDS + "return faults(word => /.…/.test(word.text))"))
                    .as("%s: words that are cut", page)
                    .isEmpty();
            softly.assertThat(
                            browser.matching(".gradwalk-frames", "e.querySelectorAll('.gradwalk-legend').length !== 1"))
                    .as("%s: frames without a legend, or with more than one", page)
                    .isEmpty();
        }
    }

    /** The words that are seen, with their sizes and boxes in pixels, by picture. */
    private static final String WORDS = """
            const pictures = [...document.querySelectorAll('%s')].map(picture => {
                const panel = picture.getBoundingClientRect();
                const words = [...picture.querySelectorAll('text')]
                    .filter(text => text.textContent.trim() && text.checkVisibility({opacityProperty: true, visibilityProperty: true}))
                    .map(text => ({
                        text: text.textContent, box: text.getBoundingClientRect(), panel,
                        size: parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b)
                    }));
                words.forEach(word => word.others = words.filter(other => other !== word));
                return words;
            });
            const outside = ({box, panel}) => box.left < panel.left - 1 || box.top < panel.top - 1
                || box.right > panel.right + 1 || box.bottom > panel.bottom + 1;
            const covers = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
            const covered = word => word.others.some(other => covers(word.box, other.box));
            const faults = condition => pictures.flatMap((words, i) =>
                words.filter(condition).map(word => `picture ${i + 1}: ${word.text} (${word.size.toFixed(1)} pixels)`));
            """.formatted(PICTURE);

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyFigureIsNamedDescribedAndSmall(String page) {
        open(page, WIDE, "light");
        assertThat(browser.count(FIGURE)).isPositive();
        try (var softly = new AutoCloseableSoftAssertions()) {
            softly.assertThat(browser.matching(FIGURE, "!e.querySelector('svg[role=img]')"))
                    .as("figures without a picture")
                    .isEmpty();
            softly.assertThat(browser.driver().findElements(By.cssSelector(PICTURE)))
                    .as("names")
                    .noneMatch(picture -> picture.getAccessibleName().isBlank());
            softly.assertThat(browser.matching(
                            PICTURE,
                            "!document.getElementById(e.getAttribute('aria-describedby'))?.textContent.trim()"))
                    .as("pictures without a description")
                    .isEmpty();
            softly.assertThat(browser.matching(
                            PICTURE, "![...e.querySelectorAll('text')].some(text => text.textContent.trim())"))
                    .as("pictures without words")
                    .isEmpty();
            softly.assertThat(browser.each(FIGURE + " .gradwalk-values table", """
                            e.querySelectorAll('tbody tr').length + ' rows: ' + (e.querySelector('caption')?.textContent ?? 'all')
                            """))
                    .as("tables")
                    .hasSize((int) browser.count(FIGURE))
                    .allMatch(FiguresIT::isComplete);
            softly.assertThat(browser.each(SINGLE, """
                            new TextEncoder().encode(e.outerHTML).length + ' bytes: ' + e.querySelector('title').textContent
                            """))
                    .as("sizes")
                    .noneMatch(picture -> Integer.parseInt(picture.substring(0, picture.indexOf(' '))) > MOST_BYTES);
        }
    }

    /** A table of all rows, or one that says out of how many its rows were selected. */
    private static boolean isComplete(String table) {
        final int rows = Integer.parseInt(table.substring(0, table.indexOf(' ')));
        return rows >= 1 && rows <= MOST_ROWS && table.matches("(\\d+) rows: (all|\\1 of \\d+ rows, evenly spaced)");
    }

    /** Nothing but the figures, with their tables folded: without the text around them, a page is painted many times faster. */
    private void open(String page, int width, String scheme) {
        browser.open(site.files() + page, width, scheme);
        browser.evaluate("""
                document.querySelectorAll('%1$s details').forEach(fold => fold.open = false);
                document.querySelectorAll('main *').forEach(e => {
                    if (!e.closest('%1$s') && !e.querySelector('%1$s')) e.style.display = 'none';
                });
                """.formatted(FIGURE));
    }
}
