package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page is whole on every screen, in both colour schemes, from a file and from a web server. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<Integer> WIDTHS = List.of(360, 768, 1440);
    private static final List<String> SCHEMES = List.of("light", "dark");

    private final Site site;
    private final Browser browser;

    PagesIT(Site site, Browser browser) {
        this.site = site;
        this.browser = browser;
    }

    private Stream<Arguments> pagesOnScreens() throws IOException {
        return site.pages().stream().flatMap(page -> WIDTHS.stream()
                .flatMap(width -> SCHEMES.stream().map(scheme -> Arguments.of(page, width, scheme))));
    }

    private Stream<String> pages() throws IOException {
        return site.pages().stream();
    }

    @Test
    void thereAreAPageAndADownloadForEachNotebook() throws IOException {
        assertThat(site.notebookPages()).hasSize(13).allSatisfy(page -> assertThat(
                        site.has(page.replace(".html", ".ipynb")))
                .isTrue());
    }

    @ParameterizedTest(name = "{0}, {1} pixels wide, {2}")
    @MethodSource("pagesOnScreens")
    void everyPageIsWholeFromAFile(String page, int width, String scheme) {
        assertWhole(site.addresses().get(0), page, width, scheme);
        browser.photograph(SCREENSHOTS.resolve(page.replace(".html", "-" + width + "-" + scheme + ".png")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyPageIsWholeFromAFolderOfAWebServer(String page) {
        assertWhole(site.addresses().get(1), page, 1440, "light");
    }

    private void assertWhole(String address, String page, int width, String scheme) {
        browser.open(address + page, width, scheme);
        try (var softly = new AutoCloseableSoftAssertions()) {
            softly.assertThat(browser.complaints()).as("console").isEmpty();
            softly.assertThat(browser.requests()).as("requests").isNotEmpty().allSatisfy(request -> {
                assertThat(request.failure()).as(request.url()).isEmpty();
                assertThat(request.url()).matches(url -> url.startsWith(address) || url.startsWith("data:"));
            });
            softly.assertThat(browser.texts(OVERFLOW))
                    .as("what is wider than the screen")
                    .isEmpty();
            softly.assertThat(browser.texts(OUT_OF_LINE))
                    .as("what breaks a sentence")
                    .isEmpty();
            softly.assertThat(browser.texts(DUPLICATE_IDS)).as("ids used twice").isEmpty();
            softly.assertThat(browser.texts(UNSEEN_FIGURES))
                    .as("figures that are not seen")
                    .isEmpty();
            softly.assertThat(browser.texts(SCHEME))
                    .as("page in the wrong scheme")
                    .containsExactly(scheme);
            assertMathematicsIsDrawn(page, softly);
        }
    }

    private void assertMathematicsIsDrawn(String page, SoftAssertions softly) {
        softly.assertThat(browser.count("main .math") > 0 || !page.matches("\\d.*"))
                .as("has formulas")
                .isTrue();
        softly.assertThat(browser.texts(UNDRAWN))
                .as("formulas that are not drawn")
                .isEmpty();
        softly.assertThat(browser.count("mjx-merror, merror, [data-mjx-error]"))
                .as("formulas with errors")
                .isZero();
        softly.assertThat((String) browser.evaluate(WORDS)).doesNotContain("$$", "\\tag", "\\begin", "\\frac");
    }

    /** The outermost elements that reach beyond the screen, where they make the page scroll sideways. */
    static final String OVERFLOW = """
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .map(e => e.outerHTML.slice(0, 120));
            """;

    /** What stands in a sentence, but on lines of its own; what a formula is drawn of is not text. */
    static final String OUT_OF_LINE = """
            return [...document.querySelectorAll('.text :is(p *, li > a, td a, th a)')]
                .filter(e => !e.parentElement.closest('.math'))
                .filter(e => !/^(inline|none|contents)/.test(getComputedStyle(e).display))
                .map(e => e.outerHTML.slice(0, 120));
            """;

    static final String DUPLICATE_IDS = """
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            return ids.filter((id, index) => ids.indexOf(id) !== index);
            """;

    private static final String UNSEEN_FIGURES = """
            return [...document.querySelectorAll('figure svg, figure img, figure canvas')]
                .filter(e => !e.closest('[aria-hidden=true], [hidden]') && !e.parentElement.closest('svg'))
                .filter(e => e.getBoundingClientRect().width < 100 || e.getBoundingClientRect().height < 30)
                .map(e => e.outerHTML.slice(0, 120));
            """;

    /** Light if the text is darker than the page, else dark. */
    private static final String SCHEME = """
            const lightness = name => getComputedStyle(document.body)[name].match(/[\\d.]+/g).slice(0, 3)
                .reduce((sum, c) => sum + Number(c), 0);
            return [lightness('backgroundColor') > lightness('color') ? 'light' : 'dark'];
            """;

    private static final String UNDRAWN = """
            return [...document.querySelectorAll('span.math')]
                .filter(e => e.querySelectorAll('mjx-container').length !== 1
                    || !e.querySelector('svg').querySelector('path, use, rect')
                    || e.querySelector('svg').getBoundingClientRect().width < 1 && e.checkVisibility())
                .map(e => e.outerHTML.slice(0, 120));
            """;

    private static final String WORDS = """
            const copy = document.querySelector('main').cloneNode(true);
            copy.querySelectorAll('pre, code, annotation').forEach(e => e.remove());
            return copy.textContent;
            """;
}
