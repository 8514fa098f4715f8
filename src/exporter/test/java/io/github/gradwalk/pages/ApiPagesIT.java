package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the pages of the Java API in a real browser. */
@ExtendWith(InBrowser.class)
class ApiPagesIT {
    private static final Path SCREENSHOTS = Path.of("target/screenshots/api");
    private static final int DESKTOP = 1280;
    private static final int PHONE = 360;
    private static final String PACKAGE = "api/io/github/gradwalk/";

    /** Javadoc 17 links to a heading of this page that it has not given an anchor. */
    private static final String FAULTY = "api/constant-values.html";

    private final Site site;
    private final Browser browser;

    ApiPagesIT(Site site, Browser browser) {
        this.site = site;
        this.browser = browser;
    }

    /** Every page, since it is a tool's: what it does well on one page it does well on all but for what we have written. */
    @Test
    void everyPageIsWholeAndEveryLinkResolves() throws IOException {
        final var address = site.addresses().get(0);
        final var links = new HashMap<String, List<String>>();
        final var anchors = new HashMap<String, Set<String>>();
        try (var softly = new AutoCloseableSoftAssertions()) {
            for (final var page : site.pagesBelow("api")) {
                browser.open(address + page, DESKTOP, "light");
                assertWhole(page, address, softly);
                if (browser.count("header") > 0) { // all but redirects
                    softly.assertThat(linksIn("header")).as(page).contains(address + "index.html");
                }
                links.put(page, linksIn("header, main"));
                anchors.put(
                        page,
                        new HashSet<>(browser.texts("return [...document.querySelectorAll('[id]')].map(e => e.id)")));
            }
            softly.assertThat(links).hasSizeGreaterThan(20);
            softly.assertThat(broken(address, links, anchors))
                    .as("broken links")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "io/github/gradwalk/Softmax.html", "io/github/gradwalk/Mlp.html"})
    void thePagesAreWholeFromAWebServerAndOnAPhone(String page) {
        for (final var address : site.addresses()) {
            for (final int width : List.of(DESKTOP, PHONE)) {
                browser.open(address + "api/" + page, width, "light");
                try (var softly = new AutoCloseableSoftAssertions()) {
                    assertWhole(page, address, softly);
                }
                browser.photograph(SCREENSHOTS.resolve(Path.of(page).getFileName() + "-" + width + ".png"));
            }
        }
    }

    private void assertWhole(String page, String address, AutoCloseableSoftAssertions softly) {
        softly.assertThat(browser.complaints()).as("console of " + page).isEmpty();
        softly.assertThat(browser.requests())
                .as("requests of " + page)
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.failure()).as(request.url()).isEmpty();
                    assertThat(request.url()).matches(url -> url.startsWith(address) || url.startsWith("data:"));
                });
        softly.assertThat(browser.count("mjx-merror, [data-mjx-error], [data-mml-node=merror]"))
                .as("formulas with errors on " + page)
                .isZero();
        softly.assertThat((String) browser.evaluate("return document.querySelector('main')?.textContent ?? ''"))
                .as("undrawn formulas on " + page)
                .doesNotContain("\\(", "\\[", "\\frac");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/index.html",
                PACKAGE + "Softmax.html",
                PACKAGE + "CrossEntropy.html",
                PACKAGE + "Mlp.html",
                PACKAGE + "Activation.html",
                PACKAGE + "Initialisation.Glorot.html",
                PACKAGE + "Initialisation.He.html"
            })
    void theFormulasAreDrawn(String page) {
        browser.open(site.addresses().get(0) + page, DESKTOP, "light");
        assertThat(browser.count("mjx-container[display=true] svg path, mjx-container[display=true] svg use"))
                .isPositive();
    }

    @Test
    void theTutorialsAndTheApiLeadToEachOther() throws IOException {
        final var address = site.addresses().get(0);
        final var tutorials = new TreeSet<>(site.notebookPages());
        tutorials.add("index.html");
        for (final var page : tutorials) {
            assertThat(site.source(page)).contains("href=\"api/index.html\"");
        }
        final var led = new TreeSet<String>();
        for (final var page : List.of("index.html", "io/github/gradwalk/Softmax.html", "io/github/gradwalk/Mlp.html")) {
            browser.open(address + "api/" + page, DESKTOP, "light");
            led.addAll(linksIn("main"));
        }
        assertThat(led).contains(address + "02-softmax-derivative.html", address + "07-index-to-matrix.html");
    }

    @Test
    void theKernelIsNotPublished() throws IOException {
        assertThat(site.pagesBelow("api")).noneMatch(page -> page.contains("kernel") || page.contains("spencerpark"));
    }

    private List<String> linksIn(String parts) {
        return browser.texts("return [...document.querySelectorAll('a[href]')]" + ".filter(a => a.closest('" + parts
                + "')).map(a => a.href)");
    }

    private Set<String> broken(String address, Map<String, List<String>> links, Map<String, Set<String>> anchors)
            throws IOException {
        final var broken = new TreeSet<String>();
        for (final var page : links.keySet()) {
            for (final var url : links.get(page)) {
                final var target = URI.create(url);
                final var path = url.replaceFirst("#.*", "").substring(Math.min(address.length(), url.length()));
                final var anchor = target.getFragment();
                if (!url.startsWith(address)) {
                    broken.add(page + ": " + url + " leads out of the folder");
                } else if (!site.has(path) && !isOfANotebookToCome(path)) {
                    broken.add(page + ": " + url + " leads nowhere");
                } else if (anchor != null
                        && !anchor.isEmpty()
                        && !path.equals(FAULTY)
                        && anchors.containsKey(path)
                        && !anchors.get(path).contains(anchor)) {
                    broken.add(page + ": " + url + " has no such anchor");
                }
            }
        }
        return broken;
    }

    /** Beyond the last notebook that there is: none, once the course is whole. */
    private boolean isOfANotebookToCome(String page) throws IOException {
        final var pages = site.notebookPages();
        return page.matches("\\d\\d-[a-z0-9-]+\\.html")
                && page.substring(0, 2).compareTo(pages.get(pages.size() - 1).substring(0, 2)) > 0;
    }
}
