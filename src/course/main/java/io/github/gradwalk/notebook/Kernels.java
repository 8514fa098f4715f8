package io.github.gradwalk.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends outputs to the Java kernel that is running. It is found by name at run time, since the library is compiled against none.
 *
 * <p>IJava and JJava render a value into a bundle with an entry for each MIME type, but choose the text of the bundle themselves, and
 * their {@code display} renders even a bundle once more. Therefore the bundle is rendered, its text is replaced, data are added, and it is handed to the
 * kernel itself. The bundled kernel, which has IJava's class {@code Display}, takes a bundle as it is.
 */
final class Kernels {
    /**
     * What is shown: the content, the same as text, and data.
     *
     * @param data trees of maps, lists, texts, numbers and booleans, by MIME type
     */
    record Output(String type, String content, String text, Map<String, Object> data) {}

    /** The class with a kernel's static {@code render} and {@code display}, and the class and method that return the kernel itself. */
    private record Kernel(String statics, String holder, String instance) {}

    private static final List<Kernel> KNOWN = List.of(
            new Kernel(
                    "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics",
                    "org.dflib.jjava.jupyter.kernel.BaseKernel",
                    "notebookKernel"),
            new Kernel(
                    "io.github.spencerpark.ijava.runtime.Display",
                    "io.github.spencerpark.ijava.runtime.Kernel",
                    "getKernelInstance"));

    private Kernels() {}

    /** Shows {@code content} of the MIME type {@code type}, with {@code text} for readers who cannot see it. */
    static void show(String type, String content, String text) {
        show(type, content, text, Map.of());
    }

    /** Shows the same, and adds data, each value under its own MIME type, for programs that read the output. */
    static void show(String type, String content, String text, Map<String, Object> data) {
        final var output = new Output(type, content, text, data);
        final var own = Kernels.class.getClassLoader();
        final var context = Thread.currentThread().getContextClassLoader();
        if (!display(own, output) && (context == null || !display(context, output))) {
            System.out.println(text);
        }
    }

    /** Returns false if {@code loader} finds no kernel that is running. */
    static boolean display(ClassLoader loader, Output output) {
        return KNOWN.stream().anyMatch(kernel -> display(kernel, loader, output));
    }

    private static boolean display(Kernel kernel, ClassLoader loader, Output output) {
        try {
            final var statics = Class.forName(kernel.statics, true, loader);
            final var bundle = bundle(statics, output);
            final var instance = instance(kernel, loader);
            if (instance.isEmpty()) {
                statics.getMethod("display", Object.class).invoke(null, bundle);
                return true;
            }
            final var running = instance.get().invoke(null);
            if (running == null) {
                return false;
            }
            // The class of the kernel itself may not be public; the declared type is.
            final var declared = instance.get().getReturnType();
            declared.getMethod("display", bundle.getClass()).invoke(running, bundle);
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return false; // a kernel that is not running throws an exception
        } catch (ReflectiveOperationException e) {
            return false; // no kernel, or not this one
        }
    }

    private static Object bundle(Class<?> statics, Output output) throws ReflectiveOperationException {
        final var bundle = statics.getMethod("render", Object.class, String[].class)
                .invoke(null, output.content, new String[] {output.type});
        bundle.getClass().getMethod("putText", String.class).invoke(bundle, output.text);
        for (final var entry : output.data.entrySet()) {
            try {
                bundle.getClass()
                        .getMethod("putData", String.class, Object.class)
                        .invoke(bundle, entry.getKey(), entry.getValue());
            } catch (NoSuchMethodException e) {
                return bundle; // the reader sees the same without the data
            }
        }
        return bundle;
    }

    /** How to get the kernel itself, if the kernel offers a way. */
    private static Optional<Method> instance(Kernel kernel, ClassLoader loader) throws NoSuchMethodException {
        try {
            return Optional.of(Class.forName(kernel.holder, true, loader).getMethod(kernel.instance));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
