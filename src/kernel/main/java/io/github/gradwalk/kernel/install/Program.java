package io.github.gradwalk.kernel.install;

import java.io.IOException;

/** A program that has ended: its exit code, and what it printed. */
record Program(int code, String printed) {
    static Program run(String... command) throws IOException {
        final var process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            final var printed = new String(process.getInputStream().readAllBytes()).strip();
            return new Program(process.waitFor(), printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
