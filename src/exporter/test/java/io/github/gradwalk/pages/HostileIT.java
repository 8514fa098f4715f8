package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.Fragment;
import io.github.gradwalk.Hostile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** The page of a notebook that shows hostile text wherever it can, see hostile.py: the text can be read, and has no other effect. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {
    private static final Path PAGES = Path.of("target/hostile/pages");
    private static final String PAGE = "07-hostile.html";

    @RegisterExtension
    static final Fragment FOUND = new Fragment("hostile-pages");

    private final Site site;
    private final Browser browser;
    private long places;

    HostileIT(Browser browser) throws IOException {
        this.site = Site.of(PAGES);
        this.browser = browser;
    }

    private static Stream<String> pages() throws IOException {
        return Site.pagesIn(PAGES).stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isValidExceptForDiscouragedCharacters(String page) throws IOException, SAXException {
        assertThat(ValidIT.faults(site.source(page)))
                .filteredOn(fault -> !fault.contains("Private Use Area")
                        && !fault.contains("Normalization Form C")
                        && !fault.contains("appears to be written in"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void runsNothingAndAsksForNothing(String page) {
        final var address = site.server();
        browser.open(address + page, 1440, "light");
        browser.photograph(Path.of("target/screenshots/hostile-1440-" + page.replace(".html", ".png")));
        browser.evaluate(MOVE_EVERYTHING);

        assertThat(browser.evaluate("return String(window.pwned)")).isEqualTo("undefined");
        assertThat(browser.faults(address)).isEmpty();
        assertThat(browser.texts(ACTIVE)).isEmpty();
        assertThat(browser.overflow()).isEmpty();
        assertThat(browser.duplicateIds()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isNoWiderThanATelephone(String page) {
        browser.open(site.server() + page, 360, "light");
        assertThat(browser.overflow()).isEmpty();
        browser.photograph(Path.of("target/screenshots/hostile-360-" + page.replace(".html", ".png")));
    }

    @Test
    void makesNoFormulaOfIt() {
        browser.open(site.server() + PAGE, 1440, "light");
        // x², the two with \text, and the matrix beside one of them
        assertThat(browser.count(".math")).isEqualTo(3);
        assertThat(browser.count(".output.html .math, .output.html mjx-container"))
                .isZero();
    }

    @Test
    void everyTextIsRead() {
        browser.open(site.server() + PAGE, 1440, "light");
        final var captions = browser.each("figcaption", "e.textContent");
        final var heads = browser.each(".output th", "e.textContent");
        final var cells = browser.each(".output td", "e.textContent");
        // A character that UTF-8 cannot encode arrives as a question mark.
        final var printed =
                String.join("\n", browser.each("pre", "e.textContent")).replace('\uFFFD', '?');
        for (final var hostile : Hostile.all()) {
            // An isolate that is not closed is replaced as well.
            final var shown = hostile.shown().replaceAll("[\u2068\u2069]", "\uFFFD");
            assertThat(captions).as("figure: " + hostile).contains(shown);
            assertThat(heads).as("column: " + hostile).contains(shown);
            assertThat(cells).as("ledger: " + hostile).contains(shown);
            assertThat(printed)
                    .as("printed: " + hostile)
                    .contains(hostile.inLine().replace('\uFFFD', '?'));
        }
        places += captions.size() + heads.size() + cells.size();
    }

    @Test
    void whatStandsBesideATextStaysThere() {
        browser.open(site.server() + PAGE, 1440, "light");
        assertThat(browser.texts(outOfPlace("main"))).isEmpty();
        assertThat((Long) browser.evaluate("return window.compared")).isGreaterThan(40);

        browser.evaluate("document.querySelector('caption').textContent = '\u05d0\u05d1: 2 rows × 2 columns'");
        assertThat(browser.texts(outOfPlace("main")))
                .as("the test sees what is reordered")
                .hasSize(1);
    }

    @AfterAll
    void writeDown() throws IOException {
        site.close();
        FOUND.row(
                "| exported pages, in Chromium | %d texts in %d captions, heads and cells | %d pages | no script, request, formula or reordering |",
                Hostile.all().size(), places, pages().count());
    }

    private static final String MOVE_EVERYTHING = """
            for (const slider of document.querySelectorAll('input[type=range]')) {
                slider.value = slider.min;
                slider.dispatchEvent(new Event('input'));
            }
            document.querySelectorAll('.gradwalk-controls button, input[type=radio]').forEach(e => e.click());
            """;

    /** Attributes that would run something, and links and pictures from elsewhere. */
    private static final String ACTIVE = """
            return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
                .filter(a => a.name.startsWith('on') || /^(src|href|xlink:href|action|formaction)$/.test(a.name)
                    && !/^(#|assets\\/|api\\/|data:(image\\/png;base64)?,|[\\w-]+\\.(html|ipynb)|https:\\/\\/(www\\.deeplearningbook|cs231n\\.github)\\.(org|io)\\/)/
                        .test(a.value.replace(/^(data:image\\/png;base64,)[\\w+\\/=]+$/, '$1')))
                .map(a => e.outerHTML.slice(0, 200)));
            """;

    /** A script that finds words of our own after a hostile text which are not in the order in which they are written, to the right of the text. */
    static String outOfPlace(String where) {
        return OUT_OF_PLACE.replace("WHERE", where);
    }

    private static final String OUT_OF_PLACE = """
            const words = /: 2 rows × 1 column|: 2 rows × \\d+ columns|, epoch \\d+: loss|   (?:exact|to \\d+ digits|off by)|" is "|" \\(the header is row 1\\)/g;
            const place = (node, at) => {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                return range.getBoundingClientRect();
            };
            const wrong = [];
            window.compared = 0;
            const texts = document.createTreeWalker(document.querySelector('WHERE'), NodeFilter.SHOW_TEXT);
            for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                if (!node.parentElement.checkVisibility() || node.parentElement.closest('script, .source')) continue;
                for (const found of node.data.matchAll(words)) {
                    let right = -Infinity;
                    const begin = place(node, found.index);
                    for (let at = Math.max(0, found.index - 100); at < found.index + found[0].length; at++) {
                        const box = place(node, at);
                        if (at >= found.index && box.top === begin.top && box.left < right - 0.5
                                || at < found.index && box.width > 0 && box.top === begin.top && box.left > begin.left + 0.5) {
                            wrong.push(node.data.slice(Math.max(0, found.index - 100), found.index + 40));
                            break;
                        }
                        if (at >= found.index && box.top === begin.top) right = box.left;
                    }
                    window.compared++;
                }
            }
            return wrong;
            """;
}
