package io.github.gradwalk.kernel.install;

import io.github.gradwalk.kernel.protocol.Client;
import io.github.gradwalk.kernel.protocol.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets the installed kernel run a few cells as for a client, and keep the classes that it needed in its archive as it ends. */
final class Rehearsal {
    private static final int PATIENCE_SECONDS = 120;
    private static final List<String> CELLS = List.of(
            "import java.awt.geom.*;\nvar list = List.of(1, 2).stream().map(x -> x + 1).toList();\nlist",
            "record Pair(int a, double b) {}\nint twice(int n) { return 2 * n; }\nSystem.out.println(new Pair(twice(1), 2));",
            "display(\"<b>shown</b>\", \"text/html\");",
            "int broken = ;",
            "Integer.parseInt(\"x\")");

    private Rehearsal() {}

    /** Throws {@code IOException} that says why there is no archive; then no file is left of it. */
    static void archive(KernelSpec spec) throws IOException {
        final var fresh = spec.archive().resolveSibling("classes.jsa.new");
        final var connectionFile = Files.createTempFile("gradwalk-kernel", ".json");
        try {
            final var connection = Connection.onFreePorts();
            Files.writeString(connectionFile, connection.json().toString());
            final var command = spec.command(connectionFile.toString());
            command.replaceAll(
                    word -> word.startsWith(KernelSpec.ARCHIVE_OPTION) ? "-XX:ArchiveClassesAtExit=" + fresh : word);
            rehearse(command, connection);
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

    private static void rehearse(List<String> command, Connection connection) throws IOException {
        final var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // What the user wants to run at the start is no part of the rehearsal.
        builder.environment().keySet().removeIf(name -> name.matches("(IJAVA|JJAVA)_.*"));
        builder.environment().putAll(KernelSpec.ENVIRONMENT);
        builder.environment().put("JPY_PARENT_PID", "" + ProcessHandle.current().pid());
        final var kernel = builder.start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(kernel::destroyForcibly);
        try (var client = new Client(connection, kernel::isAlive)) {
            client.ask("shell", "kernel_info_request", Map.of());
            for (var cell : CELLS) {
                client.ask("shell", "execute_request", Map.of("code", cell));
            }
            client.ask("shell", "complete_request", Map.of("code", "Math.sq", "cursor_pos", 7));
            client.ask("control", "shutdown_request", Map.of());
            kernel.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            kernel.destroyForcibly();
        }
    }
}
