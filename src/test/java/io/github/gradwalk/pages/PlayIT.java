package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * Plays with the figures of the exported pages in a real browser, by keyboard, and holds what they compute against the
 * library; see {@link PagesIT} for what it needs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayIT {
    private static final int DESKTOP = 1280;
    private static final double TOLERANCE = 1e-12;

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

    @Test
    void softmaxAndCrossEntropyAreTheLibrarys() {
        open("04-p-minus-y.html");
        final var random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            final double[] z = random.doubles(2 + random.nextInt(5), -1, 1)
                    .map(value -> value * Math.pow(10, random.nextInt(4) - 1))
                    .toArray();
            final int target = random.nextInt(z.length);
            assertAsLibrary(z, target, 1, computed("softmax", """
                    const [z, c] = values;
                    return {p: math.softmax(z), gradient: math.gradient(z, c), loss: math.crossEntropy(z, c)};
                    """, z, target));
            close(
                    computed("softmax", "return [math.logSumExp(values[0])]", (Object) z),
                    Softmax.logSumExp(row(z)).data);
            final double[] p = Softmax.probabilities(row(z)).data;
            close(
                    computed("softmax", "return math.jacobian(values[0]).flat()", (Object) p),
                    Softmax.jacobian(row(p)).data);
        }
    }

    @Test
    void theSoftmaxFigureFollowsItsSliders() {
        open("04-p-minus-y.html");
        final var random = new Random(2);
        for (int trial = 0; trial < 40; trial++) {
            move("softmax", List.of("z1", "z2", "z3", "T").get(trial % 4), random);
            final int target = random.nextInt(3);
            press(
                    figure("softmax")
                            .findElements(By.cssSelector("input[type=radio]"))
                            .get(target),
                    Keys.SPACE);
            final var state = state("softmax");
            assertThat(state.get("target")).isEqualTo((long) target);
            assertAsLibrary(numbers(state.get("z")), target, number(state.get("T")), state);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static void assertAsLibrary(double[] z, int target, double temperature, Object computed) {
        final var logits =
                row(Arrays.stream(z).map(value -> value / temperature).toArray());
        final var truth = Targets.ofClasses(z.length, target);
        final var values = (Map<?, ?>) computed;
        close(values.get("p"), Softmax.probabilities(logits).data);
        close(values.get("gradient"), CrossEntropy.gradient(logits, truth).data);
        close(List.of(values.get("loss")), CrossEntropy.loss(logits, truth));
    }

    private void open(String page) {
        browser.open(site.addresses().get(0) + page, DESKTOP, "light");
    }

    private WebElement figure(String kind) {
        return browser.driver().findElement(By.cssSelector("[data-figure=" + kind + "]"));
    }

    /** Moves a slider as its user would: to one end, some steps back, and some by page. */
    private void move(String kind, String slider, Random random) {
        final var input = figure(kind).findElement(By.cssSelector("input[name='" + slider + "']"));
        final var keys = new StringBuilder().append(random.nextBoolean() ? Keys.HOME : Keys.END);
        final var back = keys.charAt(0) == Keys.HOME.charAt(0) ? Keys.ARROW_UP : Keys.ARROW_DOWN;
        final var far = back == Keys.ARROW_UP ? Keys.PAGE_UP : Keys.PAGE_DOWN;
        keys.append(far.toString().repeat(random.nextInt(9)));
        keys.append(back.toString().repeat(random.nextInt(9)));
        press(input, keys);
    }

    private void press(WebElement control, CharSequence keys) {
        browser.driver().executeScript("arguments[0].focus()", control);
        browser.driver().switchTo().activeElement().sendKeys(keys);
    }

    /** What the figure holds now. */
    private Map<?, ?> state(String kind) {
        return (Map<?, ?>)
                browser.evaluate("return document.querySelector('[data-figure=" + kind + "]').gradwalk.state");
    }

    /** Runs a script that finds the figures' formulas in {@code math}, and its arguments in {@code values}. */
    private Object computed(String kind, String script, Object... values) {
        return browser.driver()
                .executeScript(
                        "const {math} = document.querySelector('[data-figure=" + kind
                                + "]').gradwalk; const values = arguments[0]; " + script,
                        List.of(values));
    }

    private static DMatrixRMaj row(double... values) {
        return new DMatrixRMaj(1, values.length, true, values);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double[] numbers(Object values) {
        return ((List<?>) values).stream().mapToDouble(PlayIT::number).toArray();
    }

    /** To a relative error of 10⁻¹²; what is almost 0, as 1 − p may be, to an absolute one. */
    private static void close(Object computed, double... library) {
        final double[] actual = numbers(computed);
        assertThat(actual).hasSameSizeAs(library);
        for (int i = 0; i < library.length; i++) {
            assertThat(Math.abs(actual[i] - library[i]))
                    .as("entry %d: %s in the page, %s in the library", i, actual[i], library[i])
                    .isLessThanOrEqualTo(TOLERANCE * Math.max(Math.abs(library[i]), 1e-3));
        }
    }
}
