package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** An interactive figure in an open page: its controls, its state, and its data as objects of the library. */
record PlayFigure(Browser browser, String kind) {
    static final double TOLERANCE = 1e-12;

    private static final Map<String, String> PAGES = Map.of(
            "circuit", "01-worked-example.html",
            "softmax", "04-p-minus-y.html",
            "jacobian", "02-softmax-derivative.html",
            "steps", "06-checking-gradients.html",
            "descent", "10-training.html",
            "training", "10-training.html");

    static String page(String kind) {
        return PAGES.get(kind);
    }

    static PlayFigure open(Site site, Browser browser, String kind) {
        browser.open(site.files() + page(kind), 1280, "light");
        return new PlayFigure(browser, kind);
    }

    String selector() {
        return "[data-figure=" + kind + "]";
    }

    WebElement element() {
        return browser.driver().findElement(By.cssSelector(selector()));
    }

    WebElement button(int number) {
        return element().findElements(By.tagName("button")).get(number);
    }

    WebElement slider(String name) {
        return element().findElement(By.cssSelector("input[name='" + name + "']"));
    }

    void choose(int option) {
        press(element().findElements(By.cssSelector("input[type=radio]")).get(option), Keys.SPACE);
    }

    void press(WebElement control, CharSequence keys) {
        browser.driver().executeScript("arguments[0].focus()", control);
        browser.driver().switchTo().activeElement().sendKeys(keys);
    }

    /** Moves a slider as its user would: to one end, and some steps and pages back. */
    void move(String slider, Random random) {
        final boolean up = random.nextBoolean();
        press(
                slider(slider),
                (up ? Keys.HOME : Keys.END)
                        + (up ? Keys.PAGE_UP : Keys.PAGE_DOWN).toString().repeat(random.nextInt(9))
                        + (up ? Keys.ARROW_UP : Keys.ARROW_DOWN).toString().repeat(random.nextInt(9)));
    }

    /** The present state of the figure. */
    Map<?, ?> state() {
        return (Map<?, ?>) computed("return figure.gradwalk.state");
    }

    /** Runs a script that finds the figure in {@code figure}, its formulas in {@code math}, and its arguments in {@code values}. */
    Object computed(String script, Object... values) {
        final var names = "const [figure, ...values] = arguments, {math} = figure.gradwalk; ";
        return browser.driver()
                .executeScript(
                        names + script,
                        Stream.concat(Stream.of(element()), Stream.of(values)).toArray());
    }

    /** The data that the figure started with. */
    JsonObject data() {
        return JsonParser.parseString((String) computed("return figure.querySelector('script').textContent"))
                .getAsJsonObject();
    }

    /** Compares the probabilities, the gradient and the loss of logits, divided by a temperature, with those of the library. */
    static void assertSoftmax(double[] z, int target, double temperature, Object computed) {
        final var logits =
                row(Arrays.stream(z).map(value -> value / temperature).toArray());
        final var truth = Targets.ofClass(z.length, target);
        final var values = (Map<?, ?>) computed;
        close(values.get("p"), Softmax.probabilities(logits).data);
        close(values.get("gradient"), CrossEntropy.gradient(logits, truth).data);
        close(List.of(values.get("loss")), CrossEntropy.loss(logits, truth));
    }

    static Mlp network(JsonObject shape, JsonObject snapshot) {
        final var sizes = shape.getAsJsonArray("sizes");
        final var parameters = bits(snapshot.get("parameters"));
        final var layers = new ArrayList<Layer>();
        for (int l = 1; l < sizes.size(); l++) {
            final var W =
                    new DMatrixRMaj(sizes.get(l).getAsInt(), sizes.get(l - 1).getAsInt());
            final var b = new DMatrixRMaj(W.numRows, 1);
            parameters.get(W.data).get(b.data);
            layers.add(new Layer(
                    W,
                    b,
                    Activation.valueOf(
                            shape.getAsJsonArray("activations").get(l - 1).getAsString())));
        }
        assertThat(parameters.hasRemaining()).isFalse();
        return new Mlp(layers);
    }

    static Dataset examples(JsonObject examples) {
        final int[] classes = examples.getAsJsonArray("classes").asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
        final var X = new DMatrixRMaj(classes.length, examples.get("features").getAsInt());
        bits(examples.get("X")).get(X.data);
        return new Dataset(X, Targets.ofClasses(Arrays.stream(classes).max().orElseThrow() + 1, classes));
    }

    private static DoubleBuffer bits(JsonElement text) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text.getAsString()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    static Gradients gradients(Mlp net, Dataset data) {
        final var pass = net.forward(data.X());
        final var delta = new DMatrixRMaj();
        CrossEntropy.lossAndGradient(pass.logits(), data.Y(), Reduction.MEAN, delta);
        return net.backward(pass, delta);
    }

    static double norm(Gradients gradients) {
        return Math.sqrt(Stream.of(gradients.W(), gradients.b())
                .flatMapToDouble(part -> Arrays.stream(all(part)))
                .map(g -> g * g)
                .sum());
    }

    static double[] all(List<DMatrixRMaj> matrices) {
        return matrices.stream()
                .flatMapToDouble(matrix -> Arrays.stream(matrix.data))
                .toArray();
    }

    static DMatrixRMaj row(double... values) {
        return new DMatrixRMaj(1, values.length, true, values);
    }

    static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    static double[] numbers(Object values) {
        return ((List<?>) values).stream().mapToDouble(PlayFigure::number).toArray();
    }

    /** Compares to a relative error of 10⁻¹², or an absolute one of 10⁻¹⁵ for values that are almost 0, as 1 − p may be. */
    static void close(Object computed, double... library) {
        final double[] actual = numbers(computed);
        assertThat(actual).hasSameSizeAs(library);
        for (int i = 0; i < library.length; i++) {
            assertThat(Math.abs(actual[i] - library[i]))
                    .as("entry %d: %s in the page, %s in the library", i, actual[i], library[i])
                    .isLessThanOrEqualTo(TOLERANCE * Math.max(Math.abs(library[i]), 1e-3));
        }
    }
}
