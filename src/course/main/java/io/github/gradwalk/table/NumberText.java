package io.github.gradwalk.table;

import io.github.gradwalk.argument.Names;
import java.util.regex.Pattern;

/** Tells texts that are or look like numbers from others. */
final class NumberText {
    /** A number with a point or a comma, with thousands separators, with the sign of a currency, or with %. */
    private static final Pattern LIKE = Pattern.compile("[-+−]?+\\p{Sc}?+ ?+[-+−]?+"
            + "(?:\\d{1,3}+(?:[., '’\\u00A0\\u202F]\\d{3})++(?:[.,]\\d*+)?+|\\d++[.,]?+\\d*+|[.,]\\d++)"
            + "(?:[eE][-+]?+\\d++)?+[ \\u00A0\\u202F]?+[%‰\\p{Sc}]?+");

    private NumberText() {}

    static boolean isLike(String text) {
        return LIKE.matcher(text).matches();
    }

    static boolean isNumber(String text, char point) {
        return kind(text, point) != CellKind.TEXT;
    }

    static boolean isWhole(String text) {
        return kind(text, '.').compareTo(CellKind.LONG) <= 0;
    }

    /** What may be done about a text in the place of a number, for the end of a message. */
    static String advice(String text) {
        return isLike(text)
                ? "; this is text: numbers are read as 1234.5, or as 1234,5 with CsvFormat.DEFAULT.decimalComma(),"
                        + " and never with thousands separators, currencies or %"
                : "; if it stands for a missing value, read the file with CsvFormat.DEFAULT.missing(\""
                        + Names.inMessage(text) + "\")";
    }

    private static CellKind kind(String text, char point) {
        return CellKind.of(text, 0, text.length(), point);
    }
}
