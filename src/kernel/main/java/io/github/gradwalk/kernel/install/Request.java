package io.github.gradwalk.kernel.install;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    private static final Set<String> WITH_VALUE = Set.of("--prefix", "--name", "--display-name", "--jvm-option");
    /** What Jupyter takes for the name of a kernel. */
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
    static Request parse(List<String> arguments) {
        final var words = new ArrayDeque<>(arguments);
        final Set<Action> actions = new HashSet<>();
        final Set<Place> places = new HashSet<>();
        final List<String> jvmOptions = new ArrayList<>();
        var name = "java";
        var displayName = "Java";
        boolean replaces = false;
        while (!words.isEmpty()) {
            final var option = nextOption(words);
            switch (option) {
                case "--help", "-h" -> actions.add(Action.HELP);
                case "--install" -> actions.add(Action.INSTALL);
                case "--uninstall" -> actions.add(Action.UNINSTALL);
                case "--user" -> places.add(new Place.User());
                case "--sys-prefix" -> places.add(new Place.SysPrefix());
                case "--prefix" -> places.add(new Place.Prefix(Path.of(text(option, words.poll(), "a folder"))));
                case "--name" -> name = name(text(option, words.poll(), "a name"));
                case "--display-name" -> displayName = text(option, words.poll(), "a name");
                case "--jvm-option" -> jvmOptions.add(jvmOption(words.poll()));
                case "--replace" -> replaces = true;
                default -> throw new IllegalArgumentException(option + ": unknown option");
            }
        }
        if (arguments.isEmpty() || actions.contains(Action.HELP)) {
            actions.clear();
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

    /** Takes {@code --name=value} apart. */
    private static String nextOption(ArrayDeque<String> words) {
        final var parts = words.remove().split("=", 2);
        if (parts.length == 2 && WITH_VALUE.contains(parts[0])) {
            words.push(parts[1]);
            return parts[0];
        }
        return String.join("=", parts);
    }

    private static <T> Optional<T> only(Set<T> found, String choice) {
        if (found.size() > 1) {
            throw expected(choice);
        }
        return found.stream().findFirst();
    }

    private static IllegalArgumentException expected(String choice) {
        return new IllegalArgumentException("expected " + choice);
    }

    private static String text(String option, String value, String what) {
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new IllegalArgumentException(option + ": expected " + what + ", but found " + found(value));
        }
        return value;
    }

    private static String found(String value) {
        return value == null || value.isBlank() ? "nothing" : value;
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "--name: expected ASCII letters, digits, and the characters . _ -, but found " + name);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static String jvmOption(String option) {
        if (option == null || !option.startsWith("-")) {
            throw new IllegalArgumentException(
                    "--jvm-option: expected an option such as -Xmx2g, but found " + found(option));
        }
        return option;
    }
}
