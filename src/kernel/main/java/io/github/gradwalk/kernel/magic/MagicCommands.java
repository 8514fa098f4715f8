package io.github.gradwalk.kernel.magic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The magics that cells can use, by name. */
public final class MagicCommands {
    /** What a magic does. */
    @FunctionalInterface
    public interface Command {
        /** Returns the value of {@code x = %magic}, or {@code null}; throws {@code IllegalArgumentException} for arguments that make no sense. */
        Object run(MagicCall call) throws Exception;
    }

    private final Map<String, Command> known = new TreeMap<>();

    public MagicCommands() {
        register(
                call -> {
                    System.out.println(MagicHelp.text(known.keySet()));
                    return null;
                },
                "%help");
        JShellCommands.register(this);
    }

    /** Takes the names with their {@code %}, {@code %%} or {@code /}. */
    public void register(Command command, String... names) {
        for (var name : names) {
            known.put(name, command);
        }
    }

    /** Returns the names of the magics that begin like this. */
    public List<String> namesLike(String beginning) {
        return known.keySet().stream()
                .filter(name -> name.startsWith("%") && name.startsWith(beginning))
                .toList();
    }

    /** Returns the value of the magic, or {@code null}; an unknown one is an {@code IllegalArgumentException} that names those like it. */
    public Object run(MagicCall call) throws Exception {
        final var prefix = call.name().startsWith("/") ? "" : call.body().isPresent() ? "%%" : "%";
        final var name = prefix + call.name();
        final var command = known.get(name);
        if (command == null) {
            throw new IllegalArgumentException(MagicHelp.unknown(name, known.keySet()));
        }
        return command.run(call);
    }
}
