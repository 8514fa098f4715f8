package io.github.gradwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellPartsTest {
    private static List<String> magics(final String code) {
        return CellParts.of(code).stream()
                .filter(CellParts.Part::isMagic)
                .map(part -> part.text().strip())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%m a",
                "  %m a",
                "int x = 1;\n%m a",
                "class A {}\n%m a\nint y;",
                "// note\n%m a",
                "/* note */\n%m a",
                "f('\"');\n%m a",
                "var s = \"\\\"{\";\n%m a",
                "var t = \"\"\"\n  \"{ \\\"\"\" \"\"\";\n%m a",
            })
    void aMagicStandsWhereAStatementMayStart(final String code) {
        assertThat(magics(code)).containsExactly("%m a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int r = x\n%m;",
                "int r = x % m;",
                "f(x\n%m);",
                "void f() {\n%m\n}",
                "var t = \"\"\"\n%m a\n\"\"\";",
                "/*\n%m a\n*/",
                "// %m a",
                "%",
                "% m",
                "%1",
                "'",
                "\"\\",
                "/*",
            })
    void allElseIsJava(final String code) {
        assertThat(magics(code)).isEmpty();
        assertThat(CellParts.javaOnly(code)).isEqualTo(code);
    }

    @Test
    void thePartsAreTheCell() {
        final var code = "int a;\n%m b\n%n\nint c;\n%o";
        final var parts = CellParts.of(code);
        assertThat(parts).extracting(CellParts.Part::isMagic).containsExactly(false, true, true, false, true);
        for (final var part : parts) {
            assertThat(code.startsWith(part.text(), part.start())).isTrue();
        }
        assertThat(String.join("", parts.stream().map(CellParts.Part::text).toList()))
                .isEqualTo(code);
    }

    @Test
    void javaKeepsItsPlaceWhenMagicsAreBlank() {
        assertThat(CellParts.javaOnly("%m a\nint b;")).isEqualTo("    \nint b;");
    }
}
