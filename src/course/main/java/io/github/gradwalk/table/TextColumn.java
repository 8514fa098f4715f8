package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tech.tablesaw.columns.Column;

/**
 * A column of texts. Its texts are categories and are never parsed as numbers: 1.234 may be 1234 where the file was written. So texts
 * that look like numbers are refused, as is a text among numbers, unless all of them are whole numbers: then they are names like others.
 */
record TextColumn(Column<?> column) {
    void requireCategories() {
        final long numbers = rows().filter(row -> NumberText.isLike(text(row))).count();
        if (numbers == 0 || first(text -> !NumberText.isWhole(text)).isEmpty()) {
            return;
        }
        if (2 * numbers < rows().count()) {
            final int row = first(NumberText::isLike).orElseThrow();
            throw Require.refused(
                    "features must be all numbers or all texts, but row %d, column \"%s\" is \"%s\" among texts (the header is row 1)",
                    row + 2, Names.inMessage(column.name()), Names.inMessage(text(row)));
        }
        throw notNumbers();
    }

    /** Requires that a feature was made for each text. */
    void requireOneOf(List<String> known) {
        for (int row = 0; row < column.size(); row++) {
            final var text = TableCell.text(column, row);
            if (!known.contains(text)) {
                throw Require.refused(
                        "row %d, column \"%s\" is \"%s\" (the header is row 1), but there are features only for %s",
                        row + 2, Names.inMessage(column.name()), Names.inMessage(text), Names.inMessage(known));
            }
        }
    }

    /** The exception for a column that should have numbers. It names the first text that is not a number as most of the others are. */
    IllegalArgumentException notNumbers() {
        final char point = numbers('.') >= numbers(',') ? '.' : ',';
        final int row = first(text -> !NumberText.isNumber(text, point))
                .orElseGet(() -> first(text -> !NumberText.isWhole(text))
                        .orElse(rows().findFirst().orElseThrow()));
        return Require.refused(
                "features must be finite numbers, but row %d, column \"%s\" is \"%s\" (the header is row 1)%s",
                row + 2, Names.inMessage(column.name()), Names.inMessage(text(row)), NumberText.advice(text(row)));
    }

    private long numbers(char point) {
        return rows().filter(row -> NumberText.isNumber(text(row), point)).count();
    }

    private OptionalInt first(Predicate<String> isSought) {
        return rows().filter(row -> isSought.test(text(row))).findFirst();
    }

    private IntStream rows() {
        return IntStream.range(0, column.size()).filter(row -> !column.isMissing(row));
    }

    private String text(int row) {
        return column.getUnformattedString(row);
    }
}
