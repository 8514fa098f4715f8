package io.github.gradwalk.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
                    p - y                                     | 04-p-minus-y.html
                    sum exp                                   | 05-stability.html#The-logarithm
                    diag(p) - p p^T                           | 02-softmax-derivative.html#The-Jacobian
                    missing values                            | 16-penguins-and-digits.html
                    nan in csv                                | 16-penguins-and-digits.html
                    normalised targets, or normalized         | 14-beyond-one-hot.html
                    where does momentum come from             | 11-better-steps.html#Where-does-momentum
                    is a gap a sign of overfitting            | 11-better-steps.html#Is-a-gap
                    difference between MLP and neural network | 10-training.html#What-is-the-difference
                    learning rate                             | 10-training.html#Which-way-is-down
                    lbfgs                                     | 11-better-steps.html#Why-not-Newton
                    learningrate                              | 10-training.html#Which-way-is-down
                    over-fitting                              | 11-better-steps.html#Smaller-weights
                    what is calibration                       | 15-how-sure-is-sure.html#What-does-90
                    evaluation metric as loss function        | 15-how-sure-is-sure.html#Why-not-use-accuracy
                    largest output low and uncertain          | 14-beyond-one-hot.html#The-largest-output
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

        assertThat(summary()).startsWith("Nothing found").contains("No page has “zyzzyva”.");
        assertThat(hits()).isEmpty();
        assertThat(browser.evaluate("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    /** A short word that differs in a letter, such as trace, is often another word, and so is one that only goes on, as lossy after loss. */
    @ParameterizedTest
    @ValueSource(strings = {"trape", "lossy"})
    void doesNotTakeAWordForAnother(String word) {
        browser.visit(site.files() + "questions.html?q=" + word, WIDE, "light");

        assertThat(summary()).startsWith("Nothing found").contains("No page has “" + word + "”.");
    }

    /** If only common words are left, there are only a few passages. */
    @Test
    void saysWhichWordNoPageHas() {
        browser.visit(site.files() + "questions.html?q=zyzzyva+loss", WIDE, "light");

        assertThat(summary()).startsWith("No page has “zyzzyva”.");
        assertThat(hits()).hasSizeBetween(1, 3);
    }

    @Test
    void firstComesWhatHasAllWords() {
        browser.visit(site.files() + "questions.html?q=temperature+negative", WIDE, "light");
        final var first = browser.driver()
                .findElement(By.cssSelector(".hits > li"))
                .getText()
                .toLowerCase(Locale.ROOT);

        assertThat(first).contains("temperature", "negative");
    }

    @Test
    void excerptsHaveNoLatex() {
        for (final var words : List.of("tfrac", "1/2", "partial", "p - y", "sum exp", "sqrt")) {
            browser.visit(site.files() + "questions.html?q=" + URLEncoder.encode(words, UTF_8), WIDE, "light");
            assertThat(browser.driver().findElement(By.id("found")).getText().replace("“" + words + "”", ""))
                    .as(words)
                    .doesNotContain("\\", "$", "frac1", "frac{", "varepsilon", "mathrm");
        }
    }

    /** The address keeps what was typed, so the way back brings it again, with the same passages. */
    @Test
    void theWayBackBringsTheQueryAgain() {
        for (final var address : List.of(site.files(), site.server())) {
            browser.visit(address + "questions.html", WIDE, "light");
            browser.driver().findElement(By.id("look-up")).sendKeys("temperature scaling & more");
            final var found = hits();
            browser.driver().findElement(By.cssSelector(".hits > li > a")).sendKeys(Keys.ENTER);
            browser.await("!location.pathname.endsWith('/questions.html') && document.readyState === 'complete'");
            browser.driver().navigate().back();
            browser.await("location.pathname.endsWith('/questions.html') && document.readyState === 'complete'");

            assertThat(browser.driver().findElement(By.id("look-up")).getAttribute("value"))
                    .isEqualTo("temperature scaling & more");
            assertThat(hits()).isNotEmpty().isEqualTo(found);
        }
    }

    /** A fold, a heading on one and a heading or an equation in one: where an address leads is open and in view, however one comes there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"details.solution", "details.question h3", "details.checks td", "details.folded .equation[id]"})
    void whatAnAddressLeadsToIsOpenAndInView(String selector) throws IOException {
        final var page = browser.driver();
        for (final var name : site.notebookPages()) {
            browser.visit(site.files() + name, NARROW, "light");
            if (browser.count(selector) == 0) {
                continue;
            }
            final var address = (String) page.executeScript("""
                    const target = [...document.querySelectorAll(arguments[0])].at(-1);
                    target.id ||= 'without-an-id';
                    return '#' + encodeURIComponent(target.id);
                    """, selector);
            page.executeScript("location.hash = arguments[0]", address);
            awaitInView();
            page.executeScript(
                    "document.querySelectorAll('main details').forEach(fold => fold.open = false); scrollTo(0, 0)");
            page.executeScript("""
                    const link = Object.assign(document.createElement('a'), {href: location.hash, textContent: 'again'});
                    document.querySelector('main').prepend(link);
                    link.click();
                    """);
            awaitInView();
            page.executeScript("location.hash = 'main'");
            page.executeScript("document.querySelectorAll('main details').forEach(fold => fold.open = false)");
            page.navigate().back();
            awaitInView();
            return;
        }
        assertThat(selector).as("found on no page").isEmpty();
    }

    private void awaitInView() {
        browser.await("""
                (() => {
                  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
                  const {top} = target.getBoundingClientRect();
                  return target.checkVisibility() && top >= 0 && top < innerHeight && (target.open ?? true);
                })()
                """);
    }

    @Test
    void theQuestionsNeedNoScripts() {
        browser.visitWithoutScripts(site.files() + "questions.html", WIDE, "light");

        assertThat(browser.count(".asked li")).isGreaterThanOrEqualTo(80);
        assertThat(browser.driver().findElement(By.tagName("noscript")).getText())
                .contains("needs JavaScript");
    }

    private String summary() {
        return browser.driver().findElement(By.id("summary")).getText();
    }

    private List<String> hits() {
        return browser.driver().findElements(By.cssSelector(".hits > li > a")).stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }
}
