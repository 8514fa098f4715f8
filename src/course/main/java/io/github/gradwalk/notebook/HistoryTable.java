package io.github.gradwalk.notebook;

import io.github.gradwalk.table.Tables;
import io.github.gradwalk.train.History;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Makes a table for reading from a history. A long history is represented by the first epoch, the last and those with round numbers; times are left out. */
final class HistoryTable {
    private static final int MOST_ROWS = 20;

    private HistoryTable() {}

    static Table of(History history) {
        final int epochs = history.epochs().size();
        final int stride = stride(epochs);
        final var table = Tables.ofRecords(IntStream.rangeClosed(1, epochs)
                .filter(e -> e == 1 || e == epochs || e % stride == 0)
                .mapToObj(e -> history.epochs().get(e - 1))
                .toList());
        table.removeColumns("seconds");
        table.removeColumns(columnsWithoutValues(table));
        return table.setName(
                switch (stride) {
                    case 1 -> "Training";
                    case 2 -> "Training, every other of " + epochs + " epochs";
                    default -> "Training, every " + stride + "th of " + epochs + " epochs";
                });
    }

    /** The smallest of 1, 2, 5, 10, 20, 50 … with which the table has few enough rows, including the first and the last. */
    private static int stride(int epochs) {
        if (epochs <= MOST_ROWS) {
            return 1;
        }
        return IntStream.iterate(1, power -> 10 * power)
                .flatMap(power -> IntStream.of(power, 2 * power, 5 * power))
                .filter(stride -> epochs / stride <= MOST_ROWS - 2)
                .findFirst()
                .orElseThrow();
    }

    private static String[] columnsWithoutValues(Table table) {
        return table.columns().stream()
                .filter(column -> column.countMissing() == column.size())
                .map(Column::name)
                .toArray(String[]::new);
    }
}
