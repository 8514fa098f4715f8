package io.github.gradwalk.bench;

import io.github.gradwalk.bench.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A contender's worker at work. What it writes besides its answers goes to a log. */
final class Session implements AutoCloseable {
    private static final Path LOGS = Path.of("target/bench/log");

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream requests;
    private final Path log;
    private final String settings;

    /** @throws IOException if the worker cannot be started or ends before it says what it is, with its reason as message */
    Session(Contender contender) throws IOException {
        log = Files.createDirectories(LOGS).resolve(contender.name().replaceAll("\\W+", "-") + ".log");
        process = new ProcessBuilder(contender.command())
                .redirectError(log.toFile())
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        settings = answer();
    }

    /** What the worker said that it is. */
    String settings() {
        return settings;
    }

    double[] ask(String request) throws IOException {
        requests.println(request);
        return Arrays.stream(answer().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Override
    public void close() {
        requests.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String answer() throws IOException {
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Worker.ANSWER)) {
                return line.substring(Worker.ANSWER.length());
            }
        }
        throw new IOException(lastWords().orElse("it ended, see " + log));
    }

    /** The last line of the log that is not a place in a program. */
    private Optional<String> lastWords() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .reduce((earlier, later) -> later)
                .map(line -> line.replace("Exception in thread \"main\" ", ""));
    }
}
