package io.github.spencerpark.jupyter.kernel.magic.common;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagic;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagic;
import java.io.IOException;
import java.util.List;

/** The magic {@code sh}, which runs a shell command; a notebook that wants it registers it. */
public final class Shell {
    private Shell() {}

    /** Runs the command and prints what it prints. Throws {@code IOException} when it fails. */
    @LineMagic
    public static void sh(List<String> words) throws IOException, InterruptedException {
        run(List.of("sh", "-c", String.join(" ", words)));
    }

    /** Runs the lines and prints what they print. Throws {@code IOException} when the last one fails. */
    @CellMagic
    public static void sh(List<String> words, String lines) throws IOException, InterruptedException {
        run(List.of("sh", "-c", lines));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        final var process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(System.out);
            if (process.waitFor() != 0) {
                throw new IOException("the command ended with exit code " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
