package io.github.gradwalk.onnx;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names, one per line. A line break within a name is written as {@code \n}, a backslash as two. */
final class NameLines {
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private NameLines() {}

    static String join(List<String> names) {
        return names.stream()
                .map(name -> name.replace("\\", "\\\\").replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    static List<String> split(String lines) {
        return List.of(lines.split("\n", -1)).stream().map(NameLines::name).toList();
    }

    private static String name(String line) {
        return ESCAPED.matcher(line)
                .replaceAll(match -> match.group(1).equals("n") ? "\n" : Matcher.quoteReplacement(match.group(1)));
    }
}
