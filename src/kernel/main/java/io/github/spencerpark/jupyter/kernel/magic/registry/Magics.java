package io.github.spencerpark.jupyter.kernel.magic.registry;

import io.github.gradwalk.kernel.shell.JavaShell;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where cells register magics of their own, as in IJava. */
public final class Magics {
    public <T> void registerLineMagic(String name, LineMagicFunction<T> magic) {
        JavaShell.current().registerMagic("%" + name, call -> magic.execute(call.arguments()));
    }

    public <T> void registerCellMagic(String name, CellMagicFunction<T> magic) {
        JavaShell.current()
                .registerMagic(
                        "%%" + name,
                        call -> magic.execute(call.arguments(), call.body().orElseThrow()));
    }

    /** Registers the annotated static methods of a class. */
    public void registerMagics(Class<?> type) {
        Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .forEach(method -> register(null, method));
    }

    /** Registers the annotated methods of an object. */
    public void registerMagics(Object owner) {
        Arrays.stream(owner.getClass().getMethods()).forEach(method -> register(owner, method));
    }

    private void register(Object owner, Method method) {
        final var line = method.getAnnotation(LineMagic.class);
        if (line != null) {
            names(line.value(), line.aliases(), method)
                    .forEach(name -> registerLineMagic(name, arguments -> invoke(owner, method, arguments)));
        }
        final var cell = method.getAnnotation(CellMagic.class);
        if (cell != null) {
            names(cell.value(), cell.aliases(), method)
                    .forEach(name ->
                            registerCellMagic(name, (arguments, body) -> invoke(owner, method, arguments, body)));
        }
    }

    private static Stream<String> names(String name, String[] aliases, Method method) {
        return Stream.concat(Stream.of(name.isEmpty() ? method.getName() : name), Stream.of(aliases));
    }

    private static Object invoke(Object owner, Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(owner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** A magic on one line. */
    @FunctionalInterface
    public interface LineMagicFunction<T> {
        T execute(List<String> arguments) throws Exception;
    }

    /** A magic on the rest of a cell. */
    @FunctionalInterface
    public interface CellMagicFunction<T> {
        T execute(List<String> arguments, String body) throws Exception;
    }
}
