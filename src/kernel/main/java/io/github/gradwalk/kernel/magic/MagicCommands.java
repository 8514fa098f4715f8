package io.github.gradwalk.kernel.magic;

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

    /** Takes the names with their {@code %} or {@code %%}. */
    public void register(Command command, String... names) {
        for (var name : names) {
            known.put(name, command);
        }
    }

    /** Returns the value of the magic, or {@code null}; an unknown one is an {@code IllegalArgumentException} that lists the known ones. */
    public Object run(MagicCall call) throws Exception {
        final var name = (call.body().isPresent() ? "%%" : "%") + call.name();
        final var command = known.get(name);
        if (command == null) {
            throw new IllegalArgumentException(
                    "unknown magic " + name + "; known magics: " + String.join(", ", known.keySet()));
        }
        return command.run(call);
    }
}
