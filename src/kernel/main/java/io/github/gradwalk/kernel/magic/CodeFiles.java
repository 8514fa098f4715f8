package io.github.gradwalk.kernel.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the code of files and notebooks within a cell. */
public final class CodeFiles {
    /** Runs code under the name that errors give it; returns its result, or {@code null}. */
    @FunctionalInterface
    public interface Evaluator {
        Object evaluate(String name, String code) throws Exception;
    }

    private static final List<String> ENDINGS = List.of(".jshell", ".jsh", ".java", ".jjava", ".ipynb");

    private CodeFiles() {}

    /** Runs the named file, whose ending may be omitted; there is no result. */
    static Object load(MagicCall call, Evaluator evaluator) throws Exception {
        if (call.arguments().isEmpty()) {
            throw new IllegalArgumentException("expected one file, such as: %load tools.jshell");
        }
        // More than one: a path with spaces.
        final var given =
                Path.of(call.arguments().size() == 1 ? call.arguments().get(0) : call.written());
        run(Files.isRegularFile(given) ? given : withEnding(given), evaluator);
        return null;
    }

    private static Path withEnding(Path given) {
        return ENDINGS.stream()
                .map(ending -> Path.of(given + ending))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no file " + given.toAbsolutePath() + ", with or without an ending of " + ENDINGS));
    }

    /** Runs the code of a file, which may be a notebook. */
    public static void run(Path file, Evaluator evaluator) throws Exception {
        final var name = file.getFileName().toString();
        final var text = Files.readString(file);
        if (name.endsWith(".ipynb")) {
            runNotebook(name, JsonParser.parseString(text).getAsJsonObject(), evaluator);
        } else {
            evaluator.evaluate(name, text);
        }
    }

    private static void runNotebook(String name, JsonObject notebook, Evaluator evaluator) throws Exception {
        int number = 0;
        for (var element : notebook.getAsJsonArray("cells")) {
            final var cell = element.getAsJsonObject();
            if (cell.get("cell_type").getAsString().equals("code")) {
                number++;
                evaluator.evaluate(name + ", code cell " + number, source(cell.get("source")));
            }
        }
    }

    private static String source(JsonElement source) {
        return source.isJsonArray()
                ? source.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining())
                : source.getAsString();
    }
}
