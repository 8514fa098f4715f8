package io.github.gradwalk.kernel.install;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the command line asks for: the values of each option that it has, which for a flag are empty. */
record Request(Map<String, List<String>> options) {
    static final String HELP = """
            Usage: java -jar gradwalk-kernel.jar --install | --uninstall [options]

            Installs this Java kernel into Jupyter, or removes it. The kernel runs on the Java that runs this
            command. Installing again replaces what was installed before.

              --user               for this user, in Jupyter's data folder (the default)
              --sys-prefix         in the active conda or virtual environment, else beside python3 on the PATH
              --prefix DIR         in DIR/share/jupyter
              --name NAME          the name by which notebooks ask for the kernel (java)
              --display-name NAME  the name that Jupyter shows (Java)
              --jvm-option OPTION  an option of the kernel's virtual machine, such as -Xmx2g or --enable-preview;
                                   may be repeated
              --replace            also replace another program's kernel of this name
              --help               show this text
            """;

    private static final Set<String> FLAGS =
            Set.of("--install", "--uninstall", "--user", "--sys-prefix", "--replace", "--help");
    private static final Map<String, Value> VALUES = Map.of(
            "--prefix", new Value("(?!--).*\\S.*", "a folder"),
            // What Jupyter takes for the name of a kernel.
            "--name", new Value("(?!--)[A-Za-z0-9._-]+", "ASCII letters, digits, and the characters . _ -"),
            "--display-name", new Value("(?!--).*\\S.*", "a name"),
            "--jvm-option", new Value("-.+", "an option such as -Xmx2g"));

    private record Value(String pattern, String description) {}

    /** Throws {@code IllegalArgumentException} that names the option and says what was expected. */
    static Request parse(List<String> arguments) {
        final Map<String, List<String>> options = new HashMap<>();
        for (var words = arguments.iterator(); words.hasNext(); ) {
            final var word = words.next().replaceFirst("^-h$", "--help");
            final var parts = word.split("=", 2);
            if (FLAGS.contains(word)) {
                options.put(word, List.of());
            } else if (VALUES.containsKey(parts[0])) {
                final var value = parts.length == 2 ? parts[1] : words.hasNext() ? words.next() : "";
                options.computeIfAbsent(parts[0], option -> new ArrayList<>()).add(checked(parts[0], value));
            } else {
                throw new IllegalArgumentException(word + ": unknown option");
            }
        }
        final var request = new Request(options);
        if (!request.has("--help") && request.count("--install", "--uninstall") != 1) {
            throw new IllegalArgumentException("expected --install or --uninstall");
        }
        if (request.count("--user", "--sys-prefix", "--prefix") > 1) {
            throw new IllegalArgumentException("expected one of --user, --sys-prefix and --prefix");
        }
        return request;
    }

    private static String checked(String option, String value) {
        final var wanted = VALUES.get(option);
        if (!value.matches(wanted.pattern())) {
            final var found = value.isBlank() ? "nothing" : value;
            throw new IllegalArgumentException(option + ": expected " + wanted.description() + ", but found " + found);
        }
        return value;
    }

    private long count(String... choice) {
        return Stream.of(choice).filter(this::has).count();
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    /** Returns the last value of an option or, if it has none, another one. */
    String last(String option, String otherwise) {
        final var values = all(option);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }
}
