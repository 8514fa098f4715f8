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
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernels are replaced by classes that have the same names and behave alike, compiled for each test. */
class KernelsTest {
    @TempDir
    Path directory;

    private static final String JJAVA = "org.dflib.jjava.jupyter.kernel";
    private static final String IJAVA = "io.github.spencerpark.ijava.runtime";

    private static final Kernels.Output OUTPUT =
            new Kernels.Output("text/html", "<b>hello</b>", "hello", Map.of("application/x+json", List.of(1)));
    private static final Map<String, Object> SHOWN =
            Map.of("text/html", "<b>hello</b>", "text/plain", "hello", "application/x+json", List.of(1));

    private static final String BUNDLE = """
            public class DisplayData {
                public final java.util.Map<String, Object> data = new java.util.TreeMap<>();

                public void putText(String text) {
                    data.put("text/plain", text);
                }

                public void putData(String type, Object value) {
                    data.put(type, value);
                }
            }
            """;

    /** Makes a bundle whose text is the raw content, as the real kernels do. */
    private static final String STATICS = """
            public class %s {
                public static Object shown = "nothing";

                public static DisplayData render(Object value, String... types) {
                    DisplayData bundle = new DisplayData();
                    bundle.putText(String.valueOf(value));
                    for (String type : types) bundle.data.put(type, value);
                    return bundle;
                }

                public static String display(Object value) {
                    %s
                }
            }
            """;

    private static final String KERNEL = """
            public class %1$s {
                public static Object shown = "nothing";
                public static boolean running = true;

                public static %1$s %2$s() {
                    return %3$s(running ? new Hidden() : null);
                }

                private static final class Hidden extends %1$s {}

                public void display(DisplayData bundle) {
                    shown = bundle.data;
                }
            }
            """;

    /** IJava and JJava render what they display, even a bundle. */
    private static final String DISPLAYS_ANEW = "throw new AssertionError(\"rendered anew\");";

    private static final String TAKES_BUNDLES = "shown = ((DisplayData) value).data; return \"id\";";

    @Test
    void reachesEachKernelThatRuns() throws Exception {
        final var jjava = jjava();
        final var ijava = ijava(BUNDLE);
        final var bundled = bundled(TAKES_BUNDLES);

        assertThat(List.of(jjava, ijava, bundled)).allMatch(loader -> Kernels.display(loader, OUTPUT));
        assertThat(field(jjava, JJAVA + ".BaseKernel", "shown").get(null)).isEqualTo(SHOWN);
        assertThat(field(ijava, IJAVA + ".Kernel", "shown").get(null)).isEqualTo(SHOWN);
        assertThat(field(bundled, IJAVA + ".Display", "shown").get(null)).isEqualTo(SHOWN);
    }

    @Test
    void leavesOutTheDataWhereABundleTakesNone() throws Exception {
        final var loader = ijava(BUNDLE.replace("void putData", "void putSomethingElse"));

        assertThat(Kernels.display(loader, OUTPUT)).isTrue();
        final var shown = new TreeMap<>(SHOWN);
        shown.remove("application/x+json");
        assertThat(field(loader, IJAVA + ".Kernel", "shown").get(null)).isEqualTo(shown);
    }

    @Test
    void findsNoKernelWhereNoneRuns() throws Exception {
        final var jjava = jjava();
        field(jjava, JJAVA + ".BaseKernel", "running").set(null, false);
        final var ijava = ijava(BUNDLE);
        field(ijava, IJAVA + ".Kernel", "running").set(null, false);
        final var bundled = bundled("throw new IllegalStateException(\"no kernel\");");

        assertThat(List.of(jjava, ijava, bundled, ClassLoader.getPlatformClassLoader()))
                .noneMatch(loader -> Kernels.display(loader, OUTPUT));
    }

    @Test
    void goesOnToTheNextKernelWhereTheFirstDoesNotRun() throws Exception {
        final var jjava = jjava();
        field(jjava, JJAVA + ".BaseKernel", "running").set(null, false);
        final var both = load(
                IJAVA, jjava, Map.of("DisplayData", BUNDLE, "Display", STATICS.formatted("Display", TAKES_BUNDLES)));

        assertThat(Kernels.display(both, OUTPUT)).isTrue();
        assertThat(field(both, IJAVA + ".Display", "shown").get(null)).isEqualTo(SHOWN);
    }

    @Test
    void doesNotSwallowErrors() throws Exception {
        final var loader = bundled("throw new OutOfMemoryError(\"test\");");

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> Kernels.display(loader, OUTPUT));
    }

    private ClassLoader jjava() throws IOException {
        final var kernel = KERNEL.formatted("BaseKernel", "notebookKernel", "java.util.Objects.requireNonNull");
        final var statics = STATICS.formatted("BaseNotebookStatics", DISPLAYS_ANEW);
        return load(JJAVA, null, Map.of("DisplayData", BUNDLE, "BaseNotebookStatics", statics, "BaseKernel", kernel));
    }

    private ClassLoader ijava(String bundle) throws IOException {
        final var kernel = KERNEL.formatted("Kernel", "getKernelInstance", "");
        final var statics = STATICS.formatted("Display", DISPLAYS_ANEW);
        return load(IJAVA, null, Map.of("DisplayData", bundle, "Display", statics, "Kernel", kernel));
    }

    private ClassLoader bundled(String display) throws IOException {
        return load(IJAVA, null, Map.of("DisplayData", BUNDLE, "Display", STATICS.formatted("Display", display)));
    }

    private ClassLoader load(String packageName, ClassLoader parent, Map<String, String> sources) throws IOException {
        final var place = Files.createTempDirectory(directory, "kernel");
        final var arguments = new ArrayList<>(List.of("-d", place.toString(), "-proc:none"));
        for (final var source : sources.entrySet()) {
            final var file = place.resolve(source.getKey() + ".java");
            Files.writeString(file, "package " + packageName + ";\n" + source.getValue());
            arguments.add(file.toString());
        }
        final var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return new URLClassLoader(
                new URL[] {place.toUri().toURL()}, parent == null ? ClassLoader.getPlatformClassLoader() : parent);
    }

    private static Field field(ClassLoader loader, String type, String name) throws ReflectiveOperationException {
        return Class.forName(type, true, loader).getField(name);
    }
}
