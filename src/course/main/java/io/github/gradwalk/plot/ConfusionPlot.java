package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * How often a classifier chose each class, for each true class. The larger a cell's share of its row, the darker its colour:
 * blue, with a frame, on the diagonal, where the choice is right, and orange elsewhere. Immutable.
 */
public final class ConfusionPlot {
    private static final int MAX_CLASSES = 20;
    private static final int MAX_CELL_WIDTH = 130;
    private static final int MAX_CELL_HEIGHT = 64;
    private static final int DIGITS = 3;
    private static final String TRUTH = "truth ↓";

    private final DMatrixRMaj counts;
    private final List<String> names;

    ConfusionPlot(DMatrixRMaj counts, List<String> classNames) {
        Require.notNull("counts", counts);
        Require.notNull("classNames", classNames);
        names = Require.texts("classNames", classNames.toArray(String[]::new));
        int classes = names.size();
        Require.that(
                classes <= MAX_CLASSES, "there must be at most %d classes, but there are %d", MAX_CLASSES, classes);
        Require.shape("counts", counts, classes, classes);
        Require.finite("counts", counts);
        this.counts = counts.copy();
        for (int k = 0; k < counts.getNumElements(); k++) {
            Require.notNegative("row " + k / classes + ", column " + k % classes + " of counts", counts.data[k]);
        }
    }

    /**
     * Draws the plot. Where the class names do not fit above their columns, letters replace them.
     *
     * @param description what there is to see; the accuracy and the counts are added to it, row by row
     */
    public Figure figure(String title, String description) {
        int classes = names.size();
        Svg svg = new Svg();
        double left = Theme.MARGIN + 10 + Math.min(Theme.widest(rowNames(false), Theme.TEXT), Theme.WIDTH / 3.0);
        boolean lettered = Theme.widest(names, Theme.TEXT) > (Theme.WIDTH - Theme.MARGIN - left) / classes - 4;
        if (lettered) {
            left = Theme.MARGIN + 10 + Math.min(Theme.widest(rowNames(true), Theme.TEXT), Theme.WIDTH / 3.0);
        }
        double top = Theme.MARGIN + 56;
        double width = Math.min((Theme.WIDTH - Theme.MARGIN - left) / classes, MAX_CELL_WIDTH);
        double height = Math.min(width, MAX_CELL_HEIGHT);
        left += (Theme.WIDTH - Theme.MARGIN - left - classes * width) / 2;
        labels(svg, left, top, width, height, lettered);
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                cell(svg, left + j * width, top + i * height, width, height, i, j);
            }
        }
        for (int k = 0; k < classes; k++) {
            double x = left + k * width + 1;
            double y = top + k * height + 1;
            svg.rect(x, y, width - 2, height - 2, "fill", "none", "stroke", Theme.INK, "stroke-width", 2);
        }
        double bottom = top + classes * height + 22;
        ColourBar.draw(svg, bottom, "100 % right", "0 % of its row", "100 % wrong");
        String words = Require.text("description", description) + inWords();
        return svg.figure(Theme.WIDTH, bottom + ColourBar.ROOM + Theme.MARGIN / 2.0, title, words, values());
    }

    private void labels(Svg svg, double left, double top, double width, double height, boolean lettered) {
        double truth = Math.max(Theme.MARGIN, left - 10 - Theme.textWidth(TRUTH, Theme.TEXT));
        double prediction = Math.max(left, truth + Theme.textWidth(TRUTH, Theme.TEXT) + Theme.MARGIN);
        title(svg, truth, top - 36, TRUTH);
        title(svg, prediction, top - 36, "prediction →");
        List<String> rows = rowNames(lettered);
        for (int k = 0; k < names.size(); k++) {
            String column = lettered ? letter(k) : names.get(k);
            svg.text(left + (k + 0.5) * width, top - 10, Anchor.MIDDLE, Theme.TEXT, Theme.INK, column);
            String row = Theme.fit(rows.get(k), Theme.WIDTH / 3.0, Theme.TEXT);
            svg.text(left - 10, top + (k + 0.5) * height + 6, Anchor.END, Theme.TEXT, Theme.INK, row);
        }
    }

    private static void title(Svg svg, double x, double y, String text) {
        svg.text(x, y, Anchor.START, Theme.TEXT, Theme.INK, text, "font-weight", "600");
    }

    private void cell(Svg svg, double x, double y, double width, double height, int truth, int predicted) {
        double count = counts.get(truth, predicted);
        double share = count == 0 ? 0 : count / rowSum(truth);
        String colour = Palette.diverging(truth == predicted ? -share : share);
        svg.rect(x, y, width, height, "fill", colour, "stroke", Theme.PANEL, "stroke-width", 2);
        String text = number(count);
        if (Theme.textWidth(text, Theme.TEXT) <= width - 2) {
            String ink = count == 0 ? Theme.MUTED : Palette.textOn(colour);
            svg.text(x + width / 2, y + height / 2 + 6, Anchor.MIDDLE, Theme.TEXT, ink, text);
        }
    }

    private List<String> rowNames(boolean lettered) {
        return IntStream.range(0, names.size())
                .mapToObj(k -> lettered ? letter(k) + " " + Names.isolated(names.get(k)) : names.get(k))
                .toList();
    }

    private static String letter(int k) {
        return String.valueOf((char) ('A' + k));
    }

    private double rowSum(int i) {
        return IntStream.range(0, names.size())
                .mapToDouble(j -> counts.get(i, j))
                .sum();
    }

    private Values values() {
        List<String> columns =
                names.stream().map(name -> "predicted " + Names.isolated(name)).toList();
        return Values.of("truth", names, columns, counts::get);
    }

    private String inWords() {
        double all = 0;
        double right = 0;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            int row = i;
            all += rowSum(i);
            right += counts.get(i, i);
            String chosen = IntStream.range(0, names.size())
                    .filter(j -> counts.get(row, j) > 0)
                    .mapToObj(j -> number(counts.get(row, j)) + " as " + Names.isolated(names.get(j)))
                    .collect(Collectors.joining(", "));
            text.append(" True ").append(Names.isolated(names.get(i))).append(": ");
            text.append(chosen.isEmpty() ? "none" : chosen).append('.');
        }
        String share = all == 0 ? "" : " (" + Numbers.typeset(100 * right / all, DIGITS) + " %)";
        return " " + number(right) + " of " + number(all) + " right" + share + "." + text;
    }

    private static String number(double value) {
        return Numbers.typeset(value, DIGITS);
    }
}
