package io.github.gradwalk.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "*", "::", "192.0.2.1"})
    void beyondThisMachineAKeyIsRequired(String ip) throws IOException {
        assertThat(read("tcp", ip, "secret").address("shell")).isEqualTo("tcp://" + ip + ":50000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("tcp", ip, ""))
                .withMessageContaining("key")
                .withMessageContaining(ip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void onThisMachineAKeyMayBeMissing(String ip) throws IOException {
        assertThat(read("tcp", ip, "").address("shell")).isEqualTo("tcp://" + ip + ":50000");
    }

    @Test
    void aSocketInTheFileSystemNeedsNoKey() throws IOException {
        assertThat(read("ipc", "/tmp/kernel", "").address("shell")).isEqualTo("ipc:///tmp/kernel:50000");
    }

    private Connection read(String transport, String ip, String key) throws IOException {
        final var file = Files.writeString(folder.resolve("connection.json"), """
                {"transport": "%s", "ip": "%s", "shell_port": 50000, "key": "%s", "signature_scheme": "hmac-sha256"}
                """.formatted(transport, ip, key));
        return Connection.read(file);
    }
}
