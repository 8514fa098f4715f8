package io.github.gradwalk.bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a part found out.
 *
 * @param notes how it was measured, what was not there
 */
record Report(String name, String title, Table table, List<String> notes) {
    String markdown() {
        return "## %s%n%n%s%n%s%n"
                .formatted(
                        title,
                        table.markdown(),
                        notes.stream().map(note -> "- " + note + "\n").collect(Collectors.joining()));
    }
}
