package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernels are stood in for by classes of the same names and the same habits, compiled for each test. */
class KernelsTest {

    @TempDir
    Path directory;

    /** A bundle that, like the real ones, starts with the raw content as its text. */
    private static final String BUNDLE = """
            package %s;

            public class DisplayData {
                public final java.util.Map<String, Object> data = new java.util.TreeMap<>();

                public DisplayData(String text) {
                    putText(text);
                }

                public void putText(String text) {
                    data.put("text/plain", text);
                }
            }
            """;

    /** Renders what it displays, even a bundle, as IJava and JJava do. */
    private static final String STATICS = """
            package %1$s;

            import %2$s.DisplayData;

            public class %3$s {
                public static DisplayData render(Object value) {
                    return new DisplayData(String.valueOf(value));
                }

                public static DisplayData render(Object value, String... types) {
                    DisplayData bundle = render(value);
                    for (String type : types) {
                        bundle.data.put(type, value);
                    }
                    return bundle;
                }

                public static String display(Object value) {
                    %4$s.display(render(value));
                    return "a random id";
                }
            }
            """;

    private static final String KERNEL = """
            package %1$s;

            import %2$s.DisplayData;

            public class %3$s {
                public static Object shown = "nothing";
                public static boolean running = true;

                public static %3$s %4$s() {
                    %5$s
                }

                private static final class Hidden extends %3$s {}

                public void display(DisplayData bundle) {
                    shown = bundle.data;
                }
            }
            """;

    private static final String JJAVA = "org.dflib.jjava.jupyter.kernel";
    private static final String IJAVA = "io.github.spencerpark.ijava.runtime";
    private static final String IJAVA_DISPLAY = "io.github.spencerpark.jupyter.kernel.display";

    private static final Map<String, Object> BOTH = Map.of("text/html", "<b>hello</b>", "text/plain", "hello");

    @Test
    void reachesJJava() throws Exception {
        ClassLoader loader = jjava();

        assertThat(Kernels.display(loader, "text/html", "<b>hello</b>", "hello"))
                .isTrue();
        assertThat(shown(loader, JJAVA + ".BaseKernel")).isEqualTo(BOTH);
    }

    @Test
    void reachesIJava() throws Exception {
        ClassLoader loader = ijava();

        assertThat(Kernels.display(loader, "text/html", "<b>hello</b>", "hello"))
                .isTrue();
        assertThat(shown(loader, IJAVA + ".Kernel")).isEqualTo(BOTH);
    }

    @Test
    void reachesTheBundledKernelWhichTakesBundles() throws Exception {
        ClassLoader loader = bundled("shown = ((DisplayData) value).data; return \"id\";");

        assertThat(Kernels.display(loader, "text/html", "<b>hello</b>", "hello"))
                .isTrue();
        assertThat(shown(loader, IJAVA + ".Display")).isEqualTo(BOTH);
    }

    @Test
    void findsNoKernelWhereNoneIsOnTheClassPath() {
        assertThat(Kernels.display(ClassLoader.getPlatformClassLoader(), "text/html", "<b>hello</b>", "hello"))
                .isFalse();
    }

    @Test
    void findsNoKernelWhereNoneRuns() throws Exception {
        ClassLoader jjava = jjava();
        stop(jjava, JJAVA + ".BaseKernel");
        ClassLoader ijava = ijava();
        stop(ijava, IJAVA + ".Kernel");
        ClassLoader bundled = bundled("throw new IllegalStateException(\"no kernel\");");

        assertThat(List.of(jjava, ijava, bundled))
                .noneMatch(loader -> Kernels.display(loader, "text/html", "<b>hello</b>", "hello"));
    }

    @Test
    void goesOnToTheNextKernelWhereTheFirstDoesNotRun() throws Exception {
        ClassLoader jjava = jjava();
        stop(jjava, JJAVA + ".BaseKernel");
        ClassLoader both = new URLClassLoader(
                new URL[] {compile(bundledSources("shown = ((DisplayData) value).data; return \"id\";"))}, jjava);

        assertThat(Kernels.display(both, "text/html", "<b>hello</b>", "hello")).isTrue();
        assertThat(shown(both, IJAVA + ".Display")).isEqualTo(BOTH);
    }

    @Test
    void doesNotSwallowErrors() throws Exception {
        ClassLoader loader = bundled("throw new OutOfMemoryError(\"test\");");

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> Kernels.display(loader, "text/html", "<b>hello</b>", "hello"));
    }

    private ClassLoader jjava() throws IOException {
        String display = JJAVA + ".display";
        return load(Map.of(
                "DisplayData", BUNDLE.formatted(display),
                "BaseNotebookStatics",
                        STATICS.formatted(JJAVA, display, "BaseNotebookStatics", "BaseKernel.notebookKernel()"),
                "BaseKernel",
                        KERNEL.formatted(
                                JJAVA,
                                display,
                                "BaseKernel",
                                "notebookKernel",
                                "return java.util.Objects.requireNonNull(running ? new Hidden() : null);")));
    }

    private ClassLoader ijava() throws IOException {
        return load(Map.of(
                "DisplayData", BUNDLE.formatted(IJAVA_DISPLAY),
                "Display", STATICS.formatted(IJAVA, IJAVA_DISPLAY, "Display", "Kernel.getKernelInstance()"),
                "Kernel",
                        KERNEL.formatted(
                                IJAVA,
                                IJAVA_DISPLAY,
                                "Kernel",
                                "getKernelInstance",
                                "return running ? new Hidden() : null;")));
    }

    private ClassLoader bundled(String display) throws IOException {
        return load(bundledSources(display));
    }

    private static Map<String, String> bundledSources(String display) {
        String statics = """
                package %s;

                import %s.DisplayData;

                public class Display {
                    public static Object shown = "nothing";

                    public static DisplayData render(Object value, String... types) {
                        DisplayData bundle = new DisplayData(String.valueOf(value));
                        bundle.data.put(types[0], value);
                        return bundle;
                    }

                    public static String display(Object value) {
                        %s
                    }
                }
                """;
        return Map.of(
                "DisplayData", BUNDLE.formatted(IJAVA_DISPLAY),
                "Display", statics.formatted(IJAVA, IJAVA_DISPLAY, display));
    }

    private ClassLoader load(Map<String, String> sources) throws IOException {
        return new URLClassLoader(new URL[] {compile(sources)}, ClassLoader.getPlatformClassLoader());
    }

    private URL compile(Map<String, String> sources) throws IOException {
        Path place = Files.createTempDirectory(directory, "kernel");
        List<String> arguments = new ArrayList<>(List.of("-d", place.toString(), "-proc:none"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = place.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return place.toUri().toURL();
    }

    private static Object shown(ClassLoader loader, String type) throws ReflectiveOperationException {
        return field(loader, type, "shown").get(null);
    }

    private static void stop(ClassLoader loader, String type) throws ReflectiveOperationException {
        field(loader, type, "running").set(null, false);
    }

    private static Field field(ClassLoader loader, String type, String name) throws ReflectiveOperationException {
        return Class.forName(type, true, loader).getField(name);
    }
}
