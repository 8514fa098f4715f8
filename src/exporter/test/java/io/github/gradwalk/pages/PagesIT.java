package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page is complete on every screen, in both colour schemes, from a file and from a web server; it is small and quick, does not jump, and
 * can be read without scripts.
 */
@ExtendWith(InBrowser.class)
record PagesIT(Site site, Browser browser) {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int WIDE = 1440;
    private static final int MOST_BYTES = 1_500_000;
    private static final double MOST_SHIFT = 0.1;
    private static final double MOST_MILLISECONDS = 1000;

    private static Stream<Arguments> pagesOnScreens() throws IOException {
        return Site.ofTutorials().stream().flatMap(page -> Stream.of(360, 768, WIDE)
                .flatMap(width -> Stream.of("light", "dark").map(scheme -> Arguments.of(page, width, scheme))));
    }

    @Test
    void thereAreAPageAndADownloadForEachNotebook() throws IOException {
        try (var files = Files.list(Path.of("notebooks"))) {
            final var notebooks = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ipynb"))
                    .toList();
            assertThat(notebooks).isNotEmpty().allMatch(site::has);
            assertThat(site.notebookPages())
                    .hasSameElementsAs(notebooks.stream()
                            .map(name -> name.replace(".ipynb", ".html"))
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}, {1} pixels wide, {2}")
    @MethodSource("pagesOnScreens")
    void everyPageIsCompleteFromAFile(String page, int width, String scheme) {
        assertComplete(site.files(), page, width, scheme);
        browser.photograph(SCREENSHOTS.resolve(page.replace(".html", "-" + width + "-" + scheme + ".png")));
    }

    @EachPage
    void everyPageIsCompleteFromAFolderOfAWebServer(String page) {
        assertComplete(site.server(), page, WIDE, "light");
    }

    private void assertComplete(String address, String page, int width, String scheme) {
        browser.open(address + page, width, scheme);
        try (var softly = new AutoCloseableSoftAssertions()) {
            softly.assertThat(browser.faults(address))
                    .as("console and requests")
                    .isEmpty();
            softly.assertThat(browser.overflow()).as("wider than the screen").isEmpty();
            // The parts of a formula are not text.
            softly.assertThat(
                            browser.matching(
                                    ".text :is(p *, li > a, td a, th a)",
                                    "!e.parentElement.closest('.math') && !/^(inline|none|contents)/.test(getComputedStyle(e).display)"))
                    .as("parts of a sentence that stand on lines of their own")
                    .isEmpty();
            softly.assertThat(browser.duplicateIds()).as("ids used twice").isEmpty();
            softly.assertThat(browser.matching("figure svg, figure img, figure canvas", """
                            !e.closest('[aria-hidden=true], [hidden]') && !e.parentElement.closest('svg')
                                && (e.getBoundingClientRect().width < 100 || e.getBoundingClientRect().height < 30)
                            """))
                    .as("figures that cannot be seen")
                    .isEmpty();
            softly.assertThat(browser.texts(SCHEME)).as("colour scheme").containsExactly(scheme);
            assertFormulasAreDrawn(page, softly);
        }
    }

    /** Light if the text is darker than the page, otherwise dark. */
    private static final String SCHEME = """
            const lightness = name => getComputedStyle(document.body)[name].match(/[\\d.]+/g).slice(0, 3)
                .reduce((sum, c) => sum + Number(c), 0);
            return [lightness('backgroundColor') > lightness('color') ? 'light' : 'dark'];
            """;

    private void assertFormulasAreDrawn(String page, SoftAssertions softly) {
        softly.assertThat(browser.count("main .math") > 0 || !page.matches("\\d.*"))
                .as("has formulas")
                .isTrue();
        softly.assertThat(browser.matching("span.math", """
                        e.querySelectorAll('mjx-container').length !== 1
                            || !e.querySelector('svg').querySelector('path, use, rect')
                            || e.querySelector('svg').getBoundingClientRect().width < 1 && e.checkVisibility()
                        """))
                .as("formulas that are not drawn")
                .isEmpty();
        softly.assertThat(browser.count("mjx-merror, merror, [data-mjx-error]"))
                .as("formulas with errors")
                .isZero();
        softly.assertThat((String) browser.evaluate("""
                        const copy = document.querySelector('main').cloneNode(true);
                        copy.querySelectorAll('pre, code, annotation, mjx-container text').forEach(e => e.remove());
                        return copy.textContent;
                        """)).doesNotContain("$$", "\\tag", "\\begin", "\\frac");
    }

    @EachPage
    void everyPageIsSmallWithEverythingThatItLoads(String page) {
        browser.visit(site.server() + page, WIDE, "light");
        final var bytes = (Number) browser.evaluate("""
                return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .reduce((sum, entry) => sum + entry.decodedBodySize, 0);
                """);
        assertThat(bytes.intValue()).isBetween(10_000, MOST_BYTES);
    }

    @EachPage
    void nothingJumps(String page) {
        for (final int width : List.of(360, WIDE)) {
            browser.visit(site.files() + page, width, "light");
            final var shift = (Number) browser.driver().executeAsyncScript("""
                    const done = arguments[arguments.length - 1];
                    let shift = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
                        .observe({type: 'layout-shift', buffered: true});
                    setTimeout(() => done(shift), 300);
                    """);
            assertThat(shift.doubleValue()).as("%d pixels wide", width).isLessThan(MOST_SHIFT);
        }
    }

    /** The median of five measurements, since another process may slow one down. */
    @EachPage
    void theFirstContentAppearsWithinASecond(String page) {
        final double median = IntStream.range(0, 5)
                .mapToDouble(i -> firstContent(page))
                .sorted()
                .toArray()[2];
        assertThat(median).isPositive().isLessThan(MOST_MILLISECONDS);
    }

    private double firstContent(String page) {
        browser.visit(site.files() + page, WIDE, "light");
        return ((Number) browser.driver().executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint')
                                .forEach(entry => done(entry.startTime)))
                            .observe({type: 'paint', buffered: true});
                        """)).doubleValue();
    }

    @EachPage
    void everyPageCanBeReadWithoutScripts(String page) {
        browser.visitWithoutScripts(site.files() + page, WIDE, "light");

        assertThat(browser.evaluate("return document.documentElement.dataset.ready"))
                .as("no script ran")
                .isNull();
        assertThat(browser.count("main .math mjx-container svg :is(path, use)") > 0 || !page.matches("\\d.*"))
                .as("has formulas")
                .isTrue();
        assertThat(browser.matching("button, .gradwalk-controls", "e.checkVisibility()"))
                .as("controls without a function")
                .isEmpty();
        assertThat(browser.matching(
                        ".gradwalk-play", "!(e.querySelector('svg')?.getBoundingClientRect().height > 100)"))
                .as("interactive figures without a drawing")
                .isEmpty();
    }
}
