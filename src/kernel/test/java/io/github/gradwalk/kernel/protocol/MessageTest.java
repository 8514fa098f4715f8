package io.github.gradwalk.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    private final Connection signed = connection("key", "hmac-sha256");

    private static Connection connection(String key, String scheme) {
        final var json = new JsonObject();
        json.addProperty("key", key);
        json.addProperty("signature_scheme", scheme);
        return new Connection(json);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Message message() {
        return new Message(List.of(bytes("client")), Message.NONE.header(), Message.NONE.header(), new JsonObject())
                .reply("execute_request", Map.of("code", "é\uD83D\uDE00"));
    }

    @Test
    void theSignatureIsThatOfTheStandard() {
        // RFC 4231 section 4.3, test case 2, its data in two parts
        final var jefe = connection("Jefe", "hmac-sha256");
        assertThat(jefe.sign(List.of(bytes("what do ya want "), bytes("for nothing?"))))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void anEmptyKeyMeansNoSignature() {
        final var open = connection("", "hmac-sha256");
        assertThat(open.sign(List.of(bytes("x")))).isEmpty();
        assertThat(open.verifies(bytes("whatever"), List.of(bytes("x")))).isTrue();
    }

    @Test
    void anUnknownSchemeIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> connection("key", "rot13").sign(List.of()))
                .withMessageContaining("rot13");
    }

    @Test
    void aMessageComesBackAsItWas() {
        final var sent = message();
        final var received = Message.fromFrames(sent.toFrames(signed), signed).orElseThrow();
        assertThat(received.type()).isEqualTo("execute_request");
        assertThat(received.header()).isEqualTo(sent.header());
        assertThat(received.content()).isEqualTo(sent.content());
        assertThat(received.identities()).hasSize(1);
    }

    @Test
    void aChangedMessageIsDropped() {
        for (int i = 2; i < 7; i++) {
            final var frames = new ArrayList<>(message().toFrames(signed));
            frames.set(i, bytes("{ }"));
            assertThat(Message.fromFrames(frames, signed)).isEmpty();
        }
    }

    @Test
    void aMalformedMessageIsDropped() {
        final var open = connection("", "hmac-sha256");
        final var frames = message().toFrames(open);
        assertThat(Message.fromFrames(frames, open)).isPresent();
        assertThat(Message.fromFrames(List.of(), open)).isEmpty();
        assertThat(Message.fromFrames(frames.subList(0, 5), open)).isEmpty();
        for (var part : List.of("", "{", "[]", "{}")) {
            final var broken = new ArrayList<>(frames);
            broken.set(3, bytes(part));
            assertThat(Message.fromFrames(broken, open)).isEmpty();
        }
    }
}
