package io.github.gradwalk.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tcp, 0.0.0.0, true", "tcp, *, true", "tcp, ::, true", "tcp, 192.0.2.1, true",
        "tcp, 127.0.0.1, false", "tcp, 127.1.2.3, false", "tcp, localhost, false", "tcp, ::1, false",
        "ipc, /tmp/kernel, false"
    })
    void onlyBeyondThisMachineAKeyIsRequired(String transport, String ip, boolean required) throws IOException {
        final var address = transport + "://" + ip + ":50000";
        assertThat(read(transport, ip, "secret").address("shell")).isEqualTo(address);
        if (required) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(transport, ip, ""))
                    .withMessageContainingAll("key", ip);
        } else {
            assertThat(read(transport, ip, "").address("shell")).isEqualTo(address);
        }
    }

    private Connection read(String transport, String ip, String key) throws IOException {
        final var file = Files.writeString(folder.resolve("connection.json"), """
                {"transport": "%s", "ip": "%s", "shell_port": 50000, "key": "%s", "signature_scheme": "hmac-sha256"}
                """.formatted(transport, ip, key));
        return Connection.read(file);
    }
}
