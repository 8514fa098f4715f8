package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The pages can be read without seeing them and without a mouse: WCAG 2.2, level AA. */
@ExtendWith(InBrowser.class)
record AccessibilityIT(Site site, Browser browser) {
    private static final List<String> EVERY_RULE = List.of();
    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** Later rows of a table, which look like the first ones. */
    private static final String ALIKE = "tbody tr:nth-child(n+6)";

    private static Stream<Arguments> pagesAndRules() throws IOException {
        return Site.ofTutorials().stream()
                .flatMap(page -> Stream.of(
                        Arguments.of(page, 1440, "light", EVERY_RULE),
                        Arguments.of(page, 1440, "dark", List.of("color-contrast", "link-in-text-block")),
                        Arguments.of(page, 360, "light", List.of("target-size", "scrollable-region-focusable"))));
    }

    /** Every rule once; those whose result may be different with dark colours or on a phone, there as well. */
    @ParameterizedTest(name = "{0}, {1} pixels wide, {2}")
    @MethodSource("pagesAndRules")
    void axeReportsNothing(String page, int width, String scheme, List<String> rules) {
        browser.open(site.server() + page, width, scheme);
        final var axe = new AxeBuilder().exclude("mjx-container").exclude(ALIKE);
        if (rules.equals(EVERY_RULE)) {
            // axe takes a header that is a formula for an empty one; everyFigureAndTableIsNamed looks for empty ones.
            axe.withTags(TAGS).disableRules(List.of("empty-table-header"));
        } else {
            axe.withOnlyRules(rules);
        }
        final var violations = axe.analyze(browser.driver()).getViolations();
        assertThat(violations.stream().map(AccessibilityIT::description)).isEmpty();
    }

    private static String description(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + ": "
                + rule.getNodes().stream()
                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                        .limit(3)
                        .toList();
    }

    @EachPage
    void headingsAndLandmarksAreInOrder(String page) {
        browser.open(site.files() + page, 1440, "light");

        final var levels = browser.each("h1, h2, h3, h4, h5, h6", "e.tagName[1]").stream()
                .map(Integer::valueOf)
                .toList();
        assertThat(levels).startsWith(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).as("level of heading " + i).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
        for (final var landmark : List.of("body > header", "main", "body > footer")) {
            assertThat(browser.count(landmark)).as(landmark).isOne();
        }
    }

    @EachPage
    void everyFigureAndTableIsNamed(String page) {
        browser.open(site.files() + page, 1440, "light");

        final var pictures =
                ":is(main img, main svg, main canvas):not(:is(mjx-container, [aria-hidden=true], svg) *, [aria-hidden=true])";
        assertThat(browser.matching(
                        pictures, "!(e.querySelector('title')?.textContent || e.getAttribute('aria-label') || e.alt)"))
                .as("pictures without a name")
                .isEmpty();
        assertThat(
                        browser.matching(
                                pictures,
                                "e.matches('figure svg') && !document.getElementById(e.getAttribute('aria-describedby'))?.textContent"))
                .as("pictures without a description")
                .isEmpty();
        assertThat(browser.matching(
                        "figure",
                        "!e.querySelector('figcaption')?.textContent || !e.querySelector('details table :is(td, th)')"))
                .as("figures without their data")
                .isEmpty();
        assertThat(browser.matching("th, h1, h2, h3", "!e.textContent.trim()"))
                .as("empty headers")
                .isEmpty();
        assertThat(browser.matching(".math mjx-container:not([aria-hidden=true] *)", """
                        !e.querySelector('math')?.textContent.trim()
                            || e.querySelector('math').closest('[aria-hidden=true]')
                            || getComputedStyle(e.querySelector('math')).display === 'none'
                            || e.querySelector('svg').getAttribute('aria-hidden') !== 'true'
                        """))
                .as("formulas that a screen reader cannot read")
                .isEmpty();
    }

    /** With the folds closed, as a reader finds the page. */
    @EachPage
    void everythingIsReachedByTheTabKeyAndSeen(String page) {
        browser.visit(site.files() + page, 1440, "light");
        final long expected = (Long) browser.evaluate(TABBABLE);
        final var unseen = new ArrayList<String>();
        long reached = 0;
        while (reached <= expected) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
            final var fault = (String) browser.evaluate(FOCUS);
            if (fault == null) {
                break;
            }
            if (reached == 0) {
                assertThat((String) browser.evaluate("return document.activeElement.getAttribute('href')"))
                        .as("the first is the skip link")
                        .isEqualTo("#main");
            }
            if (!fault.isEmpty()) {
                unseen.add(fault);
            }
            reached++;
        }
        assertThat(unseen).isEmpty();
        assertThat(reached).isEqualTo(expected);
    }

    /** The number of stops of the Tab key; a group of radio buttons is one. */
    private static final String TABBABLE = """
            const stops = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
                .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true})
                    && !(e.tagName !== 'SUMMARY' && e.closest('details:not([open])')));
            const groups = new Set();
            return stops.filter(e => e.type !== 'radio' || !groups.has(e.name) && groups.add(e.name)).length;
            """;

    /** What is wrong with the element that has the focus, if anything; null if no element has it. */
    private static final String FOCUS = """
            const e = document.activeElement;
            if (!e || e === document.body) return null;
            const style = getComputedStyle(e), box = e.getBoundingClientRect(), name = e.outerHTML.slice(0, 120);
            if (style.outlineStyle === 'none' && style.boxShadow === 'none') return 'no outline: ' + name;
            if (box.bottom <= 0 || box.top >= innerHeight) return 'off the screen: ' + name;
            const seen = [...e.getClientRects()].some(r => {
                const x = Math.min(Math.max((r.left + r.right) / 2, 0), innerWidth - 1);
                const y = Math.min(Math.max((r.top + r.bottom) / 2, 0), innerHeight - 1);
                const top = document.elementFromPoint(x, y);
                return top && (e.contains(top) || top.contains(e));
            });
            return seen ? '' : 'covered: ' + name;
            """;
}
