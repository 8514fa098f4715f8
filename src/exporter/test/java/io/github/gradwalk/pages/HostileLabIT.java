package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gradwalk.Fragment;
import io.github.gradwalk.Hostile;
import io.github.gradwalk.html.Html;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.net.PortProber;
import org.openqa.selenium.net.UrlChecker;

/** The notebook of hostile text, see hostile.py, in JupyterLab, both trusted and untrusted. Skipped if JupyterLab is not installed. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileLabIT {
    private static final String PYTHON = System.getProperty("gradwalk.python", "");
    private static final Path EXECUTED = Path.of("target/hostile/executed/07-hostile.ipynb");
    private static final Path LAB = Path.of("target/hostile/lab").toAbsolutePath();

    @RegisterExtension
    static final Fragment FOUND = new Fragment("hostile-jupyter");

    private final Browser browser;
    private Process server;
    private String address;
    private int inert;

    HostileLabIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void start() throws Exception {
        assumeThat(!PYTHON.isEmpty() && run("-c", "import jupyterlab").waitFor() == 0)
                .as("has JupyterLab")
                .isTrue();
        final var notebooks = Files.createDirectories(LAB.resolve("notebooks"));
        final var source = Files.readString(EXECUTED);
        Files.writeString(notebooks.resolve("trusted.ipynb"), source);
        // A notebook with another text is not signed.
        Files.writeString(notebooks.resolve("untrusted.ipynb"), source.replace("# Hostile ", "# Untrusted "));
        Files.writeString(notebooks.resolve("unprotected.ipynb"), source.replace(Html.NO_MATHEMATICS, ""));
        assertThat(run("-m", "nbformat.sign", notebooks.resolve("trusted.ipynb").toString())
                        .waitFor())
                .isZero();
        // All cells are rendered, not only those in sight.
        final var settings = Files.createDirectories(LAB.resolve("settings/@jupyterlab/notebook-extension"));
        Files.writeString(settings.resolve("tracker.jupyterlab-settings"), "{\"windowingMode\": \"none\"}");
        final int port = PortProber.findFreePort();
        server = run(
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + port,
                "--ServerApp.port_retries=0",
                "--IdentityProvider.token=",
                "--ServerApp.root_dir=" + notebooks,
                "--LabApp.user_settings_dir=" + LAB.resolve("settings"),
                "--LabApp.workspaces_dir=" + LAB.resolve("workspaces"));
        address = "http://127.0.0.1:" + port + "/lab/tree/";
        new UrlChecker()
                .waitUntilAvailable(60, TimeUnit.SECONDS, URI.create(address).toURL());
    }

    private static Process run(String... arguments) throws IOException {
        final var command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        Files.createDirectories(LAB);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(LAB.resolve("log").toFile()))
                .start();
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
                .satisfiesAnyOf(
                        url -> assertThat(url).startsWith(address.substring(0, address.indexOf("/lab/"))),
                        url -> assertThat(url).matches("(data|blob|ws):.*|\\?")));
        assertThat(browser.count(".gradwalk-play .gradwalk-controls") > 0)
                .as("scripts run")
                .isEqualTo(notebook.equals("trusted"));
        final var captions = texts("figcaption");
        final var cells = texts(".gradwalk-ledger td");
        for (final var hostile : Hostile.all()) {
            assertThat(captions).as("figure: " + hostile).contains(hostile.shown());
            assertThat(cells).as("ledger: " + hostile).contains(hostile.shown());
        }
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
        browser.load(address + notebook + ".ipynb?reset", 1440, "light");
        // The last output is a formula. When it is typeset, MathJax has processed all outputs before it.
        browser.await("document.querySelectorAll('.jp-RenderedLatex mjx-container').length === 1"
                + " && document.querySelectorAll('.jp-RenderedMarkdown mjx-container').length === 2");
    }

    private List<String> texts(String selector) {
        return browser.each(".jp-OutputArea " + selector, "e.textContent");
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        if (server == null) {
            return;
        }
        browser.driver().get("about:blank");
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        server.waitFor();
        FOUND.row(
                "| JupyterLab, in Chromium | the same notebook, trusted and untrusted | %d notebooks | no script, request, formula or reordering |",
                inert);
    }
}
