package io.github.gradwalk.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a part found out.
 *
 * @param notes how it was measured, what was not there
 * @param rows the figures themselves, for the JSON file
 */
record Report(String name, String title, Table table, List<String> notes, List<Object> rows, List<Wanted> wanted) {
    String markdown() {
        final var lines = new ArrayList<>(notes);
        if (!wanted.isEmpty()) {
            final long met = wanted.stream().filter(Wanted::isMet).count();
            lines.add(0, "%d of %d wanted figures met.".formatted(met, wanted.size()));
        }
        return "## %s%n%n%s%n%s%n"
                .formatted(
                        title,
                        table.markdown(),
                        lines.stream().map(note -> "- " + note + "\n").collect(Collectors.joining()));
    }
}
