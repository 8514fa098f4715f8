package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Tables, as Tablesaw has them: from a file, from records, and on to a {@link Dataset}.
 *
 * <p>Where a message names a row, the header is row 1 and the first row below it is row 2, as in the file (lines that are
 * empty do not count).
 */
public final class Tables {
    private Tables() {}

    /**
     * Reads a file of comma-separated values, in UTF-8, with a header.
     *
     * <p>A column of which every value is a whole number becomes one of {@code int} or {@code long}, one of which every
     * value is a number, with a decimal point if any, one of {@code double}, and any other one of strings. Empty cells, NA,
     * N/A, NaN, null and * are missing values.
     *
     * <p>A value with a comma, a quotation mark or an end of line in it stands in quotation marks, and a quotation mark in it
     * is written twice. A column without a name is called C and its number, from 0.
     *
     * @throws IllegalArgumentException if the file is empty or not UTF-8, two columns have the same name (large and small
     *     letters are one), a row has more or fewer values than the header, there are more than 4096 columns, or a quotation mark is not closed
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Table read(Path csv) {
        return CsvTable.read(csv);
    }

    /**
     * Makes examples of the rows of a table.
     *
     * @param label the column that has the classes: class names are its different values in ascending order
     * @param features the columns that have the features, in this order; if none is named, all but {@code label}
     * @throws IllegalArgumentException if a column is unknown or named twice, the table has no rows, a value is missing or, of
     *     a feature, not a finite number, naming row and column, or there is only one class, or more
     *     than 1000
     */
    public static Dataset dataset(Table table, String label, String... features) {
        return TableDataset.of(table, label, features);
    }

    /**
     * Returns a table with a row for each record and a column for each component, in their order.
     *
     * <p>Components of type {@code int} and {@code long} become columns of such numbers, {@code float} and {@code double}
     * columns of {@code double} in which NaN is a missing value, {@code boolean} columns of {@code boolean}, all others
     * columns of strings. A component that is null is a missing value. A column is called what its component is, in words:
     * that of {@code validationLoss} is {@code validation loss}.
     *
     * @throws IllegalArgumentException if there is no record, or they are not all of one class
     */
    public static Table ofRecords(List<? extends Record> records) {
        Require.that(!records.isEmpty(), "records is empty: there is nothing that names the columns");
        return RecordTable.of(records);
    }
}
