package io.github.gradwalk.kernel.render;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The MIME types in which a value is wanted; {@code *} wants all, {@code text/*} or {@code text} all of a group. */
public record WantedTypes(Set<String> names) {
    /** Returns these types and plain text, which is always wanted. */
    public static WantedTypes of(Collection<String> types) {
        final Set<String> all = new LinkedHashSet<>(types);
        all.add("text/plain");
        return new WantedTypes(all);
    }

    WantedTypes without(Set<String> done) {
        final Set<String> rest = new LinkedHashSet<>(names);
        rest.removeAll(done);
        return new WantedTypes(rest);
    }

    /** Returns the type that a renderer should produce if it could produce the given one; empty if nobody wants it. */
    public Optional<String> resolve(String type) {
        final var group = type.replaceFirst("/.*", "");
        if (names.contains(type) || names.contains("*") || names.contains(group) || names.contains(group + "/*")) {
            return Optional.of(type);
        }
        final int suffix = type.lastIndexOf('+');
        return suffix > 0 && names.contains(type.substring(0, suffix))
                ? Optional.of(type.substring(0, suffix))
                : Optional.empty();
    }

    /** Whether a renderer that can produce these types, which may be {@code *} and the like too, has something to do. */
    boolean meet(Set<String> supported) {
        final var offered = new WantedTypes(supported);
        return supported.stream().anyMatch(type -> resolve(type).isPresent())
                || names.stream().anyMatch(name -> offered.resolve(name).isPresent());
    }
}
