package io.github.gradwalk.kernel.render;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows Tablesaw's tables. They are known by the names of their classes, which only the cells' class path has, in whatever version. */
final class TablesawTable {
    private static final String TABLE = "tech.tablesaw.table.Relation";
    private static final String NUMBERS = "tech.tablesaw.api.NumericColumn";
    private static final int MOST_ROWS = 20;

    private TablesawTable() {}

    /** Returns the first rows of a table as HTML, in which all names and cells are text; empty if the value is no such table. */
    static Optional<String> html(Object value) {
        try {
            final var type = ancestor(value.getClass(), TABLE);
            return type.isPresent() ? Optional.of(html(value, type.get())) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            // Another class of that name, or a version unlike the ones that we know: it is still shown as text.
            return Optional.empty();
        }
    }

    private static String html(Object table, Class<?> type) throws ReflectiveOperationException {
        final int rows = (int) type.getMethod("rowCount").invoke(table);
        final var columns = (List<?>) type.getMethod("columns").invoke(table);
        final var column = type.getMethod("column", int.class).getReturnType();
        final Method name = column.getMethod("name");
        final Method isMissing = column.getMethod("isMissing", int.class);
        final Method text = column.getMethod("getString", int.class);
        // The classes keep MathJax from taking dollars for formulas.
        final var html = new StringBuilder("<table class=\"tex2jax_ignore mathjax_ignore\">\n<caption>")
                .append(caption(type.getMethod("name").invoke(table), rows, columns.size()))
                .append("</caption>\n<thead><tr>");
        for (var each : columns) {
            html.append(cell("th scope=\"col\"", each, name.invoke(each))).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < Math.min(rows, MOST_ROWS); row++) {
            html.append("<tr>");
            for (var each : columns) {
                final var shown = (boolean) isMissing.invoke(each, row) ? "" : text.invoke(each, row);
                html.append(cell("td", each, shown)).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table>").toString();
    }

    private static String caption(Object name, int rows, int columns) {
        final var isNamed = name != null && !name.toString().isBlank();
        // Isolated, since a name may change the direction of the text after it.
        return (isNamed ? "<bdi>" + HtmlText.escaped(name) + "</bdi>: " : "") + count(rows, "row") + " × "
                + count(columns, "column") + (rows > MOST_ROWS ? ", the first " + MOST_ROWS + " shown" : "");
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String cell(String element, Object column, Object text) {
        final var side = ancestor(column.getClass(), NUMBERS).isPresent() ? "right" : "left";
        return "<" + element + " style=\"text-align:" + side + "\">" + HtmlText.escaped(text);
    }

    /** Returns the class itself, or what it extends or implements, that has the name. */
    private static Optional<Class<?>> ancestor(Class<?> type, String name) {
        if (type.getName().equals(name)) {
            return Optional.of(type);
        }
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .flatMap(parent -> ancestor(parent, name).stream())
                .findFirst();
    }
}
