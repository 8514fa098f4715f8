package io.github.gradwalk.data;

import io.github.gradwalk.argument.Require;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Records as the rows of a table. */
final class RecordTable {
    /** The beginning of a word inside a camel-case name; single capitals, as in gradW, are symbols and stay. */
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])[A-Z](?=[a-z])");

    private RecordTable() {}

    static Table of(List<? extends Record> records) {
        final var type = records.get(0).getClass();
        final var table = Table.create();
        for (final var component : type.getRecordComponents()) {
            table.addColumns(empty(component));
        }
        for (int n = 0; n < records.size(); n++) {
            final var record = records.get(n);
            Require.that(
                    record.getClass() == type,
                    "records must all be of one class, %s, but number %d is of %s",
                    type.getSimpleName(),
                    n,
                    record.getClass().getSimpleName());
            for (int j = 0; j < type.getRecordComponents().length; j++) {
                append(table.column(j), value(record, type.getRecordComponents()[j]));
            }
        }
        return table;
    }

    private static Column<?> empty(RecordComponent component) {
        final var name = words(component.getName());
        final var type = component.getType();
        if (type == int.class || type == Integer.class) {
            return IntColumn.create(name);
        }
        if (type == long.class || type == Long.class) {
            return LongColumn.create(name);
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return DoubleColumn.create(name);
        }
        if (type == boolean.class || type == Boolean.class) {
            return BooleanColumn.create(name);
        }
        return StringColumn.create(name);
    }

    private static String words(String camelCase) {
        return WORD.matcher(camelCase).replaceAll(start -> " " + start.group().toLowerCase(Locale.ROOT));
    }

    private static void append(Column<?> column, Object value) {
        if (value == null) {
            column.appendMissing();
        } else if (column instanceof DoubleColumn numbers) {
            numbers.append(((Number) value).doubleValue());
        } else if (column instanceof StringColumn strings) {
            strings.append(value.toString());
        } else {
            column.appendObj(value);
        }
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            final var accessor = component.getAccessor();
            accessor.setAccessible(true); // the record may be a private one
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessor of " + component + " failed", e);
        }
    }
}
