package io.github.gradwalk.table;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.predict.Classifier;
import io.github.gradwalk.predict.Prediction;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Makes Tablesaw tables from files and from records, and a {@link Dataset} from a table.
 *
 * <p>Where a message about a file names a line, all its lines count, as in an editor: empty ones, and those within a value. Where a
 * message about a table names a row, the header is row 1 and the first row below it is row 2.
 */
public final class Tables {
    private Tables() {}

    /**
     * Reads a file of comma-separated values, in UTF-8, with a header, as {@link CsvFormat#DEFAULT} says. Files that are written in another
     * way are read by {@link #read(Path, CsvFormat)}.
     */
    public static Table read(Path csv) {
        return read(csv, CsvFormat.DEFAULT);
    }

    /**
     * Reads a file of separated values.
     *
     * <p>If every value of a column is a whole number, the column has the type {@code int} or {@code long}; if every value
     * is a number, with a decimal point or without, {@code double}; otherwise it is a column of strings. Numbers with thousands
     * separators are strings.
     *
     * <p>A value that contains a separator, a quotation mark or a line break is written in quotation marks, with every quotation
     * mark inside it doubled. Spaces around a value and empty lines do not count. A column without a name is called C followed by its
     * number, counted from 0. A first line such as {@code sep=;} is not a header: it names the separator, whatever the format says.
     *
     * @throws IllegalArgumentException if the file is empty or not in the encoding, two columns have the same name (case is ignored), a
     *     row has more or fewer values than the first one, there are more than 4096 columns, a value has more than 65,536 characters, a
     *     quotation mark is not closed, or there is one column and the values seem to have another separator. The message names the
     *     line, counted as in an editor
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Table read(Path csv, CsvFormat format) {
        return CsvTable.read(csv, format);
    }

    /**
     * Makes the rows of a table into examples.
     *
     * <p>A column of texts becomes one feature for each different text (one-hot): {@code island} becomes {@code island = Biscoe},
     * {@code island = Dream} and {@code island = Torgersen}, in ascending order, which are 1 in the rows with that text and 0 elsewhere.
     * So do texts that are all whole numbers. Texts are never parsed as numbers: a column of texts is refused if some of them are
     * numbers with a decimal point or comma, thousands separators, a currency or %, or if some are numbers and others are not.
     *
     * @param label the column of the classes; the class names are its distinct values in ascending order
     * @param features the columns of the features, in this order; if none is given, all columns but {@code label}
     * @throws IllegalArgumentException if an argument is null, a column is unknown or given twice, the table has no rows, a value is
     *     missing, a feature is neither a finite number nor such a text (the message names row and column), a column has more than 100 different texts, or there is only
     *     one class or more than 1000
     */
    public static Dataset dataset(Table table, String label, String... features) {
        return TableDataset.of(table, label, features);
    }

    /**
     * Makes the features of another table from their names, such as those of a data set for training: the same columns in the same order,
     * wherever they are in this table and whichever of the texts occur in it.
     *
     * @param featureNames names of columns, or of a column and one of its texts, such as {@code island = Biscoe}
     * @return N × n₀
     * @throws IllegalArgumentException naming the column that the table does not have, or row and column of a value that is missing, is not a
     *     finite number, or is a text that none of the features stands for; or if the table has no rows
     */
    public static DMatrixRMaj features(Table table, List<String> featureNames) {
        Require.notNull("table", table);
        Require.notNull("featureNames", featureNames);
        return TableDataset.X(table, Require.texts("featureNames", featureNames.toArray(String[]::new)));
    }

    /**
     * Says what the example in a row is. The features are found by their names, in whatever order the columns are.
     *
     * @param row as {@code table.row(0)} gives it
     * @throws IllegalArgumentException naming the column that the row does not have, or whose value is missing, is not a finite number, or
     *     is a text that none of the features stands for
     */
    public static Prediction predict(Classifier classifier, Row row) {
        return TablePredictions.of(classifier, row);
    }

    /**
     * Returns a table with the columns {@code class}, the most probable one, and {@code probability}, for each row of a table. The features
     * are found by their names, in whatever order the columns are.
     *
     * @throws IllegalArgumentException naming the column that the table does not have, or row and column of a value that is missing, is not a
     *     finite number, or is a text that none of the features stands for; or if the table has no rows
     */
    public static Table predictions(Classifier classifier, Table table) {
        return TablePredictions.of(classifier, table);
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
        Require.notNull("records", records);
        Require.that(!records.isEmpty(), "records is empty: there is nothing that names the columns");
        return RecordTable.of(records);
    }
}
