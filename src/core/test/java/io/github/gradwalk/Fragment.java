package io.github.gradwalk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * What the tests of one class found, for docs/trust.md. If one of them fails or is skipped, nothing is written, and what was found before
 * is gone.
 */
public final class Fragment implements BeforeAllCallback, TestWatcher, AfterAllCallback {
    private static final Path FOLDER = Path.of(System.getProperty("gradwalk.trust", "target/trust"));

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private boolean allPassed = true;

    public Fragment(String name) {
        file = FOLDER.resolve(name + ".md");
    }

    /** Adds a line of a table. */
    public void row(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    /** The lines are in their own order, whichever test came first. */
    public void sort() {
        lines.sort(Comparator.naturalOrder());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        allPassed = false;
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        allPassed = false;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (allPassed && !lines.isEmpty()) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, String.join("\n", lines) + "\n");
        }
    }
}
