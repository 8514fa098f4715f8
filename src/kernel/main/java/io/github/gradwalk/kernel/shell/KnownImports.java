package io.github.gradwalk.kernel.shell;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Classes that the jshell tool or JJava imports by itself and this kernel, like IJava, does not. */
final class KnownImports {
    private static final List<String> PACKAGES =
            List.of("java.util.stream", "java.util.function", "java.time", "java.nio.file");
    private static final Pattern SYMBOL = Pattern.compile("\\b(?:class|variable) ([A-Z]\\w*)");

    private KnownImports() {}

    /** Returns what to do about a symbol that is not known, as a line to add to the message; empty if it is not of these classes. */
    static String advice(String message) {
        final var symbol = SYMBOL.matcher(message);
        return symbol.find()
                ? known(symbol.group(1))
                        .map(type -> "\n  to import it: import " + type + ";")
                        .orElse("")
                : "";
    }

    private static Optional<String> known(String name) {
        return PACKAGES.stream()
                .map(prefix -> prefix + "." + name)
                .filter(KnownImports::exists)
                .findFirst();
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
