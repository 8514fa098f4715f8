package io.github.gradwalk.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(String name, String value) {
        return Settings.of(Map.of(name, value)::get);
    }

    @Test
    void nothingIsSetByDefault() {
        final var none = Settings.of(name -> null);
        assertThat(none).isEqualTo(settings("IJAVA_CLASSPATH", " ")).isEqualTo(settings("JJAVA_TIMEOUT", "-1"));
        assertThat(none.classPath()).isEmpty();
    }

    @Test
    void timeoutsHaveUnits() {
        assertThat(settings("IJAVA_TIMEOUT", "30 SECONDS").timeout()).contains(Duration.ofSeconds(30));
        assertThat(settings("IJAVA_TIMEOUT", "2minutes").timeout()).contains(Duration.ofMinutes(2));
        assertThat(settings("JJAVA_TIMEOUT", "1500").timeout()).contains(Duration.ofMillis(1500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("IJAVA_TIMEOUT", "soon"))
                .withMessageContaining("soon");
    }

    @Test
    void listsAreSplit() {
        assertThat(settings("JJAVA_CLASSPATH", "a b" + File.pathSeparator + "c").classPath())
                .containsExactly("a b", "c");
        assertThat(settings("IJAVA_COMPILER_OPTS", "-a 'b c'").compilerOptions())
                .containsExactly("-a", "b c");
    }
}
