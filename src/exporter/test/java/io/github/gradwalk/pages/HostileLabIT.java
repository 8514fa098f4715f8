package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gradwalk.Fragment;
import io.github.gradwalk.Hostile;
import io.github.gradwalk.html.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebook of hostile text, see hostile.py, in JupyterLab, both trusted and untrusted. Skipped if JupyterLab is not installed. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileLabIT {
    private static final Path EXECUTED = Path.of("target/hostile/executed/07-hostile.ipynb");

    @RegisterExtension
    static final Fragment FOUND = new Fragment("hostile-jupyter");

    private final Browser browser;
    private Lab lab;
    private int inert;

    HostileLabIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void start() throws Exception {
        lab = new Lab(Path.of("target/hostile/lab"));
        assumeThat(lab.isInstalled()).as("has JupyterLab").isTrue();
        final var source = Files.readString(EXECUTED);
        Files.writeString(lab.notebooks().resolve("trusted.ipynb"), source);
        // A notebook with another text is not signed.
        Files.writeString(lab.notebooks().resolve("untrusted.ipynb"), source.replace("# Hostile ", "# Untrusted "));
        Files.writeString(lab.notebooks().resolve("unprotected.ipynb"), source.replace(Html.NO_MATHEMATICS, ""));
        lab.sign("trusted.ipynb");
        lab.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trusted", "untrusted"})
    void isInert(String notebook) throws IOException {
        open(notebook);
        browser.evaluate("document.querySelector('.gradwalk-play').scrollIntoView()");
        browser.photograph(Path.of("target/screenshots/hostile-lab-" + notebook + ".png"));

        assertThat(browser.evaluate("return String(window.pwned)")).isEqualTo("undefined");
        assertThat(browser.count(".jp-RenderedHTML mjx-container, .jp-RenderedText mjx-container"))
                .as("formulas in outputs")
                .isZero();
        assertThat(browser.count(".jp-RenderedJSON"))
                .as("ledgers shown as data")
                .isZero();
        assertThat(browser.count("iframe, .jp-OutputArea [onerror], .jp-OutputArea [onmouseover], .jp-OutputArea img"))
                .isZero();
        assertThat(browser.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.url())
                .doesNotContain("pwned.invalid")
                .satisfiesAnyOf(url -> assertThat(url).startsWith(lab.address()), url -> assertThat(url)
                        .matches("(data|blob|ws):.*|\\?")));
        assertThat(browser.count(".gradwalk-play .gradwalk-controls") > 0)
                .as("scripts run")
                .isEqualTo(notebook.equals("trusted"));
        final var captions = texts("figcaption");
        final var cells = texts(".gradwalk-ledger td");
        for (final var hostile : Hostile.all()) {
            assertThat(captions).as("figure: " + hostile).contains(hostile.shown());
            assertThat(cells).as("ledger: " + hostile).contains(hostile.shown());
        }
        browser.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)");
        assertThat(browser.texts(HostileIT.outOfPlace(".jp-Notebook"))).isEmpty();
        assertThat((Long) browser.evaluate("return window.compared")).isGreaterThan(60);
        inert++;
    }

    @Test
    void formulasAreMadeWithoutTheProtection() {
        open("unprotected");
        assertThat(browser.count(".jp-RenderedHTML mjx-container")).isPositive();
    }

    private void open(String notebook) {
        lab.open(browser, notebook + ".ipynb");
        // The last output is a formula. When it is typeset, MathJax has processed all outputs before it.
        browser.await("document.querySelectorAll('.jp-RenderedLatex mjx-container').length === 1"
                + " && document.querySelectorAll('.jp-RenderedMarkdown mjx-container').length === 2");
    }

    private List<String> texts(String selector) {
        return browser.each(".jp-OutputArea " + selector, "e.textContent");
    }

    @AfterAll
    void stop() {
        browser.driver().get("about:blank");
        lab.close();
        if (inert > 0) {
            FOUND.row(
                    "| JupyterLab, in Chromium | the same notebook, trusted and untrusted | %d notebooks | no script, request, formula or reordering |",
                    inert);
        }
    }
}
