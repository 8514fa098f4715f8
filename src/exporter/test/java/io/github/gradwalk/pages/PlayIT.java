package io.github.gradwalk.pages;

import static io.github.gradwalk.pages.PlayFigure.TOLERANCE;
import static io.github.gradwalk.pages.PlayFigure.assertSoftmax;
import static io.github.gradwalk.pages.PlayFigure.close;
import static io.github.gradwalk.pages.PlayFigure.examples;
import static io.github.gradwalk.pages.PlayFigure.gradients;
import static io.github.gradwalk.pages.PlayFigure.network;
import static io.github.gradwalk.pages.PlayFigure.norm;
import static io.github.gradwalk.pages.PlayFigure.number;
import static io.github.gradwalk.pages.PlayFigure.numbers;
import static io.github.gradwalk.pages.PlayFigure.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.gradwalk.Activation;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Layer;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Softmax;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Operates the interactive figures of the pages by keyboard, and compares what they compute with the library. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
record PlayIT(Site site, Browser browser) {
    @AfterEach
    void theConsoleHasNoComplaint() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theCircuitComputesBothPassesAsTheLibraryDoes() {
        final var figure = PlayFigure.open(site, browser, "circuit");
        final var data = figure.data();
        final double[] x = data.getAsJsonArray("x").asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
        final var net = network(data.getAsJsonObject("network"), data.getAsJsonObject("network"));
        final var random = new Random(7);
        for (int trial = 0; trial < 30; trial++) {
            figure.move("w" + (1 + trial % data.getAsJsonArray("weights").size()), random);
            final int target = random.nextInt(3);
            figure.choose(target);
            final var value = (Map<?, ?>) figure.state().get("value");
            final var gradient = (Map<?, ?>) figure.state().get("gradient");
            for (int l = 0; l < 2; l++) {
                final double[] moved = numbers(value.get("W" + (l + 1)));
                System.arraycopy(moved, 0, net.layers().get(l).W().data, 0, moved.length);
            }
            assertCircuit(net, row(x), Targets.ofClass(3, target), value, gradient);
            assertThat(shownNumbers("value")).isNotEmpty().allSatisfy((name, shown) -> assertShown(name, shown, value));
            assertThat(shownNumbers("gradient"))
                    .isNotEmpty()
                    .allSatisfy((name, shown) -> assertShown(name, shown, gradient));
        }
    }

    private static void assertCircuit(Mlp net, DMatrixRMaj x, Targets truth, Map<?, ?> value, Map<?, ?> gradient) {
        final var pass = net.forward(x);
        final var delta = CrossEntropy.gradient(pass.logits(), truth);
        final var gradients = net.backward(pass, delta);
        final double[] p = Softmax.probabilities(pass.logits()).data;
        final var hidden = net.layers().get(0);
        final var z1 = new Mlp(List.of(new Layer(hidden.W(), hidden.b(), Activation.IDENTITY))).logits(x);
        final var ofA1 = new DMatrixRMaj(1, 2);
        CommonOps_DDRM.mult(delta, net.layers().get(1).W(), ofA1);
        close(value.get("x"), x.data);
        close(value.get("z1"), z1.data);
        close(value.get("a1"), pass.A().get(1).data);
        close(value.get("z"), pass.logits().data);
        close(value.get("p"), p);
        close(value.get("E"), CrossEntropy.loss(pass.logits(), truth));
        close(
                gradient.get("p"),
                IntStream.range(0, 3)
                        .mapToDouble(k -> k == truth.classOf(0) ? -1 / p[k] : 0)
                        .toArray());
        close(gradient.get("z"), delta.data);
        close(gradient.get("W2"), gradients.W().get(1).data);
        close(gradient.get("b2"), gradients.b().get(1).data);
        close(gradient.get("a1"), ofA1.data);
        close(gradient.get("z1"), gradients.b().get(0).data);
        close(gradient.get("W1"), gradients.W().get(0).data);
        close(gradient.get("b1"), gradients.b().get(0).data);
        close(gradient.get("x"), gradients.X().data);
    }

    /** What stands in the drawing: by its name, such as {@code z1.0}, each number that can be seen. */
    private Map<String, String> shownNumbers(String side) {
        return browser
                .each(
                        "[data-figure=circuit] [data-number$='." + side + "']:not([visibility=hidden])",
                        "e.dataset.number.replace('." + side + "', '') + ' ' + e.textContent")
                .stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    /** A number in the drawing is the computed one to the decimals that it has. */
    private static void assertShown(String name, String shown, Map<?, ?> computed) {
        final int dot = name.indexOf('.');
        final double number = numbers(computed.get(name.substring(0, dot)))[Integer.parseInt(name.substring(dot + 1))];
        final int decimals = shown.contains(".") ? shown.length() - shown.indexOf('.') - 1 : 0;
        assertThat(Double.parseDouble(shown.replace('−', '-')))
                .as(name)
                .isEqualTo(number, within(0.50001 * Math.pow(10, -decimals)));
    }

    @Test
    void theCircuitIsGoneThroughStepByStep() {
        final var figure = PlayFigure.open(site, browser, "circuit");
        final var all = List.of(shownNumbers("value"), shownNumbers("gradient"));
        final int steps = 13;
        figure.press(figure.button(1), Keys.SPACE);
        assertThat(shownNumbers("value").keySet())
                .allMatch(name -> name.matches("[xWby].*"))
                .hasSize(2 + 4 + 2 + 6 + 3 + 3);
        assertThat(shownNumbers("gradient")).isEmpty();
        int shown = shownNumbers("value").size();
        for (int step = 1; step <= steps; step++) {
            figure.press(figure.button(1), Keys.SPACE);
            assertThat(figure.state().get("step")).isEqualTo((long) step);
            final int now =
                    shownNumbers("value").size() + shownNumbers("gradient").size();
            assertThat(now).as("step %d", step).isGreaterThan(shown);
            assertThat(browser.count("[data-figure=circuit] [data-band]:not([visibility=hidden])"))
                    .isEqualTo(1);
            browser.await(
                    "document.querySelector('[data-figure=circuit] .gradwalk-status').textContent.startsWith('Step "
                            + step + " of 13')");
            shown = now;
        }
        assertThat(List.of(shownNumbers("value"), shownNumbers("gradient"))).isEqualTo(all);
        figure.press(figure.button(0), Keys.SPACE);
        assertThat(shownNumbers("gradient")).doesNotContainKeys("x.0", "x.1").containsKey("W1.0");
        figure.press(figure.button(2), Keys.SPACE);
        assertThat(shownNumbers("gradient")).isEqualTo(all.get(1));
    }

    @Test
    void theSoftmaxFigureFollowsItsSliders() {
        final var figure = PlayFigure.open(site, browser, "softmax");
        final var random = new Random(2);
        for (int trial = 0; trial < 40; trial++) {
            figure.move(List.of("z1", "z2", "z3", "T").get(trial % 4), random);
            final int target = random.nextInt(3);
            figure.choose(target);
            final var state = figure.state();
            assertThat(state.get("target")).isEqualTo((long) target);
            assertSoftmax(numbers(state.get("z")), target, number(state.get("T")), state);
        }
    }

    @Test
    void theJacobianFigureFollowsItsSliders() {
        final var figure = PlayFigure.open(site, browser, "jacobian");
        final var random = new Random(4);
        for (int trial = 0; trial < 40; trial++) {
            figure.move(List.of("z1", "z2", "z3", "T").get(trial % 4), random);
            final var state = figure.state();
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
    }

    /**
     * The rounding error of a difference quotient depends on the last bit of an exponential. Two quotients therefore agree as far as
     * their losses do: to a few units in the last place, divided by the step.
     */
    @Test
    void theStepsFigureFollowsItsSliders() {
        final var figure = PlayFigure.open(site, browser, "steps");
        final var random = new Random(5);
        for (int trial = 0; trial < 60; trial++) {
            figure.move(List.of("h", "z1").get(trial % 2), random);
            final var state = figure.state();
            final double[] z = numbers(state.get("z"));
            final double h = number(state.get("h"));
            final var truth = Targets.ofClass(3, 0);
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
        final var figure = PlayFigure.open(site, browser, "descent");
        final var data = figure.data();
        final var random = new Random(6);
        for (int trial = 0; trial < 6; trial++) {
            figure.move("eta", random);
            figure.move("mu", random);
            figure.press(figure.button(1), Keys.SPACE.toString().repeat(15));
            final var state = figure.state();
            final var path = (List<?>) state.get("path");
            assertThat(path).hasSize(16);
            assertStepsAsTheLibrary(data, state, path, numbers(state.get("losses")));
        }
    }

    /** Computes each step from the state of the page before it, so that rounding errors are not magnified over many steps. */
    private static void assertStepsAsTheLibrary(JsonObject data, Map<?, ?> state, List<?> path, double[] losses) {
        final var net = network(data.getAsJsonObject("network"), data.getAsJsonObject("network"));
        final var weights = data.getAsJsonArray("weights").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
        final var examples = examples(data.getAsJsonObject("examples"));
        final double eta = number(state.get("eta"));
        final double mu = number(state.get("mu"));
        double[] theta = numbers(path.get(0));
        double[] step = new double[2];
        final double[] v = new double[2];
        for (int t = 0; t < path.size(); t++) {
            final double[] there = numbers(path.get(t));
            for (int i = 0; i < 2; i++) {
                // θ may be small where η d is large: the rounding error is in proportion to the larger
                assertThat(there[i]).isEqualTo(theta[i], within(TOLERANCE * (1 + Math.abs(theta[i]) + step[i])));
                final var W =
                        net.layers().get(weights.get(i).get("layer").getAsInt()).W();
                W.data[weights.get(i).get("index").getAsInt()] = there[i];
            }
            final var gradients = gradients(net, examples).W();
            final double[] g = weights.stream()
                    .mapToDouble(weight -> gradients.get(weight.get("layer").getAsInt())
                            .data[weight.get("index").getAsInt()])
                    .toArray();
            close(List.of(losses[t]), CrossEntropy.loss(net.logits(examples.X()), examples.Y()));
            final double[] d = new double[2];
            new Optimizer.Momentum(mu).direction(0, 2, g, t + 1, new double[][] {v}, new double[][] {v}, d);
            step = new double[] {Math.abs(eta * d[0]), Math.abs(eta * d[1])};
            theta = new double[] {there[0] - eta * d[0], there[1] - eta * d[1]};
        }
    }

    @Test
    void theTrainingFigureShowsWhatTheLibraryMeasures() {
        final var figure = PlayFigure.open(site, browser, "training");
        final var recordings = figure.data().getAsJsonArray("recordings");
        for (int r = 0; r < recordings.size(); r++) {
            final var recording = recordings.get(r).getAsJsonObject();
            figure.choose(r);
            final var epoch = figure.slider("epoch");
            figure.press(epoch, Keys.HOME);
            for (final var snapshot : recording.getAsJsonArray("snapshots")) {
                final var net = network(recording, snapshot.getAsJsonObject());
                final var examples = examples(recording.getAsJsonObject("examples"));
                final var state = figure.state();
                assertThat(state.get("epoch"))
                        .isEqualTo(snapshot.getAsJsonObject().get("epoch").getAsLong());
                close(List.of(state.get("loss")), CrossEntropy.loss(net.logits(examples.X()), examples.Y()));
                close(List.of(state.get("norm")), norm(gradients(net, examples)));
                final int[] chosen = net.classify(examples.X());
                assertThat(state.get("right"))
                        .isEqualTo(IntStream.range(0, chosen.length)
                                .filter(n -> chosen[n] == examples.Y().classOf(n))
                                .count());
                figure.press(epoch, Keys.ARROW_RIGHT);
            }
        }
    }

    /** Only a screen reader waits until the slider rests, since it would be interrupted by each new value. */
    @ParameterizedTest
    @ValueSource(strings = {"circuit", "softmax", "jacobian", "steps", "descent", "training"})
    void theDrawingAndItsWordsFollowASliderThatIsHeld(String kind) {
        final var figure = PlayFigure.open(site, browser, kind);
        final var slider = figure.element().findElement(By.cssSelector("input[type=range]"));
        browser.await("document.querySelector('[data-figure=%s] .gradwalk-spoken').textContent !== ''".formatted(kind));
        figure.computed("""
                window.seen = () => [
                    figure.querySelector('svg').innerHTML.replace(/<desc.*<.desc>/, ''),
                    figure.querySelector('.gradwalk-status').textContent,
                    figure.querySelector('.gradwalk-spoken').textContent,
                ];
                window.before = seen();
                figure.addEventListener('input', () => requestAnimationFrame(() => (window.inNextFrame ??= seen())));
                """);
        final var pointer = new Actions(browser.driver());
        pointer.moveToElement(slider).clickAndHold().moveByOffset(-30, 0).perform();
        browser.await("window.inNextFrame !== undefined");
        assertThat(browser.texts("return [0, 1, 2].map(part => inNextFrame[part] !== before[part])"))
                .as("whether the drawing, its words and what is spoken have changed")
                .containsExactly("true", "true", "false");
        assertThat(browser.evaluate("return seen()[1]"))
                .as("the words of the description")
                .isEqualTo(browser.evaluate(
                        "return document.querySelector('%s desc').textContent".formatted(figure.selector())));
        pointer.release().perform();
        browser.await("seen()[1] === seen()[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"circuit", "softmax", "jacobian", "steps", "descent", "training"})
    void eachSliderHasAWordAndItsValueBesideIt(String kind) {
        final var figure = PlayFigure.open(site, browser, kind);
        assertThat(
                        browser.each(
                                figure.selector() + " label:has(input[type=range])",
                                "e.innerText.replace(/\\s+/g, ' ').trim() + '|' + e.querySelector('input').getAttribute('aria-valuetext')"))
                .isNotEmpty()
                .allMatch(label -> label.matches("[a-z ]{5,}\\P{Z}* (\\P{Z}+)\\|\\1"));
    }

    @Test
    void theWordsFollowEachFrameOfTheTraining() {
        final var figure = PlayFigure.open(site, browser, "training");
        figure.press(figure.button(1), Keys.SPACE);
        figure.press(figure.button(0), Keys.SPACE);
        for (int index = 1; index <= 3; index++) {
            final int least = index;
            new WebDriverWait(browser.driver(), Duration.ofSeconds(20))
                    .until(page -> number(figure.state().get("index")) >= least);
            assertThat(browser.texts("""
                            const figure = document.querySelector('[data-figure=training]');
                            const epoch = 'epoch ' + figure.gradwalk.state.epoch;
                            return [figure.querySelector('svg').textContent.includes(epoch),
                                figure.querySelector('.gradwalk-status').textContent.includes(', ' + epoch + ': ')];
                            """))
                    .as("whether the drawing and the words show the same epoch")
                    .containsExactly("true", "true");
        }
    }

    @Test
    void theTrainingPlaysAndPauses() {
        final var figure = PlayFigure.open(site, browser, "training");
        final var play = figure.button(0);
        figure.press(figure.button(1), Keys.SPACE);
        figure.press(play, Keys.SPACE);
        assertThat(play.getText()).isEqualTo("Pause");
        new WebDriverWait(browser.driver(), Duration.ofSeconds(20))
                .until(page -> number(figure.state().get("index")) >= 2);
        figure.press(play, Keys.SPACE);
        assertThat(play.getText()).isEqualTo("Play");
    }

    @Test
    void nothingMovesForReadersWhoWantLessMotion() {
        browser.emulate("screen", "prefers-reduced-motion", "reduce");
        browser.driver().get(site.files() + "10-training.html");
        final var figure = new PlayFigure(browser, "training");
        final var play = figure.button(0);
        figure.press(figure.button(1), Keys.SPACE);
        assertThat(play.getText()).isEqualTo("To the end");
        figure.press(play, Keys.SPACE);
        assertThat(figure.state().get("epoch")).isEqualTo(1000L);
    }

    /** JupyterLab shows an output by {@code innerHTML} and replaces its scripts by new ones. */
    @ParameterizedTest
    @ValueSource(strings = {"circuit", "softmax", "jacobian", "steps", "descent", "training"})
    void aFigureStartsInAnOutputOfJupyterEachTimeTheCellIsExecuted(String kind) throws IOException {
        final var output = Pattern.compile(
                        "<div class=\"gradwalk-play\" data-figure=\"" + kind + "\">.*?</script></div>", Pattern.DOTALL)
                .matcher(site.source(PlayFigure.page(kind)));
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
            assertThat(new PlayFigure(browser, kind).state()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"circuit", "softmax", "jacobian", "steps", "descent", "training"})
    void theDrawingKeepsItsBoxAndItsName(String kind) throws IOException {
        final var still =
                Pattern.compile("data-figure=\"" + kind + "\"><svg[^>]*>").matcher(site.source(PlayFigure.page(kind)));
        assertThat(still.find()).isTrue();
        for (final int width : List.of(360, 1280)) {
            browser.open(site.files() + PlayFigure.page(kind), width, "light");
            final var figure = new PlayFigure(browser, kind);
            final var svg = figure.element().findElement(By.tagName("svg"));
            assertThat(still.group()).contains("viewBox=\"" + svg.getDomAttribute("viewBox") + "\"");
            assertThat(browser.count(figure.selector() + " > svg > :is(title, desc)"))
                    .isEqualTo(2);
            assertThat(browser.matching(
                            figure.selector() + " :is(input, button, label)",
                            "e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().height < 20"))
                    .isEmpty();
            final var photograph = Path.of("target/screenshots/play", kind + "-" + width + ".png");
            Files.createDirectories(photograph.getParent());
            Files.write(photograph, figure.element().getScreenshotAs(OutputType.BYTES));
        }
    }
}
