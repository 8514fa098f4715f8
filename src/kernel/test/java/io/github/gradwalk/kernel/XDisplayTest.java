package io.github.gradwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class XDisplayTest {
    @Test
    void aDisplayWithoutAServerIsGone() {
        assertThat(XDisplay.isGone(":4321")).isTrue();
        assertThat(XDisplay.isGone("unix:4321.0")).isTrue();
        assertThat(XDisplay.isGone("127.0.0.1:4321.0")).isTrue();
    }

    @Test
    void aDisplayThatAnswersIsThere() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(XDisplay.isGone("127.0.0.1:" + (server.getLocalPort() - 6000)))
                    .isFalse();
        }
    }

    @Test
    void whatIsNotUnderstoodIsLeftToJava() {
        assertThat(XDisplay.isGone("/private/tmp/launch.x/org.xquartz:0")).isFalse();
        assertThat(XDisplay.isGone("nonsense")).isFalse();
    }
}
