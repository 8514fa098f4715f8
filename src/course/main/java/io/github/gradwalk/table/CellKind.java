package io.github.gradwalk.table;

/** What a cell can be read as, from the narrowest type to the widest: what is one kind is all the later ones too. */
enum CellKind {
    /** A whole number of at most nine digits, so that it fits into an {@code int}. */
    INT,
    /** A whole number of at most eighteen digits, so that it fits into a {@code long}. */
    LONG,
    DOUBLE,
    TEXT;

    private static final int INT_DIGITS = 9;
    private static final int LONG_DIGITS = 18;

    /**
     * The kind of {@code text[start] … text[end − 1]}. A number has a sign or none, digits with a decimal point before, among or after
     * them or none, and an exponent or none.
     */
    static CellKind of(String text, int start, int end, char point) {
        final int from = afterSign(text, start, end);
        int at = afterDigits(text, from, end);
        int digits = at - from;
        if (at == end && digits > 0 && digits <= LONG_DIGITS) {
            return digits <= INT_DIGITS ? INT : LONG;
        }
        if (at < end && text.charAt(at) == point) {
            final int fraction = at + 1;
            at = afterDigits(text, fraction, end);
            digits += at - fraction;
        }
        if (digits == 0) {
            return TEXT;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            final int exponent = afterSign(text, at + 1, end);
            at = afterDigits(text, exponent, end);
            if (at == exponent) {
                return TEXT;
            }
        }
        return at == end ? DOUBLE : TEXT;
    }

    private static int afterSign(String text, int start, int end) {
        return start < end && (text.charAt(start) == '+' || text.charAt(start) == '-') ? start + 1 : start;
    }

    private static int afterDigits(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
