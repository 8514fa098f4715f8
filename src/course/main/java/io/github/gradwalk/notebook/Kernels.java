package io.github.gradwalk.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * The way to the client of whichever Java kernel runs, found by name at run time: the library is compiled against none.
 *
 * <p>IJava and JJava render a value into a bundle of several MIME types but cannot be told the bundle's text, and what
 * they {@code display} they render anew. So the bundle is rendered, given its text, and handed to the kernel itself. The
 * bundled kernel, which has IJava's class {@code Display}, takes a bundle as it is.
 */
final class Kernels {

    /** Where a kernel has its static {@code render} and {@code display}, and where it has itself. */
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

    /** Shows {@code content}, which is of the MIME type {@code type}, with {@code text} for those who cannot see it. */
    static void show(String type, String content, String text) {
        ClassLoader own = Kernels.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (!display(own, type, content, text) && (context == null || !display(context, type, content, text))) {
            System.out.println(text);
        }
    }

    /** Returns false where {@code loader} knows no kernel that runs. */
    static boolean display(ClassLoader loader, String type, String content, String text) {
        return KNOWN.stream().anyMatch(kernel -> display(kernel, loader, type, content, text));
    }

    private static boolean display(Kernel kernel, ClassLoader loader, String type, String content, String text) {
        try {
            Class<?> statics = Class.forName(kernel.statics, true, loader);
            Object bundle = statics.getMethod("render", Object.class, String[].class)
                    .invoke(null, content, new String[] {type});
            bundle.getClass().getMethod("putText", String.class).invoke(bundle, text);
            Optional<Method> instance = instance(kernel, loader);
            if (instance.isEmpty()) {
                statics.getMethod("display", Object.class).invoke(null, bundle);
                return true;
            }
            Object running = instance.get().invoke(null);
            if (running == null) {
                return false;
            }
            // The declared type is public, which the kernel's own need not be.
            Class<?> declared = instance.get().getReturnType();
            declared.getMethod("display", bundle.getClass()).invoke(running, bundle);
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return false; // this is how a kernel says that it does not run
        } catch (ReflectiveOperationException e) {
            return false; // not this kernel, or none that we know
        }
    }

    /** How to get at the kernel itself, where that is offered. */
    private static Optional<Method> instance(Kernel kernel, ClassLoader loader) throws NoSuchMethodException {
        try {
            return Optional.of(Class.forName(kernel.holder, true, loader).getMethod(kernel.instance));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
