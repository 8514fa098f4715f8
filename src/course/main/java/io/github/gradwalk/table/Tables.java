package io.github.gradwalk.table;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import java.nio.file.Path;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Makes Tablesaw tables from files and from records, and a {@link Dataset} from a table.
 *
 * <p>Where a message names a row, the header is row 1 and the first row below it is row 2, as in the file (empty lines do
 * not count).
 */
public final class Tables {
    private Tables() {}

    /**
     * Reads a file of comma-separated values, in UTF-8, with a header.
     *
     * <p>If every value of a column is a whole number, the column has the type {@code int} or {@code long}; if every value
     * is a number, with a decimal point or without, {@code double}; otherwise it is a column of strings. Empty cells, NA,
     * N/A, NaN, null and * are missing values.
     *
     * <p>A value that contains a comma, a quotation mark or a line break is written in quotation marks, with every quotation
     * mark inside it doubled. A column without a name is called C followed by its number, counted from 0.
     *
     * @throws IllegalArgumentException if the file is empty or not UTF-8, two columns have the same name (case is ignored), a
     *     row has more or fewer values than the header, there are more than 4096 columns, or a quotation mark is not closed
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Table read(Path csv) {
        return CsvTable.read(csv);
    }

    /**
     * Makes the rows of a table into examples.
     *
     * @param label the column of the classes; the class names are its distinct values in ascending order
     * @param features the columns of the features, in this order; if none is given, all columns but {@code label}
     * @throws IllegalArgumentException if a column is unknown or given twice, the table has no rows, a value is missing, a
     *     feature is not a finite number (the message names row and column), or there is only one class or more than 1000
     */
    public static Dataset dataset(Table table, String label, String... features) {
        return TableDataset.of(table, label, features);
    }

    /**
     * Returns a table with one row per record and one column per component, in their order.
     *
     * <p>Components of type {@code int}, {@code long} and {@code boolean} become columns of the same type, {@code float} and
     * {@code double} columns of {@code double} in which NaN is a missing value, and all others columns of strings. A component
     * that is null is a missing value. A column has the name of its component, split into words: {@code validationLoss}
     * becomes {@code validation loss}.
     *
     * @throws IllegalArgumentException if there is no record, or the records are not all of one class
     */
    public static Table ofRecords(List<? extends Record> records) {
        Require.that(!records.isEmpty(), "records is empty: there is nothing that names the columns");
        return RecordTable.of(records);
    }
}
