package io.github.gradwalk.html;

import java.util.List;

/** A table of texts in HTML. All texts are escaped, and each heading says whether it is that of a column or of a row. */
public final class HtmlTable {
    private final String classes;
    private final StringBuilder body = new StringBuilder();
    private String caption = "";
    private String head = "";
    private String lineEnd = "\n";
    private boolean hasRowHeadings;
    private List<String> alignments = List.of();

    /** @param classes of the table, with spaces between them; empty for none */
    public HtmlTable(String classes) {
        this.classes = classes;
    }

    /** Writes the table on one line. To be called before rows are added. */
    public HtmlTable onOneLine() {
        lineEnd = "";
        return this;
    }

    /** Makes the first cell of each row its heading. To be called before rows are added. */
    public HtmlTable rowHeadings() {
        hasRowHeadings = true;
        return this;
    }

    /** Aligns the columns, each {@code left} or {@code right}. To be called before columns and rows are added. */
    public HtmlTable aligned(List<String> alignments) {
        this.alignments = alignments;
        return this;
    }

    public HtmlTable caption(String text) {
        caption = "<caption>" + Html.escape(text) + "</caption>" + lineEnd;
        return this;
    }

    public HtmlTable columns(List<String> headings) {
        final var row = new StringBuilder("<thead><tr>");
        for (int j = 0; j < headings.size(); j++) {
            cell(row, "th", " scope=\"col\"", j, headings.get(j));
        }
        head = row.append("</tr></thead>").append(lineEnd).toString();
        return this;
    }

    public HtmlTable row(List<String> cells) {
        body.append("<tr>");
        for (int j = 0; j < cells.size(); j++) {
            final boolean isHeading = j == 0 && hasRowHeadings;
            cell(body, isHeading ? "th" : "td", isHeading ? " scope=\"row\"" : "", j, cells.get(j));
        }
        body.append("</tr>").append(lineEnd);
        return this;
    }

    private void cell(StringBuilder row, String element, String scope, int column, String text) {
        row.append('<').append(element).append(scope);
        if (column < alignments.size()) {
            row.append(" style=\"text-align:").append(alignments.get(column)).append('"');
        }
        row.append('>').append(Html.escape(text)).append("</").append(element).append('>');
    }

    public String toHtml() {
        return "<table" + (classes.isEmpty() ? "" : " class=\"" + classes + "\"") + ">" + lineEnd + caption + head
                + "<tbody>" + lineEnd + body + "</tbody>" + lineEnd + "</table>";
    }
}
