package io.github.gradwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicsTest {
    @Test
    void wordsAreSplitAtSpaceUnlessQuoted() {
        assertThat(Magics.words("%m  a\t\"b c\" 'd \"e' C:\\f ")).containsExactly("%m", "a", "b c", "d \"e", "C:\\f");
    }

    @Test
    void aMagicGetsItsArguments() throws IOException {
        final var magics = new Magics();
        final List<String> seen = new ArrayList<>();
        magics.register("m", seen::addAll);
        magics.run("%m a 'b c'");
        assertThat(seen).containsExactly("a", "b c");
    }

    @Test
    void anUnknownMagicNamesTheKnown() {
        final var magics = new Magics();
        magics.register("two", arguments -> {});
        magics.register("one", arguments -> {});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> magics.run("%three"))
                .withMessage("unknown magic %three; known: %one, %two");
    }

    @Test
    void globsMatchInEveryPartOfAPath(@TempDir final Path folder) throws IOException {
        for (final var name : List.of("a1/x.jar", "a1/y.txt", "a2/x.jar", "b[1]/x.jar", "a1/deep/z.jar")) {
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

    private static List<String> names(final Path folder, final String glob) throws IOException {
        return ClassPath.expand(folder + "/" + glob).stream()
                .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                .toList();
    }
}
