package io.github.gradwalk.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets AWT do without a display that is not there. If {@code DISPLAY} names an X server that has gone, such as that of an ended
 * remote login, AWT fails for good, even if all that it is asked for is fonts.
 */
final class XDisplay {
    private static final Pattern ADDRESS = Pattern.compile("(.*):(\\d+)(\\.\\d+)?");
    private static final int FIRST_PORT = 6000;
    private static final int PATIENCE = 300; // milliseconds

    private XDisplay() {}

    /** Must be called before the first use of AWT. */
    static void doWithoutIfGone() {
        final String display = System.getenv("DISPLAY");
        if (System.getProperty("java.awt.headless") == null && display != null && isGone(display)) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    static boolean isGone(String display) {
        final Matcher parts = ADDRESS.matcher(display);
        if (!parts.matches() || parts.group(1).startsWith("/")) {
            return false;
        }
        if (parts.group(1).isEmpty() || parts.group(1).equals("unix")) {
            return !Files.exists(Path.of("/tmp/.X11-unix/X" + parts.group(2)));
        }
        try (Socket socket = new Socket()) {
            final int port = FIRST_PORT + Integer.parseInt(parts.group(2));
            socket.connect(new InetSocketAddress(parts.group(1), port), PATIENCE);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
