package io.github.gradwalk.data;

import io.github.gradwalk.Require;
import java.util.List;
import tech.tablesaw.api.Table;

/** Tables, as Tablesaw has them. */
public final class Tables {
    private Tables() {}

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
