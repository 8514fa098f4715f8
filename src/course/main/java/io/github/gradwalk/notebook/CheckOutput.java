package io.github.gradwalk.notebook;

import io.github.gradwalk.check.Comparison;
import io.github.gradwalk.check.Judgement;
import io.github.gradwalk.check.Ledger;
import io.github.gradwalk.check.Ledger.Entry;
import io.github.gradwalk.html.Html;
import io.github.gradwalk.html.HtmlTable;
import io.github.gradwalk.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ledgers and comparisons as HTML for readers, and ledgers as data for programs such as the exporter. */
final class CheckOutput {
    /** The MIME type of a ledger's data. */
    static final String LEDGER_TYPE = "application/vnd.gradwalk.ledger+json";

    /** To be raised when a program that reads the data would no longer understand them. */
    private static final int VERSION = 1;

    private CheckOutput() {}

    /** A table that is folded under the sums. */
    static String html(Ledger ledger) {
        final var table = new HtmlTable("gradwalk-ledger")
                .rowHeadings()
                .columns(List.of(
                        "tag", "equation", "held against", "agreement", "relative error", "tolerance", "holds"));
        for (final var entry : ledger.entries()) {
            table.row(List.of(
                    entry.tag(),
                    entry.claim(),
                    entry.oracle(),
                    entry.agreement(),
                    entry.isInequality() ? "" : Numbers.scientific(entry.error(), 1),
                    entry.isInequality()
                            ? ""
                            : (entry.holds() ? "≤ " : "> ") + Numbers.scientific(entry.tolerance(), 0),
                    entry.holds() ? "✓ yes" : "✗ refuted"));
        }
        return "<details class=\"" + Html.NO_MATHEMATICS + "\">\n<summary>" + Html.escape(ledger.summary())
                + "</summary>\n" + table.toHtml() + "\n</details>";
    }

    /** A tree of maps, lists, texts, numbers and booleans, which every kernel can write as JSON. */
    static Map<String, Object> data(Ledger ledger) {
        return Map.of(
                "version",
                VERSION,
                "caption",
                ledger.summary(),
                "rows",
                ledger.entries().stream().map(CheckOutput::row).toList());
    }

    /** The error has two digits, like the one in the table; an inequality has none. */
    private static Map<String, Object> row(Entry entry) {
        final var row = new LinkedHashMap<String, Object>();
        row.put("tag", entry.tag());
        row.put("claim", Html.allowed(entry.claim()));
        row.put("against", entry.oracle());
        if (!entry.isInequality()) {
            row.put("error", Numbers.twoDigits(entry.error()).doubleValue());
            row.put("tolerance", entry.tolerance());
        }
        row.put("holds", entry.holds());
        return row;
    }

    /** A line with a bar in the colour of the verdict; the text begins with a mark for those who do not see colours. */
    static String html(Judgement judgement) {
        final var colour =
                switch (judgement.verdict()) {
                    case EMPTY -> "#767676";
                    case RIGHT -> "#1a7f37";
                    case WRONG -> "#c4320a";
                };
        return "<p class=\"gradwalk-judgement %s %s\" style=\"border-left: 0.4em solid %s; padding: 0.3em 0 0.3em 0.8em; margin: 0.4em 0\">%s</p>"
                .formatted(
                        judgement.verdict().name().toLowerCase(Locale.ROOT),
                        Html.NO_MATHEMATICS,
                        colour,
                        Html.escape(judgement.text()));
    }

    static String html(Comparison comparison) {
        return new HtmlTable("gradwalk-comparison")
                .onOneLine()
                .rowHeadings()
                .row(List.of("largest relative error", Numbers.scientific(comparison.relativeError(), 1)))
                .row(List.of("at row, column (counted from 0)", comparison.row() + ", " + comparison.column()))
                .row(List.of("left", comparison.digits(comparison.left())))
                .row(List.of("right", comparison.digits(comparison.right())))
                .toHtml();
    }
}
