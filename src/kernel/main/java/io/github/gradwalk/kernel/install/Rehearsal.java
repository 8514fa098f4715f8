package io.github.gradwalk.kernel.install;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Lets the installed kernel run a few cells as for a client, and keep the classes that it needed in its archive as it ends. */
final class Rehearsal {
    private static final String KEY = "rehearsal";
    private static final int PATIENCE_SECONDS = 120;
    private static final int LOOK_AGAIN_MILLIS = 200;
    private static final List<String> CELLS = List.of(
            "import java.awt.geom.*;\nvar list = Stream.of(1, 2).map(x -> x + 1).toList();\nlist",
            "record Pair(int a, double b) {}\nint twice(int n) { return 2 * n; }\nSystem.out.println(new Pair(twice(1), 2));",
            "display(\"<b>shown</b>\", \"text/html\");",
            "int broken = ;",
            "Integer.parseInt(\"x\")");

    private final Process kernel;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);

    private Rehearsal(Process kernel) {
        this.kernel = kernel;
    }

    /** Throws {@code IOException} that says why there is no archive; then no file is left of it. */
    static void archive(KernelSpec spec) throws IOException {
        final var fresh = spec.archive().resolveSibling("classes.jsa.new");
        final var connectionFile = Files.createTempFile("gradwalk-kernel", ".json");
        try {
            final var connection = connection();
            Files.writeString(connectionFile, new Gson().toJson(connection));
            final var command = spec.command(connectionFile.toString()).stream()
                    .map(word ->
                            word.startsWith(KernelSpec.ARCHIVE_OPTION) ? "-XX:ArchiveClassesAtExit=" + fresh : word)
                    .toList();
            final var kernel = start(command);
            try {
                new Rehearsal(kernel).run(connection);
            } finally {
                kernel.destroyForcibly();
            }
            if (!Files.exists(fresh)) {
                throw new IOException("this Java made none");
            }
            // As Java leaves it, Windows would not let it be deleted.
            fresh.toFile().setWritable(true);
            Files.move(fresh, spec.archive(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.delete(connectionFile);
            Files.deleteIfExists(fresh);
        }
    }

    private static Map<String, Object> connection() throws IOException {
        final Map<String, Object> connection = new LinkedHashMap<>(
                Map.of("transport", "tcp", "ip", "127.0.0.1", "key", KEY, "signature_scheme", "hmac-sha256"));
        for (var channel : List.of("shell", "iopub", "stdin", "control", "hb")) {
            try (var free = new ServerSocket(0)) {
                connection.put(channel + "_port", free.getLocalPort());
            }
        }
        return connection;
    }

    private static Process start(List<String> command) throws IOException {
        final var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // What the user wants to run at the start is no part of the rehearsal.
        builder.environment().keySet().removeIf(name -> name.matches("(IJAVA|JJAVA)_.*"));
        builder.environment().putAll(KernelSpec.ENVIRONMENT);
        builder.environment()
                .put("JPY_PARENT_PID", String.valueOf(ProcessHandle.current().pid()));
        return builder.start();
    }

    private void run(Map<String, Object> connection) throws IOException {
        try (var context = new ZContext()) {
            final var iopub = connect(context, SocketType.SUB, connection.get("iopub_port"));
            iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
            final var shell = connect(context, SocketType.DEALER, connection.get("shell_port"));
            ask(shell, "kernel_info_request", Map.of());
            for (var cell : CELLS) {
                ask(shell, "execute_request", Map.of("code", cell));
            }
            ask(shell, "complete_request", Map.of("code", "Math.sq", "cursor_pos", 7));
            ask(connect(context, SocketType.DEALER, connection.get("control_port")), "shutdown_request", Map.of());
            if (!kernel.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the kernel did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static ZMQ.Socket connect(ZContext context, SocketType type, Object port) {
        final var socket = context.createSocket(type);
        socket.setReceiveTimeOut(LOOK_AGAIN_MILLIS);
        socket.setLinger(0);
        socket.connect("tcp://127.0.0.1:" + port);
        return socket;
    }

    /** Sends a request and waits for the whole of its reply. */
    private void ask(ZMQ.Socket socket, String type, Map<String, ?> content) throws IOException {
        final var id = UUID.randomUUID().toString();
        final var header =
                Map.of("msg_id", id, "session", KEY, "username", KEY, "date", "", "msg_type", type, "version", "5.3");
        final var parts = List.of(new Gson().toJson(header), "{}", "{}", new Gson().toJson(content));
        socket.sendMore("<IDS|MSG>");
        socket.sendMore(sign(String.join("", parts)));
        parts.subList(0, 3).forEach(socket::sendMore);
        socket.send(parts.get(3));
        while (socket.recv() == null) {
            if (!kernel.isAlive() || System.nanoTime() > end) {
                throw new IOException(kernel.isAlive() ? "the kernel does not answer" : "the kernel does not start");
            }
        }
        while (socket.hasReceiveMore()) {
            socket.recv();
        }
    }

    private static String sign(String message) {
        try {
            final var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
