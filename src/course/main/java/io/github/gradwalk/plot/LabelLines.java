package io.github.gradwalk.plot;

import java.util.ArrayList;
import java.util.List;

/** Distributes labels, given from left to right, among as few lines of text as keep them apart. */
final class LabelLines {
    private final List<Double> ends = new ArrayList<>();
    private final double gap;

    LabelLines(double gap) {
        this.gap = gap;
    }

    /** The line, from 0, of the next label, which is centred at {@code middle}. */
    int next(double middle, String label) {
        double half = Theme.textWidth(label, Theme.SMALL) / 2;
        int line = 0;
        while (line < ends.size() && ends.get(line) > middle - half) {
            line++;
        }
        if (line == ends.size()) {
            ends.add(0.0);
        }
        ends.set(line, middle + half + gap);
        return line;
    }
}
