package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The search over the course, on pages that are opened as files, and the questions below it. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
record SearchIT(Site site, Browser browser) {
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    why does p(1 - p) fail the gradient check | 02-softmax-derivative.html
                    is cross-entropy a distance               | 03-cross-entropy.html
                    softmax applied twice                     | 05-stability.html
                    V curve of the step size                  | 06-checking-gradients.html
                    reverse mode                              | 07-autograd.html
                    learning rate too large                   | 10-training.html
                    Adam bias correction                      | 11-better-steps.html
                    lable smoothing                           | 14-beyond-one-hot.html
                    nn.CrossEntropyLoss after softmax         | 05-stability.html
                    kaiming initialization                    | 12-where-to-start.html
                    does 1/m belong into dZ                   | 09-batches-and-biases.html
                    what is η?                                | 10-training.html
                    micro and macro average                   | 15-how-sure-is-sure.html
                    """)
    void findsThePassage(String words, String page) {
        browser.visit(site.files() + "questions.html", WIDE, "light");
        browser.driver().findElement(By.id("look-up")).sendKeys(words);

        assertThat(hits().stream().limit(3)).as(words).anyMatch(href -> href.contains(page));
    }

    @Test
    void everyPageAsksTheSearch() {
        browser.visit(site.files() + "04-p-minus-y.html", WIDE, "light");
        browser.driver()
                .findElement(By.cssSelector(".site-header input[type=search]"))
                .sendKeys("log-sum-exp", Keys.ENTER);
        browser.await("location.pathname.endsWith('/questions.html') && !!document.querySelector('.hits a')");

        assertThat(hits()).isNotEmpty();
        assertThat(browser.driver().findElement(By.id("look-up")).getAttribute("value"))
                .isEqualTo("log-sum-exp");
    }

    @Test
    void saysThatThereIsNothing() {
        browser.visit(site.files() + "questions.html?q=zyzzyva", NARROW, "dark");

        assertThat(browser.driver().findElement(By.id("found")).getText()).startsWith("Nothing found");
        assertThat(browser.evaluate("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    /** A hit leads to a heading that is there, even if it lies in a fold. */
    @Test
    void leadsToThePassage() {
        browser.visit(site.files() + "questions.html?q=temperature+scaling", NARROW, "light");
        final var first = hits().get(0);
        browser.visit(first, NARROW, "light");

        assertThat(
                        browser.evaluate(
                                "const id = decodeURIComponent(location.hash.slice(1)); return !id || !!document.getElementById(id)"))
                .isEqualTo(true);
    }

    @Test
    void theQuestionsNeedNoScripts() {
        browser.visitWithoutScripts(site.files() + "questions.html", WIDE, "light");

        assertThat(browser.count(".asked li")).isGreaterThanOrEqualTo(80);
        assertThat(browser.driver().findElement(By.tagName("noscript")).getText())
                .contains("needs JavaScript");
    }

    private List<String> hits() {
        return browser.driver().findElements(By.cssSelector(".hits a")).stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }
}
