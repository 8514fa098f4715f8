package io.github.gradwalk.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks for a Python that has a module. */
final class Python {
    private Python() {}

    /** Returns the first of these that has the module; if none has, the last, whose worker then says what is missing. */
    static String with(String module, List<String> pythons) {
        final Optional<String> found =
                pythons.stream().filter(python -> has(python, module)).findFirst();
        return found.orElse(pythons.get(pythons.size() - 1));
    }

    private static boolean has(String python, String module) {
        try {
            return new ProcessBuilder(python, "-c", "import " + module)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such Python
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
