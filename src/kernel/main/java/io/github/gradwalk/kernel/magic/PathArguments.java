package io.github.gradwalk.kernel.magic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The paths and globs that a magic is given. They may have spaces, also without quotes. */
final class PathArguments {
    private PathArguments() {}

    /** Returns one for each quoted text, for each run of words that together name something that exists, and for each other word. */
    static List<String> of(MagicCall call) throws IOException {
        return of(call.written());
    }

    private static List<String> of(String written) throws IOException {
        final var words = MagicCall.split(written);
        final List<String> paths = new ArrayList<>();
        int next = 0;
        while (next < words.size()) {
            final int end = endOfPath(written, words, next);
            paths.add(joined(written, words, next, end));
            next = end;
        }
        return paths;
    }

    private static int endOfPath(String written, List<MagicCall.Word> words, int from) throws IOException {
        int quoted = from;
        while (quoted < words.size() && !words.get(quoted).isQuoted()) {
            quoted++;
        }
        for (int end = quoted; end > from + 1; end--) {
            if (!ClassPath.expand(joined(written, words, from, end)).isEmpty()) {
                return end;
            }
        }
        return from + 1;
    }

    /** With a backslash before a space or a bracket, as in a shell, or without. */
    private static String joined(String written, List<MagicCall.Word> words, int from, int end) {
        return end == from + 1
                ? words.get(from).text()
                : written.substring(words.get(from).start(), words.get(end - 1).end())
                        .replaceAll("\\\\([ \\[\\](){}'])", "$1");
    }
}
