package io.github.gradwalk.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellPartsTest {
    private static List<String> magics(String code) {
        return CellParts.of(code).stream()
                .map(part -> part.magic().strip())
                .filter(magic -> !magic.isEmpty())
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
    void aMagicMayStandWhereAStatementMayStart(String code) {
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
    void everythingElseIsJava(String code) {
        assertThat(magics(code)).isEmpty();
        assertThat(CellParts.javaOnly(code)).isEqualTo(code);
    }

    @Test
    void thePartsMakeUpTheCell() {
        final var code = "int a;\n%m b\n%n\nvar c = %o\nint d;\n%%p\nq\n%r";
        final var parts = CellParts.of(code);
        assertThat(parts)
                .extracting(CellParts.Part::java, CellParts.Part::magic, CellParts.Part::isAssignment)
                .containsExactly(
                        tuple("int a;\n", "%m b\n", false),
                        tuple("", "%n\n", false),
                        tuple("var c = ", "%o\n", true),
                        tuple("int d;\n", "%%p\nq\n%r", false));
        for (var part : parts) {
            assertThat(code.startsWith(part.java() + part.magic(), part.start()))
                    .isTrue();
        }
    }

    @Test
    void javaAloneIsOnePart() {
        assertThat(CellParts.of("int a = 7 %\n b;")).containsExactly(new CellParts.Part(0, "int a = 7 %\n b;", ""));
        assertThat(CellParts.of("")).isEmpty();
    }

    @Test
    void javaKeepsItsPlaceWhenMagicsAreBlank() {
        assertThat(CellParts.javaOnly("%m a\nint b;")).isEqualTo("    \nint b;");
    }
}
