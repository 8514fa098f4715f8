package io.github.gradwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "aé", "a€", "a\uD83D\uDE00", "éa"})
    void onlyWholeCharactersCount(final String text) {
        final var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end <= bytes.length; end++) {
            final var cut = Arrays.copyOf(bytes, end);
            final var whole = new String(cut, 0, Utf8.wholeCharacters(cut), StandardCharsets.UTF_8);
            assertThat(text).startsWith(whole);
            assertThat(end - Utf8.wholeCharacters(cut)).isBetween(0, 3);
        }
        assertThat(Utf8.wholeCharacters(bytes)).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xBF, 0xFF})
    void whatIsNoUtf8IsNotHeldBackForEver(final int b) {
        final var bytes = new byte[5];
        Arrays.fill(bytes, (byte) b);
        assertThat(Utf8.wholeCharacters(bytes)).isPositive();
    }
}
