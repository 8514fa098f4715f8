package io.github.gradwalk.kernel.shell;

import io.github.gradwalk.kernel.magic.MagicCall;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings from environment variables, which are named as in IJava ({@code IJAVA_…}) or JJava ({@code JJAVA_…}). */
public record Settings(
        List<String> classPath,
        List<String> compilerOptions,
        Optional<Duration> timeout,
        List<String> startupFiles,
        Optional<String> startupScript) {
    /** Set by the installer when the virtual machine has preview features enabled. */
    private static final String PREVIEW = "gradwalk.kernel.preview";

    private static final Pattern TIMEOUT = Pattern.compile("(-?\\d+)\\s*([A-Za-z]*)");

    /** A timeout without a unit is in milliseconds; one unlike {@code 30 SECONDS} or {@code 500} is an {@code IllegalArgumentException}. */
    public static Settings of(UnaryOperator<String> environment) {
        return new Settings(
                paths(variable(environment, "CLASSPATH")),
                compilerOptions(environment),
                variable(environment, "TIMEOUT").map(Settings::timeout).filter(time -> !time.isNegative()),
                paths(variable(environment, "STARTUP_SCRIPTS_PATH")),
                variable(environment, "STARTUP_SCRIPT"));
    }

    private static List<String> compilerOptions(UnaryOperator<String> environment) {
        final var feature = String.valueOf(Runtime.version().feature());
        final var preview = Boolean.getBoolean(PREVIEW)
                ? Stream.of("--enable-preview", "--source", feature)
                : Stream.<String>empty();
        final var others =
                variable(environment, "COMPILER_OPTS").map(MagicCall::words).orElse(List.of());
        return Stream.concat(preview, others.stream()).toList();
    }

    private static Optional<String> variable(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply("IJAVA_" + name))
                .or(() -> Optional.ofNullable(environment.apply("JJAVA_" + name)))
                .filter(value -> !value.isBlank());
    }

    private static List<String> paths(Optional<String> value) {
        return value.map(paths -> Arrays.stream(paths.split(File.pathSeparator))
                        .filter(path -> !path.isBlank())
                        .toList())
                .orElse(List.of());
    }

    private static Duration timeout(String text) {
        final var matcher = TIMEOUT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "timeout " + text + ": expected a number and a unit, such as 30 SECONDS");
        }
        final var unit = matcher.group(2).isEmpty()
                ? TimeUnit.MILLISECONDS
                : TimeUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        return Duration.of(Long.parseLong(matcher.group(1)), unit.toChronoUnit());
    }
}
