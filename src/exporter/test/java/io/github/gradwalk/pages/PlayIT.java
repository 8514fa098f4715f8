package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Dataset;
import io.github.gradwalk.Gradients;
import io.github.gradwalk.Initialisation;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Optimizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Plays with the figures of the exported pages in a real browser, by keyboard, and holds what they compute against the
 * library.
 */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayIT {
    private static final int DESKTOP = 1280;
    private static final double TOLERANCE = 1e-12;

    private final Site site;
    private final Browser browser;

    PlayIT(Site site, Browser browser) {
        this.site = site;
        this.browser = browser;
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

    /** Where a step is lost beside the numbers, adding it changes nothing, for ever. */
    @Test
    void axesOfLargeNumbersThatAreCloseHaveTicksThatEnd() throws IOException {
        open("04-p-minus-y.html");
        try (var script = Layer.class.getResourceAsStream("play/draw.js")) {
            final var draw = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            for (final var range : List.of("1e17, 1e17 + 16", "1.7e18, 1.7e18 + 512", "-1e300, 1e300", "0, 5e-324")) {
                assertThat((Long) browser.evaluate(draw + "\nreturn ticks(" + range + ", 5).length"))
                        .as(range)
                        .isLessThan(12);
            }
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

    @Test
    void networksAndMomentumAreTheLibrarys() {
        open("09-training.html");
        final var random = new Random(3);
        for (int trial = 0; trial < 60; trial++) {
            final var hidden = Activation.values()[trial % Activation.values().length];
            final int[] sizes = {
                1 + random.nextInt(4), 1 + random.nextInt(6), 1 + random.nextInt(5), 2 + random.nextInt(4)
            };
            final var net = Mlp.create(sizes, hidden, new Initialisation.Glorot(), trial);
            net.layers().forEach(layer -> RandomMatrices_DDRM.fillGaussian(layer.b(), 0, 1, random));
            final int N = 1 + random.nextInt(8);
            final var X = RandomMatrices_DDRM.rectangleGaussian(N, sizes[0], 0, 1.5, random);
            final int[] classes = random.ints(N, 0, sizes[sizes.length - 1]).toArray();
            final var computed = (Map<?, ?>) computed(
                    "training",
                    """
                    const [layers, examples] = values;
                    const gradients = math.backward(layers, examples);
                    return {
                      logits: examples.map(({x}) => math.forward(layers, x).pop()).flat(),
                      loss: math.loss(layers, examples), norm: math.norm(gradients),
                      W: gradients.map(({W}) => W).flat(), b: gradients.map(({b}) => b).flat(),
                    };
                    """,
                    layers(net),
                    IntStream.range(0, N)
                            .mapToObj(n -> Map.of("x", CommonOps_DDRM.extractRow(X, n, null).data, "c", classes[n]))
                            .toList());
            final var data = new Dataset(X, Targets.ofClasses(sizes[sizes.length - 1], classes));
            close(computed.get("logits"), net.logits(X).data);
            close(List.of(computed.get("loss")), CrossEntropy.loss(net.logits(X), data.Y()));
            final var gradients = gradients(net, data);
            close(computed.get("W"), all(gradients.W()));
            close(computed.get("b"), all(gradients.b()));
            close(List.of(computed.get("norm")), norm(gradients));
        }
    }

    @Test
    void theJacobianFigureFollowsItsSliders() {
        open("02-softmax-derivative.html");
        final var random = new Random(4);
        for (int trial = 0; trial < 40; trial++) {
            move("jacobian", List.of("z1", "z2", "z3", "T").get(trial % 4), random);
            final var state = state("jacobian");
            final double temperature = number(state.get("T"));
            final double[] z = Arrays.stream(numbers(state.get("z")))
                    .map(value -> value / temperature)
                    .toArray();
            final var p = Softmax.probabilities(row(z));
            close(state.get("p"), p.data);
            final double[] J = Arrays.stream(Softmax.jacobian(p).data)
                    .map(value -> value / temperature)
                    .toArray();
            close(
                    ((List<?>) state.get("J"))
                            .stream().flatMap(line -> ((List<?>) line).stream()).toList(),
                    J);
            close(state.get("rowSums"), 0, 0, 0);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /**
     * What a difference quotient loses to rounding depends on the last bit of an exponential, so two quotients agree as far as
     * the losses do: to a few units in the last place, divided by the step.
     */
    @Test
    void theStepsFigureFollowsItsSliders() {
        open("06-checking-gradients.html");
        final var random = new Random(5);
        for (int trial = 0; trial < 60; trial++) {
            move("steps", List.of("h", "z1").get(trial % 2), random);
            final var state = state("steps");
            final double[] z = numbers(state.get("z"));
            final double h = number(state.get("h"));
            final var truth = Targets.ofClasses(3, 0);
            final double exact = CrossEntropy.gradient(row(z), truth).get(0);
            close(List.of(state.get("exact")), exact);
            close(List.of(state.get("complex")), complexStep(z, h));
            final double above = CrossEntropy.loss(row(z[0] + h, z[1], z[2]), truth);
            final double here = CrossEntropy.loss(row(z), truth);
            final double below = CrossEntropy.loss(row(z[0] - h, z[1], z[2]), truth);
            final double rounding = 8 * Math.ulp(Math.max(above, below));
            closeQuotient(state.get("forward"), above - here, z[0] + h - z[0], rounding);
            closeQuotient(state.get("central"), above - below, z[0] + h - (z[0] - h), rounding);
            final double[] errors = numbers(state.get("errors"));
            final var names = List.of("forward", "central", "complex");
            for (int m = 0; m < 3; m++) {
                final double found = number(state.get(names.get(m)));
                assertThat(errors[m]).isEqualTo(Math.abs(found - exact) / Math.abs(exact), within(1e-15));
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static void closeQuotient(Object computed, double difference, double step, double rounding) {
        final double library = step == 0 ? 0 : difference / step;
        final double noise = step == 0 ? 0 : 2 * rounding / step;
        assertThat(number(computed)).isEqualTo(library, within(noise + TOLERANCE * Math.abs(library)));
    }

    /** Im E(z + ih e₁) / h by Hipparchus. */
    private static double complexStep(double[] z, double h) {
        final var x = new Complex(z[0], h);
        final var sum = x.exp().add(Math.exp(z[1])).add(Math.exp(z[2]));
        return sum.log().subtract(x).getImaginaryPart() / h;
    }

    @Test
    void theDescentFigureStepsAsTheLibraryDoes() {
        open("09-training.html");
        final var data = data("descent");
        final var random = new Random(6);
        final var step = figure("descent").findElements(By.tagName("button")).get(1);
        for (int trial = 0; trial < 6; trial++) {
            move("descent", "eta", random);
            move("descent", "mu", random);
            press(step, Keys.SPACE.toString().repeat(15));
            final var state = state("descent");
            final var path = (List<?>) state.get("path");
            assertThat(path).hasSize(16);
            assertStepsAsTheLibrary(data, state, path, numbers(state.get("losses")));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** Each step from where the page was before, so that what rounding does is not magnified by a long way. */
    private static void assertStepsAsTheLibrary(JsonObject data, Map<?, ?> state, List<?> path, double[] losses) {
        final var net = network(data.getAsJsonObject("network"), data.getAsJsonObject("network"));
        final var examples = examples(data.getAsJsonObject("examples"));
        final double eta = number(state.get("eta"));
        final double mu = number(state.get("mu"));
        double[] theta = numbers(path.get(0));
        double[] step = new double[2];
        final double[] v = new double[2];
        for (int t = 0; t < path.size(); t++) {
            final double[] there = numbers(path.get(t));
            for (int i = 0; i < 2; i++) {
                // θ may be small where η d is large: what rounding leaves is in proportion to the larger
                assertThat(there[i]).isEqualTo(theta[i], within(TOLERANCE * (1 + Math.abs(theta[i]) + step[i])));
            }
            final double[] g = new double[2];
            for (int i = 0; i < 2; i++) {
                final var weight = data.getAsJsonArray("weights").get(i).getAsJsonObject();
                net.layers()
                        .get(weight.get("layer").getAsInt())
                        .W()
                        .data[weight.get("index").getAsInt()] = there[i];
            }
            final var gradients = gradients(net, examples);
            for (int i = 0; i < 2; i++) {
                final var weight = data.getAsJsonArray("weights").get(i).getAsJsonObject();
                g[i] = gradients
                        .W()
                        .get(weight.get("layer").getAsInt())
                        .data[weight.get("index").getAsInt()];
            }
            close(List.of(losses[t]), CrossEntropy.loss(net.logits(examples.X()), examples.Y()));
            final double[] d = new double[2];
            new Optimizer.Momentum(mu).direction(2, g, t + 1, new double[][] {v}, d);
            step = new double[] {Math.abs(eta * d[0]), Math.abs(eta * d[1])};
            theta = new double[] {there[0] - eta * d[0], there[1] - eta * d[1]};
        }
    }

    @Test
    void theTrainingFigureShowsWhatTheLibraryMeasures() {
        open("09-training.html");
        final var recordings = data("training").getAsJsonArray("recordings");
        for (int r = 0; r < recordings.size(); r++) {
            final var recording = recordings.get(r).getAsJsonObject();
            press(
                    figure("training")
                            .findElements(By.cssSelector("input[type=radio]"))
                            .get(r),
                    Keys.SPACE);
            final var epoch = figure("training").findElement(By.cssSelector("input[name=epoch]"));
            press(epoch, Keys.HOME);
            for (final var snapshot : recording.getAsJsonArray("snapshots")) {
                final var net = network(recording, snapshot.getAsJsonObject());
                final var examples = examples(recording.getAsJsonObject("examples"));
                final var state = state("training");
                assertThat(state.get("epoch"))
                        .isEqualTo(snapshot.getAsJsonObject().get("epoch").getAsLong());
                close(List.of(state.get("loss")), CrossEntropy.loss(net.logits(examples.X()), examples.Y()));
                close(List.of(state.get("norm")), norm(gradients(net, examples)));
                final int[] chosen = net.classify(examples.X());
                assertThat(state.get("right"))
                        .isEqualTo(IntStream.range(0, chosen.length)
                                .filter(n -> chosen[n] == examples.Y().classOf(n))
                                .count());
                press(epoch, Keys.ARROW_RIGHT);
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theTrainingPlaysAndPauses() {
        open("09-training.html");
        final var play = figure("training").findElements(By.tagName("button")).get(0);
        final var toTheStart =
                figure("training").findElements(By.tagName("button")).get(1);
        press(toTheStart, Keys.SPACE);
        press(play, Keys.SPACE);
        assertThat(play.getText()).isEqualTo("Pause");
        new WebDriverWait(browser.driver(), Duration.ofSeconds(20))
                .until(page -> number(state("training").get("index")) >= 2);
        press(play, Keys.SPACE);
        assertThat(play.getText()).isEqualTo("Play");
    }

    @Test
    void whoWantsLessMotionGetsNone() {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        browser.driver().get(site.addresses().get(0) + "09-training.html");
        final var play = figure("training").findElements(By.tagName("button")).get(0);
        press(figure("training").findElements(By.tagName("button")).get(1), Keys.SPACE);
        assertThat(play.getText()).isEqualTo("To the end");
        press(play, Keys.SPACE);
        assertThat(state("training").get("epoch")).isEqualTo(400L);
    }

    /** As JupyterLab shows an output: its HTML by {@code innerHTML}, its scripts made anew. */
    @ParameterizedTest
    @MethodSource("figures")
    void aFigureStartsInAnOutputOfJupyterAndAgainWhenItIsExecutedAgain(String page, String kind) throws IOException {
        final var output = Pattern.compile(
                        "<div class=\"gradwalk-play\" data-figure=\"" + kind + "\">.*?</script></div>", Pattern.DOTALL)
                .matcher(site.source(page));
        assertThat(output.find()).isTrue();
        browser.driver().get("about:blank");
        for (int run = 0; run < 2; run++) {
            final var global = browser.driver().executeScript("""
                            const before = Object.keys(window);
                            const host = document.createElement('div');
                            host.innerHTML = arguments[0];
                            for (const script of [...host.querySelectorAll('script')]) {
                              const anew = document.createElement('script');
                              for (const {name, value} of script.attributes) anew.setAttribute(name, value);
                              anew.textContent = script.textContent;
                              script.replaceWith(anew);
                            }
                            document.body.replaceChildren(host);
                            return Object.keys(window).filter(name => !before.includes(name));
                            """, output.group());
            assertThat((List<?>) global).as("what has become global").isEmpty();
            assertThat(browser.count(".gradwalk-controls")).isEqualTo(1);
            assertThat(browser.count("input[type=range]")).isPositive();
            assertThat(state(kind)).isNotEmpty();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static Stream<Arguments> figures() {
        return Stream.of(
                Arguments.of("04-p-minus-y.html", "softmax"),
                Arguments.of("02-softmax-derivative.html", "jacobian"),
                Arguments.of("06-checking-gradients.html", "steps"),
                Arguments.of("09-training.html", "descent"),
                Arguments.of("09-training.html", "training"));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void theDrawingKeepsItsBoxAndItsName(String page, String kind) throws IOException {
        final var still =
                Pattern.compile("data-figure=\"" + kind + "\"><svg[^>]*>").matcher(site.source(page));
        assertThat(still.find()).isTrue();
        for (final int width : List.of(360, DESKTOP)) {
            browser.open(site.addresses().get(0) + page, width, "light");
            final var svg = figure(kind).findElement(By.tagName("svg"));
            assertThat(still.group()).contains("viewBox=\"" + svg.getDomAttribute("viewBox") + "\"");
            assertThat(browser.count(
                            "[data-figure=" + kind + "] > svg > title, [data-figure=" + kind + "] > svg > desc"))
                    .isEqualTo(2);
            assertThat(browser.texts("""
                    const figure = document.querySelector('[data-figure=%s]');
                    return [...figure.querySelectorAll('input, button, label')]
                        .filter(e => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().height < 20)
                        .map(e => e.outerHTML);
                    """.formatted(kind))).isEmpty();
            final var photograph = Path.of("target/screenshots/play", kind + "-" + width + ".png");
            Files.createDirectories(photograph.getParent());
            Files.write(photograph, figure(kind).getScreenshotAs(OutputType.BYTES));
        }
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

    private JsonObject data(String kind) {
        return JsonParser.parseString((String) browser.evaluate(
                        "return document.querySelector('[data-figure=" + kind + "] script').textContent"))
                .getAsJsonObject();
    }

    private static List<Map<String, Object>> layers(Mlp net) {
        return net.layers().stream()
                .map(layer -> Map.of(
                        "W",
                                Map.of(
                                        "rows", layer.outputs(),
                                        "columns", layer.inputs(),
                                        "data", layer.W().data),
                        "b", layer.b().data,
                        "activation", layer.activation().name()))
                .toList();
    }

    private static Mlp network(JsonObject shape, JsonObject snapshot) {
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

    private static Dataset examples(JsonObject examples) {
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

    private static Gradients gradients(Mlp net, Dataset data) {
        final var pass = net.forward(data.X());
        final var delta = new DMatrixRMaj();
        CrossEntropy.lossAndGradient(pass.logits(), data.Y(), Reduction.MEAN, delta);
        return net.backward(pass, delta);
    }

    private static double norm(Gradients gradients) {
        return Math.sqrt(Stream.of(gradients.W(), gradients.b())
                .flatMapToDouble(part -> Arrays.stream(all(part)))
                .map(g -> g * g)
                .sum());
    }

    private static double[] all(List<DMatrixRMaj> matrices) {
        return matrices.stream()
                .flatMapToDouble(matrix -> Arrays.stream(matrix.data))
                .toArray();
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
