package io.github.gradwalk.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
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
    void whatMarkupCannotHoldAndWhatOverridesTheDirectionIsReplaced(int character) {
        assertThat(Html.escape("a" + Character.toString(character) + "b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void aTableHasScopesAndEscapedTexts() {
        final var table = new HtmlTable("a b")
                .rowHeadings()
                .caption("R&D")
                .columns(List.of("<", "x"))
                .row(List.of("one", "$1"));
        assertThat(table.toHtml()).isEqualTo("""
                <table class="a b">
                <caption>R&amp;D</caption>
                <thead><tr><th scope="col">&lt;</th><th scope="col">x</th></tr></thead>
                <tbody>
                <tr><th scope="row">one</th><td>&#36;1</td></tr>
                </tbody>
                </table>""");
    }

    @Test
    void aTableMayBeOneLineOfAlignedCells() {
        final var table =
                new HtmlTable("").onOneLine().aligned(List.of("left", "right")).row(List.of("a", "1"));
        assertThat(table.toHtml())
                .isEqualTo("<table><tbody><tr><td style=\"text-align:left\">a</td>"
                        + "<td style=\"text-align:right\">1</td></tr></tbody></table>");
    }
}
