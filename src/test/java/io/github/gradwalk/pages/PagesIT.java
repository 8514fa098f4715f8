package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens every exported page in a real browser. Needs the pages ({@code make tutorials}) and the system properties
 * {@code gradwalk.chrome} and {@code gradwalk.chromedriver}; {@code make page-tests} sees to both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int DESKTOP = 1280;
    private static final int PHONE = 360;
    private static final Pattern FORMULA = Pattern.compile("<span class=\"math (?:inline|display)\"");

    @TempDir
    static Path profile;

    private Site site;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        final var chrome = System.getProperty("gradwalk.chrome", "");
        final var driver = System.getProperty("gradwalk.chromedriver", "");
        assumeTrue(!chrome.isEmpty() && !driver.isEmpty(), "no browser given: run make page-tests");
        site = Site.of(Path.of("target/tutorials"));
        browser = new Browser(chrome, driver, profile);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (site != null) {
            site.close();
        }
    }

    private List<String> pages() throws IOException {
        return Stream.concat(Stream.of("index.html"), site.notebookPages().stream())
                .toList();
    }

    private Stream<Arguments> pagesOnScreens() throws IOException {
        return pages().stream().flatMap(page -> site.addresses().stream()
                .flatMap(address -> Stream.of(DESKTOP, PHONE).map(width -> Arguments.of(page, address, width))));
    }

    private Stream<Arguments> pagesInSchemes() throws IOException {
        return pages().stream().flatMap(page -> Stream.of("light", "dark").map(scheme -> Arguments.of(page, scheme)));
    }

    @Test
    void thereAreAPageAndADownloadForEachNotebook() throws IOException {
        assertThat(site.notebookPages()).isNotEmpty().allSatisfy(page -> assertThat(
                        site.has(page.replace(".html", ".ipynb")))
                .isTrue());
    }

    @ParameterizedTest(name = "{0} from {1}, {2} pixels wide")
    @MethodSource("pagesOnScreens")
    void everyPageIsWhole(String page, String address, int width) throws IOException {
        browser.open(address + page, width, "light");

        try (var softly = new AutoCloseableSoftAssertions()) {
            softly.assertThat(browser.complaints()).as("console").isEmpty();
            softly.assertThat(browser.requests()).as("requests").isNotEmpty().allSatisfy(request -> {
                assertThat(request.failure()).as(request.url()).isEmpty();
                assertThat(request.url()).matches(url -> url.startsWith(address) || url.startsWith("data:"));
            });
            assertMathematicsIsDrawn(page, softly);
            softly.assertThat(sidewaysOverflow())
                    .as("what is wider than the screen")
                    .isEmpty();
            softly.assertThat(browser.count("h1")).as("titles").isEqualTo(1);
            softly.assertThat(browser.texts(UNTITLED))
                    .as("pictures without a text")
                    .isEmpty();
            softly.assertThat(browser.texts(EMPTY_HEADERS)).as("empty headers").isEmpty();
            softly.assertThat(browser.texts(DUPLICATE_IDS)).as("ids used twice").isEmpty();
        }
        if (address.startsWith("file:")) {
            browser.photograph(SCREENSHOTS.resolve(page.replace(".html", "-" + width + ".png")));
        }
    }

    private void assertMathematicsIsDrawn(String page, SoftAssertions softly) throws IOException {
        final long formulas = FORMULA.matcher(site.source(page)).results().count();
        softly.assertThat(browser.count("span.math")).as("formulas").isEqualTo(formulas);
        softly.assertThat(formulas > 0 || page.equals("index.html"))
                .as("has formulas")
                .isTrue();
        softly.assertThat(browser.texts(UNDRAWN))
                .as("formulas that are not drawn")
                .isEmpty();
        softly.assertThat(browser.count("mjx-merror, [data-mjx-error], [data-mml-node=merror]"))
                .as("formulas with errors")
                .isZero();
        softly.assertThat((String) browser.evaluate(WORDS)).doesNotContain("$$", "\\tag", "\\begin", "\\frac");
    }

    /** The outermost elements that reach beyond the screen, where they make the page scroll sideways. */
    private List<String> sidewaysOverflow() {
        return browser.texts("""
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > width + 1)
                    .map(e => e.outerHTML.slice(0, 120));
                """);
    }

    private static final String UNTITLED = """
            return [...document.querySelectorAll('img:not([alt]), main svg')]
                .filter(e => !e.closest('mjx-container, [aria-hidden=true]') && !e.parentElement.closest('svg'))
                .filter(e => !(e.querySelector('title')?.textContent || e.getAttribute('aria-label')))
                .map(e => e.outerHTML.slice(0, 120));
            """;

    private static final String EMPTY_HEADERS = """
            return [...document.querySelectorAll('th, h1, h2, h3')]
                .filter(e => !e.textContent.trim())
                .map(e => e.parentElement.outerHTML.slice(0, 120));
            """;

    private static final String DUPLICATE_IDS = """
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            return ids.filter((id, index) => ids.indexOf(id) !== index);
            """;

    private static final String UNDRAWN = """
            return [...document.querySelectorAll('span.math')]
                .filter(e => e.querySelectorAll('mjx-container').length !== 1 || e.querySelector('svg').childElementCount === 0)
                .map(e => e.outerHTML.slice(0, 120));
            """;

    private static final String WORDS = """
            const copy = document.querySelector('main').cloneNode(true);
            copy.querySelectorAll('pre, code').forEach(e => e.remove());
            return copy.textContent;
            """;

    @Test
    void everyLinkAndAnchorResolves() throws IOException {
        final var address = site.addresses().get(0);
        final var links = new HashMap<String, Set<String>>();
        final var anchors = new HashMap<String, Set<String>>();
        for (final var page : pages()) {
            browser.open(address + page, DESKTOP, "light");
            links.put(
                    page,
                    new HashSet<>(browser.texts("return [...document.querySelectorAll('a[href]')].map(a => a.href)")));
            anchors.put(
                    page, new HashSet<>(browser.texts("return [...document.querySelectorAll('[id]')].map(e => e.id)")));
        }
        assertThat(broken(address, links, anchors)).isEmpty();
    }

    private Set<String> broken(String address, Map<String, Set<String>> links, Map<String, Set<String>> anchors) {
        final var broken = new TreeSet<String>();
        links.forEach((page, urls) -> {
            for (final var url : urls) {
                if (url.startsWith("http://") || url.startsWith("https://")) {
                    continue;
                }
                final var parts = (url.startsWith(address) ? url.substring(address.length()) : url).split("#", 2);
                final var anchor = parts.length == 1
                        ? ""
                        : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
                if (!site.has(parts[0])) {
                    broken.add(page + ": " + url + " leads nowhere");
                } else if (!anchor.isEmpty()
                        && !anchors.getOrDefault(parts[0], Set.of()).contains(anchor)) {
                    broken.add(page + ": " + url + " has no such anchor");
                }
            }
        });
        return broken;
    }

    @Test
    void pagesLeadToTheirNeighbours() throws IOException {
        final var pages = site.notebookPages();
        for (int i = 0; i < pages.size(); i++) {
            browser.open(site.addresses().get(0) + pages.get(i), DESKTOP, "light");
            assertThat(neighbour("prev")).isEqualTo(i == 0 ? List.of() : List.of(pages.get(i - 1)));
            assertThat(neighbour("next")).isEqualTo(i == pages.size() - 1 ? List.of() : List.of(pages.get(i + 1)));
        }
        browser.open(site.addresses().get(0) + "index.html", DESKTOP, "light");
        assertThat(browser.texts(
                        "return [...document.querySelectorAll('.notebooks a')].map(a => a.getAttribute('href'))"))
                .isEqualTo(pages);
    }

    private List<String> neighbour(String relation) {
        return browser.texts(
                "return [...document.querySelectorAll('a[rel=" + relation + "]')].map(a => a.getAttribute('href'))");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pagesInSchemes")
    void everyPageIsAccessible(String page, String scheme) throws IOException {
        browser.open(site.addresses().get(1) + page, DESKTOP, scheme);
        final var violations = new AxeBuilder()
                .exclude("mjx-container")
                // It takes a header that is a formula for empty; everyPageIsWhole looks for empty ones.
                .disableRules(List.of("empty-table-header"))
                .analyze(browser.driver())
                .getViolations();
        assertThat(violations.stream().map(PagesIT::description)).isEmpty();
        browser.open(site.addresses().get(0) + page, DESKTOP, scheme);
        browser.photograph(SCREENSHOTS.resolve(page.replace(".html", "-" + scheme + ".png")));
    }

    private static String description(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + ": "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .limit(3)
                        .toList();
    }
}
