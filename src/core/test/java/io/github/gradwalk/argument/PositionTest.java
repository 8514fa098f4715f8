package io.github.gradwalk.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PositionTest {
    /** A position that a message words by itself. */
    private static final Pattern OWN_WORDS =
            Pattern.compile("\\b((row|column|example|class|index) (%d|\" \\+)|value %d)");

    /** Whose messages count from 1: those about a table, which say so, and the judgement of a reader's matrix. */
    private static final List<String> FROM_ONE =
            List.of("TextColumn.java", "TableCell.java", "ErrorPattern.java", "Circuit.java", "Position.java");

    @Test
    void saysThatItCountsFromZero() {
        assertThat(Position.row(2)).isEqualTo("row 2 (counted from 0)");
        assertThat(Position.entry(2, 1)).isEqualTo("row 2, column 1 (counted from 0)");
        assertThat(Position.of("class", 0)).isEqualTo("class 0 (counted from 0)");
    }

    @Test
    void noMessageCountsRowsWithoutSayingFromWhere() throws IOException {
        for (var module : List.of("core", "course", "onnx")) {
            try (var files = Files.walk(Path.of("src", module, "main", "java"))) {
                for (var file : files.filter(PositionTest::countsFromZero).toList()) {
                    assertThat(OWN_WORDS.matcher(Files.readString(file)).find())
                            .as(file.toString())
                            .isFalse();
                }
            }
        }
    }

    private static boolean countsFromZero(Path file) {
        final var name = file.getFileName().toString();
        return name.endsWith(".java") && !FROM_ONE.contains(name);
    }
}
