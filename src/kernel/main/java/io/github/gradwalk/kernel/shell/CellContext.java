package io.github.gradwalk.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The last statement or declaration of an unfinished cell, within local classes that hold what the cell itself declares above it: JShell
 * knows only what has been run. The imports of the cell are apart, since no class can hold them.
 */
record CellContext(List<String> imports, String before, String last, boolean isType) {
    private static final String SPACE = "\\A(?:\\s|//[^\\n]*\\n|/\\*(?s:.*?)\\*/)*";
    private static final String MODIFIERS =
            "((?:public|protected|private|static|final|synchronized|abstract|default|strictfp|"
                    + "@\\w+(?:\\([^)]*\\))?|<[^>{}();]*>)\\s+)*";

    private static final Pattern IMPORT = Pattern.compile(SPACE + "import\\b");
    private static final Pattern TYPE = Pattern.compile(
            SPACE + MODIFIERS + "(?:sealed\\s+|non-sealed\\s+)?(?:class|interface|enum|record|@interface)\\s+\\w");
    private static final Pattern METHOD = Pattern.compile(SPACE + MODIFIERS
            + "(?!(?:new|return|else|throw|assert|yield|case)\\b)[\\w.$]+(?:\\s*<[^{}();]*>)?(?:\\s*\\[\\s*\\])*\\s+\\w+\\s*"
            + "\\([^{}();]*\\)\\s*(?:throws\\s[^{}();]*)?\\{");
    /** Those that no local declaration may have. */
    private static final Pattern MODIFIER =
            Pattern.compile(SPACE + "(?:@\\w+\\s+)*(public|protected|private|static)\\s");

    private static final Pattern WORD_OF_STATEMENT =
            Pattern.compile("(?:\\A|[;{}]|\\*/)\\s*([\\p{javaJavaIdentifierPart}&&[^\\s]]*)\\z");

    static CellContext of(String code, SourceCodeAnalysis analysis) {
        final List<String> imports = new ArrayList<>();
        final var before = new StringBuilder("class $0 {{ ");
        int start = 0;
        for (int number = 1; ; number++) {
            final var rest = code.substring(start);
            final var info = analysis.analyzeCompletion(JdkFaults.withoutNonSealed(rest));
            if (!info.completeness().isComplete() || info.remaining().isBlank()) {
                return ending(imports, before, rest, number);
            }
            final int end = code.length() - info.remaining().length();
            add(imports, before, code.substring(start, end), number);
            start = end;
        }
    }

    private static void add(List<String> imports, StringBuilder before, String source, int number) {
        if (IMPORT.matcher(source).lookingAt()) {
            imports.add(source.strip());
        } else if (METHOD.matcher(source).lookingAt()) {
            before.append("class $").append(number).append(" { ").append(source).append(" { ");
        } else {
            before.append(local(source));
        }
    }

    private static CellContext ending(List<String> imports, StringBuilder before, String last, int number) {
        if (IMPORT.matcher(last).lookingAt()) {
            return new CellContext(imports, "", last, false);
        }
        if (METHOD.matcher(last).lookingAt()) {
            before.append("class $").append(number).append(" { ");
        }
        return new CellContext(
                imports, before.toString(), local(last), TYPE.matcher(last).lookingAt());
    }

    /** Puts spaces in the place of modifiers. */
    private static String local(String source) {
        var text = source;
        for (var found = MODIFIER.matcher(text); found.lookingAt(); found = MODIFIER.matcher(text)) {
            text = text.substring(0, found.start(1))
                    + " ".repeat(found.end(1) - found.start(1))
                    + text.substring(found.end(1));
        }
        return text;
    }

    /** Returns all that JShell is to analyse. */
    String code() {
        return before + last;
    }

    /** Returns what JShell is to complete: if it finds nothing for one, the next. All end as the cell does. */
    List<String> attempts() {
        // Where a statement begins, JShell does not see what is declared in the same block.
        final var word = WORD_OF_STATEMENT.matcher(last);
        final var value = word.find()
                ? List.of(before + last.substring(0, word.start(1)) + "(" + word.group(1))
                : List.<String>of();
        return Stream.concat(value.stream(), Stream.of(code(), last)).toList();
    }
}
