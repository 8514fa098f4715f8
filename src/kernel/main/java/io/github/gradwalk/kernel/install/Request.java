package io.github.gradwalk.kernel.install;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the command line asks for. */
record Request(Action action, Place place, String name, String displayName, List<String> jvmOptions, boolean replaces) {
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

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    enum Action {
        HELP,
        INSTALL,
        UNINSTALL
    }

    /** Where Jupyter is to find the kernel. */
    sealed interface Place {
        record User() implements Place {}

        record SysPrefix() implements Place {}

        record Prefix(Path folder) implements Place {}
    }

    /** Throws {@code IllegalArgumentException} that names the option and says what was expected. */
    static Request parse(final List<String> arguments) {
        final var words = new ArrayDeque<>(arguments);
        final Set<Action> actions = new HashSet<>();
        final Set<Place> places = new HashSet<>();
        final List<String> jvmOptions = new ArrayList<>();
        var name = "java";
        var displayName = "Java";
        boolean replaces = false;
        while (!words.isEmpty()) {
            final var parts = words.remove().split("=", 2);
            final var option = parts[0];
            switch (option) {
                case "--jvm-option" -> jvmOptions.add(jvmOption(value(parts, words)));
                case "--name" -> name = name(text(parts, words, "a name"));
                case "--display-name" -> displayName = text(parts, words, "a name");
                case "--prefix" -> places.add(new Place.Prefix(Path.of(text(parts, words, "a folder"))));
                default -> {
                    if (parts.length > 1) {
                        throw new IllegalArgumentException(option + ": unknown, or takes no value");
                    }
                    switch (option) {
                        case "--help", "-h" -> actions.add(Action.HELP);
                        case "--install" -> actions.add(Action.INSTALL);
                        case "--uninstall" -> actions.add(Action.UNINSTALL);
                        case "--user" -> places.add(new Place.User());
                        case "--sys-prefix" -> places.add(new Place.SysPrefix());
                        case "--replace" -> replaces = true;
                        default -> throw new IllegalArgumentException(option + ": unknown option");
                    }
                }
            }
        }
        if (arguments.isEmpty() || actions.contains(Action.HELP)) {
            actions.retainAll(Set.of());
            actions.add(Action.HELP);
        }
        return new Request(
                only(actions, "--install or --uninstall").orElseThrow(() -> expected("--install or --uninstall")),
                only(places, "one of --user, --sys-prefix and --prefix").orElse(new Place.User()),
                name,
                displayName,
                List.copyOf(jvmOptions),
                replaces);
    }

    private static <T> Optional<T> only(final Set<T> found, final String choice) {
        if (found.size() > 1) {
            throw expected(choice);
        }
        return found.stream().findFirst();
    }

    private static IllegalArgumentException expected(final String choice) {
        return new IllegalArgumentException("expected " + choice);
    }

    private static Optional<String> value(final String[] parts, final ArrayDeque<String> words) {
        return parts.length > 1 ? Optional.of(parts[1]) : Optional.ofNullable(words.poll());
    }

    private static String text(final String[] parts, final ArrayDeque<String> words, final String what) {
        final var value = value(parts, words).orElse("nothing");
        if (parts.length == 1 && (value.equals("nothing") || value.startsWith("--")) || value.isBlank()) {
            throw new IllegalArgumentException(parts[0] + ": expected " + what + ", but found " + value);
        }
        return value;
    }

    private static String name(final String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "--name: expected ASCII letters, digits, and the characters . _ -, but found " + name);
        }
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    private static String jvmOption(final Optional<String> option) {
        return option.filter(value -> value.startsWith("-") && value.length() > 1)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--jvm-option: expected an option such as -Xmx2g, but found " + option.orElse("nothing")));
    }
}
