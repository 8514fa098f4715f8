package io.github.gradwalk.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicCommandsTest {
    @Test
    void wordsAreSplitAtSpaceUnlessQuoted() {
        assertThat(MagicCall.words("%m  a\t\"b c\" 'd \"e' C:\\f "))
                .containsExactly("%m", "a", "b c", "d \"e", "C:\\f");
    }

    @Test
    void aMagicGetsItsArgumentsAndGivesAValue() throws Exception {
        final var magics = new MagicCommands();
        magics.register(call -> call.arguments() + call.written() + call.body(), "%m");
        magics.register(call -> call.arguments() + call.body().orElseThrow(), "%%m");
        assertThat(magics.run(MagicCall.parse("%m a 'b  c'"))).isEqualTo("[a, b  c]a 'b  c'Optional.empty");
        assertThat(magics.run(MagicCall.parse("%%m a\nb\n"))).isEqualTo("[a]b\n");
        assertThat(magics.run(MagicCall.parse("%%m"))).isEqualTo("[]");
    }

    @Test
    void aMagicBecomesACallInJava() {
        assertThat(MagicCall.asJava("%m \"a\\b\"\n")).endsWith("(\"%m \\\"a\\\\b\\\"\");");
    }

    @Test
    void ivysTermsBecomeMavens() {
        assertThat(List.of("g:a:1.10.+", "g#a;1.+", "g:a:jar:c:latest.release", "g:a:+", "g:a:latest.integration"))
                .map(Maven::inMavensTerms)
                .containsExactly(
                        "g:a:[1.10,1.10.2147483647]",
                        "g:a:[1,1.2147483647]",
                        "g:a:jar:c:RELEASE",
                        "g:a:RELEASE",
                        "g:a:LATEST");
        assertThat(List.of("g:a:1.10.1", "g:a:[1,2)", "g:a:1+2"))
                .map(Maven::inMavensTerms)
                .containsExactly("g:a:1.10.1", "g:a:[1,2)", "g:a:1+2");
    }

    @Test
    void partsOfAPomBecomeAPom() {
        final var whole = "<project><a/></project>";
        assertThat(Maven.wholePom(" " + whole)).isEqualTo(whole);
        assertThat(Maven.wholePom("<dependency>1</dependency> <repository>r</repository><dependency>2</dependency>"))
                .contains("<dependencies><dependency>1</dependency><dependency>2</dependency></dependencies>")
                .contains("<repositories><repository>r</repository></repositories>")
                .contains("<groupId>cell</groupId>", "<artifactId>cell</artifactId>", "<version>1</version>");
        assertThat(Maven.wholePom("<version>2</version><dependencies><version>3</version></dependencies>"))
                .doesNotContain("<version>1</version>");
    }

    @Test
    void globsMatchInEveryPartOfAPath(@TempDir final Path folder) throws IOException {
        for (var name : List.of("a1/x.jar", "a1/y.txt", "a2/x.jar", "b[1]/x.jar", "a1/deep/z.jar")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
        assertThat(names(folder, "a?/*.jar")).containsExactly("a1/x.jar", "a2/x.jar");
        assertThat(names(folder, "*/x.*")).containsExactly("a1/x.jar", "a2/x.jar", "b[1]/x.jar");
        assertThat(names(folder, "b[1]/*")).containsExactly("b[1]/x.jar");
        assertThat(names(folder, "a1/./x.jar")).containsExactly("a1/x.jar");
        assertThat(names(folder, "a1/none.jar")).isEmpty();
        assertThat(names(folder, "none/*.jar")).isEmpty();
        assertThat(names(folder, "a1/x.jar/*")).isEmpty();
    }

    private static List<String> names(Path folder, String glob) throws IOException {
        return ClassPath.expand(folder + "/" + glob).stream()
                .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                .toList();
    }
}
