package io.github.gradwalk.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.argument.Names;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InertTest {
    @Test
    void signsOfMarkupAndFormulasBecomeReferences() {
        assertThat(Html.escape("<b title=\"it's\">R&D: $x$</b>"))
                .isEqualTo("&lt;b title=&quot;it&#39;s&quot;&gt;R&amp;D: &#36;x&#36;&lt;/b&gt;");
    }

    @Test
    void allOtherTextStaysAsItIs() {
        final var text =
                "Größe\t1\n2\r שלום مرحبا ∂E/∂z 🐧 \u2029 \u2068a\u2069 \uFDCF\uFDF0\uFFFD\u202F\u2065\uE000\u00A0";
        assertThat(Html.escape(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 8, 0xB, 0xC, 0xE, 0x1F, 0x7F, 0x80, 0x9F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE,
                0xFFFF, 0x1FFFE, 0x10FFFF, 0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067
            })
    void whatMarkupCannotHoldOrTurnsTheDirectionIsReplaced(int character) {
        assertThat(Html.escape("a" + Character.toString(character) + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, '\t', '\n', '\r', 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2067, 0x2068,
                0x2069
            })
    void aNameIsOneLineThatTurnsNothing(int character) {
        assertThat(Names.isolated("a" + Character.toString(character) + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"שלום", "a מ", "مرحبا", "٣", "\u061Ca"})
    void whatRunsFromRightToLeftIsIsolated(String name) {
        assertThat(Names.isolated(name)).isEqualTo("\u2068" + name + "\u2069");
    }

    @Test
    void ofALongNameAMessageHasTheBegin() {
        assertThat(Names.inMessage("🐧".repeat(100))).isEqualTo("🐧".repeat(100));
        assertThat(Names.inMessage("🐧".repeat(101))).isEqualTo("🐧".repeat(100) + "…");
        assertThat(Names.inMessage("a\nb" + "ש".repeat(200))).isEqualTo("\u2068a\uFFFDb" + "ש".repeat(97) + "…\u2069");
    }

    @Test
    void ofManyNamesAMessageHasTheFirst() {
        final var twenty = IntStream.range(0, 20).mapToObj(i -> "name\t" + i).toList();
        assertThat(Names.inMessage(twenty))
                .hasSize(20)
                .startsWith("name\uFFFD0")
                .endsWith("name\uFFFD19");
        assertThat(Names.inMessage(Collections.nCopies(785, "x"))).hasSize(21).endsWith("x", "… and 765 more");
    }

    @Test
    void linesStayLinesAndIsolatesIsolates() {
        assertThat(Names.lines("a\nb \u2068ש\u2069\t\u001b[2J\u202e"))
                .isEqualTo("a\nb \u2068ש\u2069\uFFFD\uFFFD[2J\uFFFD");
    }

    @Test
    void whatRunsFromLeftToRightIsNot() {
        assertThat(Names.isolated("Größe <1> 🐧 \u202F")).isEqualTo("Größe <1> 🐧 \u202F");
    }
}
