package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a page offers its readers: colours, copying of code, the checks of an equation, and printing. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
record ReadingIT(Site site, Browser browser) {
    private static final String PAGE = "04-p-minus-y.html";
    private static final int WIDE = 1440;

    @AfterEach
    void forgetTheChoice() {
        browser.evaluate("localStorage.clear()");
    }

    @Test
    void theReaderChoosesLightOrDark() {
        browser.visit(site.server() + PAGE, WIDE, "dark");
        final var button = element("button.theme");

        assertThat(button.getAccessibleName()).isEqualTo("Colours: as the system");
        assertThat(background()).isEqualTo("dark");
        button.sendKeys(Keys.ENTER);
        assertThat(button.getAccessibleName()).isEqualTo("Colours: light");
        assertThat(background()).isEqualTo("light");
        button.sendKeys(Keys.SPACE);
        assertThat(button.getAccessibleName()).isEqualTo("Colours: dark");
        assertThat(background()).isEqualTo("dark");
        button.sendKeys(Keys.SPACE);
        assertThat(button.getAccessibleName()).isEqualTo("Colours: as the system");
        assertThat(background()).isEqualTo("dark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "ledger.html", "05-stability.html", "api/io/github/gradwalk/Softmax.html"})
    void theChoiceHoldsOnEveryPage(String page) {
        browser.visit(site.server() + PAGE, WIDE, "dark");
        element("button.theme").sendKeys(Keys.ENTER);

        browser.visit(site.server() + page, WIDE, "dark");
        assertThat(background()).isEqualTo("light");
    }

    /** The advice stands at the end of a message. */
    @ParameterizedTest
    @ValueSource(strings = {"10-training.html", "16-penguins-and-digits.html"})
    void noMessageIsCut(String page) {
        browser.open(site.server() + page, WIDE, "light");
        assertThat(browser.count("pre.error, pre.stream")).isPositive();
        assertThat(browser.matching("pre.error, pre.stream", "e.scrollWidth > e.clientWidth"))
                .isEmpty();
    }

    @Test
    void theChoiceIsThereBeforeAnythingIsPainted() {
        browser.visit(site.server() + PAGE, WIDE, "dark");
        element("button.theme").sendKeys(Keys.ENTER);

        final var script =
                browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        new MutationObserver(() => {
                            if (document.body) window.themeOfBody ??= document.documentElement.dataset.theme ?? 'none';
                        }).observe(document, {childList: true, subtree: true});
                        """));
        try {
            browser.visit(site.server() + PAGE, WIDE, "dark");
            assertThat(browser.evaluate("return window.themeOfBody")).isEqualTo("light");
        } finally {
            browser.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", script);
        }
    }

    /** A page that was opened from a file may not be allowed to use the clipboard: then the code is copied in the old way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "navigator.clipboard.writeText = async text => { window.copied = text; }",
                "navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));"
                        + "document.addEventListener('copy', () => { window.copied = document.activeElement.value; })"
            })
    void codeIsCopied(String clipboard) {
        browser.visit(site.server() + PAGE, WIDE, "light");
        browser.evaluate(clipboard);
        final var button = element("#cell-2 > button.copy");
        assertThat(button.getAccessibleName()).isEqualTo("Copy code cell 2");
        button.sendKeys(Keys.ENTER);

        browser.await("document.querySelector('[role=status]').textContent === 'Copied'");
        assertThat((String) browser.evaluate("return window.copied"))
                .isEqualTo(browser.evaluate("return document.querySelector('#cell-2 > .source').textContent"))
                .contains("softmax(z)");
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(button);
    }

    @ParameterizedTest
    @ValueSource(ints = {360, WIDE})
    void anEquationOpensItsChecks(int width) {
        browser.visit(site.server() + PAGE, width, "light");
        final var mark = element("[id='checks-04.9'] > summary");
        assertThat(mark.getText()).isEqualTo("✓ holds");
        assertThat(element("[id='checks-04.9'] > .evidence").isDisplayed()).isFalse();

        mark.sendKeys(Keys.ENTER);

        final var evidence = element("[id='checks-04.9'] > .evidence");
        assertThat(evidence.isDisplayed()).isTrue();
        assertThat(evidence.getText()).contains("2.9e-11", "dual numbers", "ledger.checkGradient(\"04.9\"");
        final var link =
                evidence.findElement(By.cssSelector("a[href^='#cell-']")).getDomAttribute("href");
        assertThat(element(link + " > .source").getText()).contains("ledger.checkGradient(\"04.9\"");
    }

    @Test
    void numbersStandInTheMarginOrUnderTheirFormula() {
        browser.visit(site.server() + PAGE, WIDE, "light");
        assertThat(browser.texts(outside("number.left < paragraph.right || number.top > formula.bottom")))
                .isEmpty();
        browser.visit(site.server() + PAGE, 360, "light");
        assertThat(browser.texts(outside("number.right > innerWidth || number.top < formula.bottom - 1")))
                .isEmpty();
    }

    @Test
    void theContentsFollowTheReader() {
        browser.visit(site.server() + PAGE, WIDE, "light");
        for (final var heading : List.of("Third-way:-the-Jacobian", "What-the-library-does")) {
            browser.evaluate("document.getElementById('" + heading + "').scrollIntoView()");
            browser.await("decodeURIComponent(document.querySelector('.contents a[aria-current]')?.hash ?? '') === '#"
                    + heading + "'");
        }
        assertThat(browser.count(".contents a[aria-current]")).isOne();
    }

    private static String outside(String fault) {
        return """
                const box = e => e.getBoundingClientRect();
                const paragraph = box(document.querySelector('.text > p'));
                return [...document.querySelectorAll('.text > .equation.numbered')].filter(e => {
                    const number = box(e.querySelector('.equation-number')), formula = box(e.querySelector('.math'));
                    return FAULT;
                }).map(e => e.textContent.slice(0, 80));
                """.replace("FAULT", fault);
    }

    @Test
    void paperIsWhiteAndItsFoldsAreOpen() {
        browser.visit(site.server() + PAGE, WIDE, "dark");
        browser.emulate("print", "prefers-color-scheme", "dark");
        browser.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(background()).isEqualTo("light");
        assertThat(browser.count("details.folded")).isPositive();
        assertThat(browser.count("details.folded:not([open])")).isZero();
        for (final var chrome : List.of(".site-header", ".contents", ".pager", ".copy")) {
            assertThat(element(chrome).isDisplayed()).as(chrome).isFalse();
        }
        browser.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(browser.count("details.folded[open]")).isZero();
    }

    @Test
    void paperHasSolutionsAndResultsOnRequestOnly() {
        browser.visit(site.server() + PAGE, WIDE, "light");
        assertThat(onPaper("solution")).isNotEmpty().containsOnly("false");
        assertThat(onPaper("prediction")).isNotEmpty().containsOnly("false");
        assertThat(onPaper("setup")).isNotEmpty().containsOnly("true");

        final var box = element(".print-closed input");
        assertThat(element(".print-closed label").getText()).isEqualTo("Print with solutions and results");
        assertThat(box.isSelected()).isFalse();
        box.sendKeys(Keys.SPACE);
        assertThat(box.isSelected()).isTrue();
        assertThat(onPaper("solution")).containsOnly("true");
        assertThat(onPaper("prediction")).containsOnly("true");
    }

    /** For each fold of a kind, whether it is printed. */
    private List<String> onPaper(String kind) {
        browser.emulate("print", "prefers-color-scheme", "light");
        final var printed = browser.each("details." + kind, "e.checkVisibility()");
        browser.emulate("screen", "prefers-color-scheme", "light");
        return printed;
    }

    @Test
    void withoutScriptsThereIsNoButtonThatDoesNothing() {
        browser.visitWithoutScripts(site.server() + PAGE, WIDE, "light");
        assertThat(browser.count("button:not(.gradwalk-play button)")).isZero();
        assertThat(browser.count("details.checks > summary")).isGreaterThan(10);
    }

    private WebElement element(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    private String background() {
        return (String) browser.evaluate("""
                const channels = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number);
                return channels.reduce((sum, channel) => sum + channel) > 3 * 128 ? 'light' : 'dark';
                """);
    }
}
