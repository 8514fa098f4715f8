package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages are small, are there at once, do not jump, and can be read without scripts. */
@ExtendWith(InBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LightIT {
    private static final int MOST_BYTES = 1_500_000;
    private static final double MOST_SHIFT = 0.1;
    private static final double MOST_MILLISECONDS = 1000;

    private final Site site;
    private final Browser browser;

    LightIT(Site site, Browser browser) {
        this.site = site;
        this.browser = browser;
    }

    private Stream<String> pages() throws IOException {
        return site.pages().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyPageIsLightWithAllThatItLoads(String page) {
        browser.visit(site.addresses().get(1) + page, 1440, "light");
        final var bytes = (Number) browser.evaluate("""
                return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .reduce((sum, entry) => sum + entry.decodedBodySize, 0);
                """);
        assertThat(bytes.intValue()).isBetween(10_000, MOST_BYTES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void nothingJumps(String page) {
        for (final int width : new int[] {360, 1440}) {
            browser.visit(site.addresses().get(0) + page, width, "light");
            final var shift = (Number) browser.driver().executeAsyncScript("""
                    const done = arguments[arguments.length - 1];
                    let shift = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value))
                        .observe({type: 'layout-shift', buffered: true});
                    setTimeout(() => done(shift), 300);
                    """);
            assertThat(shift.doubleValue()).as("%d pixels wide", width).isLessThan(MOST_SHIFT);
        }
    }

    /** The median of five, since another process may be in the way of one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void theFirstContentIsThereWithinASecond(String page) {
        final double median = IntStream.range(0, 5)
                .mapToDouble(i -> firstContent(page))
                .sorted()
                .toArray()[2];
        assertThat(median).isPositive().isLessThan(MOST_MILLISECONDS);
    }

    private double firstContent(String page) {
        browser.visit(site.addresses().get(0) + page, 1440, "light");
        return ((Number) browser.driver().executeAsyncScript("""
                        const done = arguments[arguments.length - 1];
                        new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint')
                                .forEach(entry => done(entry.startTime)))
                            .observe({type: 'paint', buffered: true});
                        """)).doubleValue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void everyPageCanBeReadWithoutScripts(String page) {
        browser.visitWithoutScripts(site.addresses().get(0) + page, 1440, "light");

        assertThat(browser.evaluate("return document.documentElement.dataset.ready"))
                .as("no script ran")
                .isNull();
        assertThat(browser.count("main .math mjx-container svg path, main .math mjx-container svg use") > 0
                        || !page.matches("\\d.*"))
                .as("the mathematics is there")
                .isTrue();
        assertThat(browser.texts("""
                return [...document.querySelectorAll('button, .gradwalk-controls')]
                    .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120));
                """)).as("controls that would do nothing").isEmpty();
        assertThat(browser.texts("""
                return [...document.querySelectorAll('.gradwalk-play')]
                    .filter(e => !(e.querySelector('svg')?.getBoundingClientRect().height > 100))
                    .map(e => e.outerHTML.slice(0, 120));
                """)).as("figures without a still picture").isEmpty();
    }
}
