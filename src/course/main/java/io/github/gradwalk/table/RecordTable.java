package io.github.gradwalk.table;

import io.github.gradwalk.argument.Require;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Turns records into the rows of a table. */
final class RecordTable {
    /** The first letter of a word inside a camel-case name; a single capital, as in gradW, is a symbol and stays. */
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])[A-Z](?=[a-z])");

    private RecordTable() {}

    static Table of(List<? extends Record> records) {
        final var type = records.get(0).getClass();
        final var components = type.getRecordComponents();
        final var table = Table.create();
        for (final var component : components) {
            table.addColumns(columnType(component.getType()).create(words(component.getName())));
        }
        for (int n = 0; n < records.size(); n++) {
            final var record = records.get(n);
            Require.that(
                    record.getClass() == type,
                    "records must all be of one class, %s, but number %d is of %s",
                    type.getSimpleName(),
                    n,
                    record.getClass().getSimpleName());
            for (int j = 0; j < components.length; j++) {
                append(table.column(j), value(record, components[j]));
            }
        }
        return table;
    }

    private static ColumnType columnType(Class<?> component) {
        final var type = MethodType.methodType(component).wrap().returnType();
        return type == Integer.class
                ? ColumnType.INTEGER
                : type == Long.class
                        ? ColumnType.LONG
                        : type == Double.class || type == Float.class
                                ? ColumnType.DOUBLE
                                : type == Boolean.class ? ColumnType.BOOLEAN : ColumnType.STRING;
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
