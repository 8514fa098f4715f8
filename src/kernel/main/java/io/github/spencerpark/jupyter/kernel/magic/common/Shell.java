package io.github.spencerpark.jupyter.kernel.magic.common;

import io.github.gradwalk.kernel.magic.MagicCall;
import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagic;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The magic {@code sh}, which runs a shell command; a notebook that wants it registers this class. */
public final class Shell {
    private Shell() {}

    /** Runs a command without a shell, whatever its exit code; returns the lines that it prints. */
    public static List<String> sh(List<String> command) throws IOException, InterruptedException {
        return lines(command);
    }

    /** Returns the lines that the command prints; if nothing takes them, prints them and throws {@code IOException} when it fails. */
    @LineMagic("sh")
    public static List<String> line(MagicCall call) throws IOException, InterruptedException {
        final var command = List.of("sh", "-c", call.written());
        return call.isValueTaken() ? lines(command) : printed(command);
    }

    /** Runs the lines of the body and prints what they print. Throws {@code IOException} when the last one fails. */
    @CellMagic("sh")
    public static List<String> cell(MagicCall call) throws IOException, InterruptedException {
        return printed(List.of("sh", "-c", call.body().orElseThrow()));
    }

    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        final var output = new ByteArrayOutputStream();
        run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD), output);
        return new ArrayList<>(output.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static List<String> printed(List<String> command) throws IOException, InterruptedException {
        final int code = run(new ProcessBuilder(command).redirectErrorStream(true), System.out);
        if (code != 0) {
            throw new IOException("the command ended with exit code " + code);
        }
        return List.of();
    }

    private static int run(ProcessBuilder builder, OutputStream output) throws IOException, InterruptedException {
        final var process = builder.start();
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(output);
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
