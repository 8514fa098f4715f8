package io.github.gradwalk.file;

import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the part of JSON that headers of safetensors consist of: objects, strings, and lists of whole numbers that are not negative. It
 * never recurses by itself, so no nesting of what it reads can overflow the stack.
 */
final class JsonText {
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int DIGITS_OF_UNICODE = 4;
    private static final int HEXADECIMAL = 16;
    private static final int MOST_DIGITS = 18;

    private final String json;
    private int at;

    JsonText(String json) {
        this.json = json;
    }

    /** Reads an object; {@code value} is given each name, and reads its value. */
    void object(Consumer<String> value) {
        require('{');
        if (skips('}')) {
            return;
        }
        do {
            final var name = string();
            require(':');
            value.accept(name);
        } while (skips(','));
        require('}');
    }

    String string() {
        require('"');
        final var string = new StringBuilder();
        while (peek() != '"') {
            final char c = next();
            Require.that(c >= ' ', "a control character in a string, at character %d of the header", at);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        final int which = ESCAPES.indexOf(peek());
        requireHere(which >= 0 || peek() == 'u', "an escape of JSON");
        at++;
        return which >= 0 ? ESCAPED.charAt(which) : unicode();
    }

    private char unicode() {
        final var digits = json.substring(at, Math.min(json.length(), at + DIGITS_OF_UNICODE));
        requireHere(digits.matches("[0-9a-fA-F]{4}"), "four hexadecimal digits");
        at += DIGITS_OF_UNICODE;
        return (char) Integer.parseInt(digits, HEXADECIMAL);
    }

    List<Long> numbers() {
        final var numbers = new ArrayList<Long>();
        require('[');
        if (skips(']')) {
            return numbers;
        }
        do {
            numbers.add(number());
        } while (skips(','));
        require(']');
        return numbers;
    }

    private long number() {
        skipSpace();
        final int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        requireHere(at > from && at - from <= MOST_DIGITS, "a whole number of at most 18 digits");
        return Long.parseLong(json, from, at, 10);
    }

    /** Requires that only spaces follow. */
    void end() {
        skipSpace();
        requireHere(at == json.length(), "the end");
    }

    private void require(char c) {
        requireHere(skips(c), "'" + c + "'");
    }

    private boolean skips(char c) {
        skipSpace();
        final boolean isNext = peek() == c;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private void skipSpace() {
        while (at < json.length() && " \t\n\r".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character, or NUL at the end. */
    private char peek() {
        return at < json.length() ? json.charAt(at) : 0;
    }

    private char next() {
        requireHere(at < json.length(), "more");
        return json.charAt(at++);
    }

    private void requireHere(boolean holds, String expected) {
        Require.that(holds, "the header must have %s at character %d", expected, at + 1);
    }
}
