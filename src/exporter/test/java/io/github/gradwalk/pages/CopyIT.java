package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** What readers take with them: selected text with its formulas, LaTeX, links, citations, and a page on paper. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
record CopyIT(Site site, Browser browser) {
    private static final String PAGE = "04-p-minus-y.html";
    private static final int WIDE = 1440;

    /** Remembers what is copied, and how. */
    private static final String LISTEN = """
            window.copied = {};
            addEventListener('copy', e => window.copied = {
                text: document.activeElement.value ?? e.clipboardData.getData('text/plain'),
                html: e.clipboardData.getData('text/html'),
            });
            const status = document.querySelector('.said[role=status]');
            new MutationObserver(() => window.said = status.textContent && getComputedStyle(status).opacity === '1' ? status.textContent : window.said)
                .observe(status, {childList: true});
            """;

    @Test
    void selectedTextHasItsFormulasAsLatex() {
        visit(PAGE);
        final var text = copy("""
                const equation = document.getElementById('eq-04.2').parentElement;
                range.setStart(equation.previousElementSibling.firstChild, 4);
                range.setEnd(equation.nextElementSibling.firstChild.firstChild, 4);
                """);
        assertThat(text)
                .startsWith("shortest way")
                .contains(
                        "the logarithm of softmax is a difference, $\\ln p_k = z_k - \\ln\\sum_m e^{z_m}$. The last term")
                .contains(
                        "\n$$E = -\\sum_k y_k\\,\\big(z_k - \\mathrm{LSE}(z)\\big) = \\mathrm{LSE}(z) - \\sum_k y_k\\,z_k$$ (04.2)\n")
                .endsWith("Your")
                .doesNotContain("holds", "Copy", "#");
        assertThat((String) browser.evaluate("return window.copied.html"))
                .contains("<span style=\"white-space: pre-wrap;\">$\\mathrm{LSE}(z)$</span>,</span> is the same")
                .doesNotContain("<svg", "<math", "<button", "id=", "href=\"#", "href=\"02");
    }

    /** A formula is copied whole, wherever in it the selection begins or ends; not if the selection only touches it. */
    @Test
    void aFormulaIsCopiedWhole() {
        visit(PAGE);
        final var within = "const text = document.querySelector('[id=\"eq-04.2\"] text').firstChild;";
        final var whole =
                "$$E = -\\sum_k y_k\\,\\big(z_k - \\mathrm{LSE}(z)\\big) = \\mathrm{LSE}(z) - \\sum_k y_k\\,z_k$$";
        assertThat(copy(within + "range.setStart(text, 3); range.setEnd(text, 5);"))
                .isEqualTo(whole);
        final var next =
                "const next = text.parentElement.closest('.equation').nextElementSibling.firstChild.firstChild;";
        assertThat(copy(within + next + "range.setStart(text, 9); range.setEnd(next, 4);"))
                .startsWith(whole + " (04.2)\n")
                .endsWith("Your");
        assertThat(copy(within + next + "range.setStart(text, text.length); range.setEnd(next, 4);"))
                .doesNotContain("$$E");
    }

    @Test
    void theReaderSelectsAFormulaWithTheMouse() {
        visit(PAGE);
        final var formula = browser.driver().findElement(By.id("eq-04.2"));
        browser.evaluate("document.getElementById('eq-04.2').scrollIntoView({block: 'center'})");
        new Actions(browser.driver())
                .moveToElement(formula, -formula.getSize().getWidth() / 2 + 20, 0)
                .clickAndHold()
                .moveByOffset(60, 0)
                .release()
                .perform();
        assertThat(pressCopy()).startsWith("$$E = ").endsWith("z_k$$");
    }

    @Test
    void theOtherWayOfCopyingIsLeftToTheBrowser() {
        visit(PAGE);
        assertThat(copy("range.selectNodeContents(document.querySelector('#cell-2 .source'));"))
                .isEmpty();
    }

    /** Also where the browser has no way to write to the clipboard, as on a page that is served without encryption. */
    @Test
    void everyDisplayedFormulaHasAButtonThatCopiesItsLatex() {
        visit(PAGE);
        browser.evaluate("delete Navigator.prototype.clipboard");
        assertThat(browser.matching(".math.display", "!e.parentElement.querySelector(':scope > button.copy')"))
                .isEmpty();
        final var button = browser.driver().findElement(By.xpath("//*[@id='eq-04.9']/../button"));
        assertThat(button.getAccessibleName()).isEqualTo("Copy LaTeX of equation 04.9");
        button.sendKeys(Keys.ENTER);
        awaitSaying("Copied");
        assertThat((String) browser.evaluate("return window.copied.text"))
                .startsWith("\\frac{\\partial E}{\\partial z_i}")
                .endsWith("\\boxed{\\;p_i - y_i\\;}")
                .doesNotContain("$", "\\tag");
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(button);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[id='eq-04.2'] + .equation-number", "h2 > .permalink", "#formula-1 > .permalink"})
    void aLinkIsCopiedWithItsAddress(String selector) {
        visit(PAGE);
        browser.evaluate("delete Navigator.prototype.clipboard");
        final var link = element(selector);
        link.sendKeys(Keys.ENTER);
        awaitSaying("Link copied");
        assertThat((String) browser.evaluate("return window.copied.text"))
                .isEqualTo(link.getDomProperty("href"))
                .startsWith(site.files() + PAGE + "#")
                .isEqualTo(browser.driver().getCurrentUrl());
    }

    /** With a mouse, links and buttons appear where it points, or where the keyboard is; fingers find them in their places. */
    @EachPage
    void everyHeadingAndFormulaHasALink(String page) {
        browser.open(site.files() + page, 360, "light");
        assertThat(browser.matching(
                        "main :is(h1, h2, h3, h4)[id]:not(summary *), .equation",
                        "!e.querySelector('a:is(.permalink, .equation-number)')"))
                .isEmpty();
        assertThat(browser.matching(".permalink, .copy", "e.checkVisibility() && getComputedStyle(e).opacity === '0'"))
                .as("in this browser, as on a telephone, nothing hovers")
                .isEmpty();
    }

    @EachPage
    void everyPageCanBeCited(String page) {
        visit(page);
        final var texts = browser.each("[data-copy]", "e.textContent");
        assertThat(texts).hasSize(2);
        assertThat(texts.get(0)).contains("gradwalk, version ");
        assertThat(texts.get(1)).startsWith("@misc{gradwalk");
        element("[data-copy] + .copy").sendKeys(Keys.ENTER);
        awaitSaying("Copied");
        assertThat(element(".licence").getText()).contains("Apache License 2.0");
    }

    @Test
    void theLatexIsNeitherSeenNorRead() {
        visit(PAGE);
        for (final var setting : List.of("none", "active")) {
            browser.emulate("screen", "forced-colors", setting);
            assertThat(browser.each("[id='eq-04.2'] text", "getComputedStyle(e).fill"))
                    .containsExactly("rgba(0, 0, 0, 0)");
        }
        final var tree = browser.driver().executeCdpCommand("Accessibility.getFullAXTree", Map.of());
        assertThat(tree.toString()).contains("log-sum-exp").doesNotContain("mathrm{LSE}");
    }

    @Test
    void aPrintedPageHasTheTextOfItsFormulas() throws IOException, InterruptedException {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pdftotext"))),
                "pdftotext reads the PDF");
        visit(PAGE);
        final var file = Files.createTempFile("gradwalk", ".pdf");
        final var printed = browser.driver().executeCdpCommand("Page.printToPDF", Map.of());
        Files.write(file, Base64.getDecoder().decode((String) printed.get("data")));
        final var reader = new ProcessBuilder("pdftotext", file.toString(), "-").start();
        final var text = new String(reader.getInputStream().readAllBytes()).replaceAll("\\s+", " ");
        assertThat(reader.waitFor()).isZero();
        Files.delete(file);
        assertThat(text)
                .contains("The answer is the prediction minus the truth, $p - y$. By the end")
                .contains("$$E = -\\sum_k y_k \\ln p_k, \\qquad p_k = \\frac{e^{z_k}}{\\sum_m e^{z_m}}$$")
                .contains("Apache License 2.0");
    }

    private void visit(String page) {
        browser.visit(site.files() + page, WIDE, "light");
        browser.evaluate(LISTEN);
    }

    /** The text that is copied when the range that a script sets is selected. */
    private String copy(String selection) {
        browser.evaluate("const range = document.createRange();" + selection
                + "window.copied = {}; getSelection().removeAllRanges(); getSelection().addRange(range);");
        return pressCopy();
    }

    private String pressCopy() {
        new Actions(browser.driver())
                .keyDown(Keys.CONTROL)
                .sendKeys("c")
                .keyUp(Keys.CONTROL)
                .perform();
        browser.await("window.copied.text !== undefined");
        return (String) browser.evaluate("return window.copied.text");
    }

    /** What is said stays for a moment only. */
    private void awaitSaying(String text) {
        browser.await("window.said === '" + text + "'");
    }

    private WebElement element(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }
}
