package io.github.gradwalk.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, '\t', '\n', '\r', 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2067, 0x2068,
                0x2069
            })
    void aNameIsOneLineThatChangesNoDirection(int character) {
        assertThat(Names.isolated("a" + Character.toString(character) + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"שלום", "a מ", "مرحبا", "٣", "\u061Ca"})
    void textFromRightToLeftIsIsolated(String name) {
        assertThat(Names.isolated(name)).isEqualTo("\u2068" + name + "\u2069");
    }

    @Test
    void aMessageHasTheBeginningOfALongName() {
        assertThat(Names.inMessage("🐧".repeat(100))).isEqualTo("🐧".repeat(100));
        assertThat(Names.inMessage("🐧".repeat(101))).isEqualTo("🐧".repeat(100) + "…");
        assertThat(Names.inMessage("a\nb" + "ש".repeat(200))).isEqualTo("\u2068a\uFFFDb" + "ש".repeat(97) + "…\u2069");
    }

    @Test
    void aMessageHasTheFirstOfManyNames() {
        final var twenty = IntStream.range(0, 20).mapToObj(i -> "name\t" + i).toList();
        assertThat(Names.inMessage(twenty))
                .hasSize(20)
                .startsWith("name\uFFFD0")
                .endsWith("name\uFFFD19");
        assertThat(Names.inMessage(Collections.nCopies(785, "x"))).hasSize(21).endsWith("x", "… and 765 more");
    }

    @Test
    void linesAndIsolatesAreKept() {
        assertThat(Names.lines("a\nb \u2068ש\u2069\t\u001b[2J\u202e"))
                .isEqualTo("a\nb \u2068ש\u2069\uFFFD\uFFFD[2J\uFFFD");
    }

    @Test
    void textFromLeftToRightIsNot() {
        assertThat(Names.isolated("Größe <1> 🐧 \u202F")).isEqualTo("Größe <1> 🐧 \u202F");
    }
}
