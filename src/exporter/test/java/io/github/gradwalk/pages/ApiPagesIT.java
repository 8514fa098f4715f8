package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the Java API; {@link LinksIT} follows their links. */
@ExtendWith(InBrowser.class)
record ApiPagesIT(Site site, Browser browser) {
    private static final Path SCREENSHOTS = Path.of("target/screenshots/api");
    private static final int DESKTOP = 1280;
    private static final int PHONE = 360;
    private static final String PACKAGE = "api/io/github/gradwalk/";

    @Test
    void everyPageIsCompleteAndTheTutorialsAreLinked() throws IOException {
        final var address = site.files();
        final var links = new TreeSet<String>();
        try (var softly = new AutoCloseableSoftAssertions()) {
            for (final var page : site.pagesBelow("api")) {
                browser.open(address + page, DESKTOP, "light");
                assertComplete(page, address, softly);
                links.addAll(browser.each("main a[href]", "e.href"));
                if (browser.count("header") > 0) { // a redirect has none
                    softly.assertThat(browser.each("header a[href]", "e.href"))
                            .as(page)
                            .contains(address + "index.html");
                }
            }
            softly.assertThat(links)
                    .contains(address + "02-softmax-derivative.html", address + "08-index-to-matrix.html");
        }
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
    void formulasAreDrawnFromAWebServerAndOnAPhoneToo(String page) {
        for (final var address : List.of(site.files(), site.server())) {
            for (final int width : List.of(DESKTOP, PHONE)) {
                browser.open(address + page, width, "light");
                try (var softly = new AutoCloseableSoftAssertions()) {
                    assertComplete(page, address, softly);
                    softly.assertThat(browser.count("mjx-container[display=true] svg :is(path, use)"))
                            .isPositive();
                }
                browser.photograph(SCREENSHOTS.resolve(Path.of(page).getFileName() + "-" + width + ".png"));
            }
        }
    }

    private void assertComplete(String page, String address, AutoCloseableSoftAssertions softly) {
        softly.assertThat(browser.faults(address))
                .as("console and requests of " + page)
                .isEmpty();
        softly.assertThat(browser.count("mjx-merror, [data-mjx-error], [data-mml-node=merror]"))
                .as("formulas with errors on " + page)
                .isZero();
        softly.assertThat((String) browser.evaluate("""
                        const copy = document.body.cloneNode(true).querySelector('main');
                        copy?.querySelectorAll('mjx-container text').forEach(e => e.remove());
                        return copy?.textContent ?? '';
                        """))
                .as("formulas that are not drawn on " + page)
                .doesNotContain("\\(", "\\[", "\\frac");
    }

    @Test
    void theKernelIsNotPublished() throws IOException {
        assertThat(site.pagesBelow("api")).noneMatch(page -> page.contains("kernel") || page.contains("spencerpark"));
    }
}
