package io.github.gradwalk.notebook;

import io.github.gradwalk.data.Tables;
import io.github.gradwalk.train.History;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A history as a table for reading: of a long one some epochs from the first to the last, and nothing that only the clock knows. */
final class HistoryTable {
    private static final int MOST_ROWS = 20;

    private HistoryTable() {}

    static Table of(History history) {
        final var epochs = history.epochs();
        final int stride = (epochs.size() - 1) / MOST_ROWS + 1;
        final var shown = IntStream.range(0, epochs.size())
                // counted from the last, which is always there
                .filter(i -> (epochs.size() - 1 - i) % stride == 0)
                .mapToObj(epochs::get)
                .toList();
        final var table = Tables.ofRecords(shown);
        table.removeColumns("seconds");
        table.removeColumns(missing(table));
        table.setName(
                stride == 1 ? "Training" : "Training, every " + ordinal(stride) + " of " + epochs.size() + " epochs");
        return table;
    }

    private static String[] missing(Table table) {
        return table.columns().stream()
                .filter(column -> column.countMissing() == column.size())
                .map(Column::name)
                .toArray(String[]::new);
    }

    private static String ordinal(int n) {
        final var endings = List.of("th", "st", "nd", "rd");
        final int last = n % 100 / 10 == 1 ? 0 : n % 10;
        return n + endings.get(last < endings.size() ? last : 0);
    }
}
