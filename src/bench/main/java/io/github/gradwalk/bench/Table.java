package io.github.gradwalk.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown that reads as plain text too. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    void row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Object::toString).toList());
    }

    /** The rows below the header, each as its cells by column. */
    List<Map<String, String>> records() {
        return rows.stream().skip(1).map(this::record).toList();
    }

    private Map<String, String> record(List<String> row) {
        final var cells = new LinkedHashMap<String, String>();
        for (int column = 0; column < row.size(); column++) {
            cells.put(rows.get(0).get(column), row.get(column));
        }
        return cells;
    }

    String markdown() {
        final int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        final var lines =
                new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> String.format("%-" + Math.max(1, widths[column]) + "s", row.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
