package io.github.gradwalk.pages;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that shows one page at a time, and records the requests of the page and the messages of its console. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    /** A request of a page, and why it failed, if it did. */
    record Request(String url, String failure) {
        boolean isFor(String address) {
            return url.startsWith(address);
        }
    }

    Browser(String chrome, String chromeDriver) {
        final var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        final var options = new ChromeOptions();
        options.setBinary(chrome);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars");
        final var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(chromeDriver).toFile())
                .build();
        driver = new ChromeDriver(service, options);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page on a screen of the given width, waits until its script has finished, and opens all folds. */
    void open(String url, int width, String scheme) {
        visit(url, width, scheme);
        evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true);"
                + "if (typeof gradwalk !== 'undefined') gradwalk.markWideBoxes();");
    }

    /** Opens a page and leaves its folds as a reader finds them. */
    void visit(String url, int width, String scheme) {
        load(url, width, scheme);
        await("document.documentElement.dataset.ready === 'yes'");
    }

    /** Opens a page whose scripts do not run. */
    void visitWithoutScripts(String url, int width, String scheme) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            load(url, width, scheme);
        } finally {
            driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    /** Opens a page, whether or not it is one of ours. */
    void load(String url, int width, String scheme) {
        driver.get("about:blank");
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        emulate("screen", "prefers-color-scheme", scheme);
        driver.get(url);
    }

    /** Shows the page for a medium, and for a reader with a preference, as style sheets name them. */
    void emulate(String media, String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Waits until an expression is true. */
    void await(String condition) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(condition)
                .until(page -> Boolean.TRUE.equals(evaluate("return " + condition)));
    }

    Object evaluate(String script) {
        return driver.executeScript(script);
    }

    long count(String selector) {
        return (Long) driver.executeScript("return document.querySelectorAll(arguments[0]).length", selector);
    }

    /** The texts in the list that a script returns. */
    List<String> texts(String script) {
        return ((List<?>) evaluate(script)).stream().map(String::valueOf).toList();
    }

    /** The values of an expression of {@code e}, for each element {@code e} that a selector finds. */
    List<String> each(String selector, String expression) {
        return texts("return [...document.querySelectorAll(`" + selector + "`)].map(e => " + expression + ")");
    }

    /** The beginning of the HTML of each element {@code e} that a selector finds and that meets a condition. */
    List<String> matching(String selector, String condition) {
        return texts("return [...document.querySelectorAll(`" + selector + "`)].filter(e => " + condition
                + ").map(e => e.outerHTML.slice(0, 120))");
    }

    /** Elements that are wider than the screen and make the page scroll sideways. */
    List<String> overflow() {
        final var width = "document.documentElement.clientWidth";
        return matching(
                "body *",
                "document.documentElement.scrollWidth > " + width + " && e.getBoundingClientRect().right > " + width
                        + " + 1");
    }

    List<String> duplicateIds() {
        return texts("""
                const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                return ids.filter((id, index) => ids.indexOf(id) !== index);
                """);
    }

    /** Complaints of the console, failed requests, and requests for anything outside of {@code address}, since the page was opened. */
    List<String> faults(String address) {
        final var faults = new ArrayList<>(complaints());
        final var requests = requests();
        if (requests.isEmpty()) {
            faults.add("no request was seen");
        }
        requests.stream()
                .filter(request -> !request.failure().isEmpty() || !request.isFor(address) && !request.isFor("data:"))
                .forEach(request -> faults.add(request.toString()));
        return faults;
    }

    /** Warnings and errors in the console since the page was opened. */
    List<String> complaints() {
        return logs(LogType.BROWSER).stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every request since the page was opened; the failure of a request that succeeded is empty. */
    List<Request> requests() {
        final var requests = new ArrayList<Request>();
        for (final var entry : logs(LogType.PERFORMANCE)) {
            final var message =
                    JsonParser.parseString(entry.getMessage()).getAsJsonObject().getAsJsonObject("message");
            final var parameters = message.getAsJsonObject("params");
            switch (message.get("method").getAsString()) {
                case "Network.requestWillBeSent" -> requests.add(new Request(url(parameters, "request"), ""));
                case "Network.responseReceived" -> {
                    final int status =
                            parameters.getAsJsonObject("response").get("status").getAsInt();
                    requests.add(new Request(url(parameters, "response"), status >= 400 ? "status " + status : ""));
                }
                case "Network.loadingFailed" ->
                    requests.add(new Request("?", parameters.get("errorText").getAsString()));
                default -> {
                    // other events are not about requests
                }
            }
        }
        return requests;
    }

    private static String url(JsonObject parameters, String part) {
        return parameters.getAsJsonObject(part).get("url").getAsString();
    }

    private List<LogEntry> logs(String type) {
        return driver.manage().logs().get(type).getAll();
    }

    /** Takes a picture of the whole page, however long. */
    void photograph(Path file) {
        final var height = ((Number) evaluate("return document.documentElement.scrollHeight")).intValue();
        final var width = ((Number) evaluate("return innerWidth")).intValue();
        photograph(file, List.of(0, 0, width, Math.min(height, 16_000)));
    }

    /** Takes a picture of one of the elements that a selector finds. */
    void photograph(Path file, String selector, int index) {
        photograph(file, (List<?>) driver.executeScript("""
                const box = document.querySelectorAll(arguments[0])[arguments[1]].getBoundingClientRect();
                return [box.x + scrollX, box.y + scrollY, box.width, box.height];
                """, selector, index));
    }

    /** @param part of the page: x, y, width and height */
    private void photograph(Path file, List<?> part) {
        final var clip =
                Map.of("x", part.get(0), "y", part.get(1), "width", part.get(2), "height", part.get(3), "scale", 1);
        final var picture =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
