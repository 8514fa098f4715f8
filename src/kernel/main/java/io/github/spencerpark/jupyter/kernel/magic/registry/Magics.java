package io.github.spencerpark.jupyter.kernel.magic.registry;

import io.github.gradwalk.kernel.magic.MagicCall;
import io.github.gradwalk.kernel.magic.MagicCommands;
import io.github.gradwalk.kernel.shell.JavaShell;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Where cells register magics of their own, and call any, as in IJava. */
public final class Magics {
    /** Runs {@code %name} with the arguments; returns its value, or {@code null}. */
    public <T> T applyLineMagic(String name, List<String> arguments) throws Exception {
        return run(new MagicCall(name, arguments, Optional.empty()));
    }

    /** Runs {@code %%name} with the arguments on the body; returns its value, or {@code null}. */
    public <T> T applyCellMagic(String name, List<String> arguments, String body) throws Exception {
        return run(new MagicCall(name, arguments, Optional.of(body)));
    }

    /** As {@link #applyLineMagic}, but a checked exception comes as the cause of a {@code RuntimeException}. */
    public <T> T lineMagic(String name, List<String> arguments) {
        return unchecked("line", name, () -> applyLineMagic(name, arguments));
    }

    /** As {@link #applyCellMagic}, but a checked exception comes as the cause of a {@code RuntimeException}. */
    public <T> T cellMagic(String name, List<String> arguments, String body) {
        return unchecked("cell", name, () -> applyCellMagic(name, arguments, body));
    }

    private static <T> T unchecked(String kind, String name, Callable<T> magic) {
        try {
            return magic.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new RuntimeException(kind + " magic " + name + ": " + e.getMessage(), e);
        }
    }

    /** Runs a magic as it is written in a cell; returns its value, or {@code null}. */
    public <T> T run(String written) throws Exception {
        return run(MagicCall.parse(written).forValue());
    }

    @SuppressWarnings("unchecked") // As in IJava, the caller decides which type it takes the value for.
    private static <T> T run(MagicCall call) throws Exception {
        try {
            return (T) JavaShell.current().magics().run(call);
        } catch (Exception e) {
            addCaller(e);
            throw e;
        }
    }

    /** Many magics run on a thread of their own, whose trace would not tell which line of a cell called them. */
    private static void addCaller(Exception failure) {
        final var trace = failure.getStackTrace();
        if (Arrays.stream(trace).noneMatch(frame -> frame.getClassName().startsWith("REPL."))) {
            final var caller = new Throwable().getStackTrace();
            failure.setStackTrace(Stream.of(trace, caller)
                    .flatMap(Arrays::stream)
                    .filter(frame -> !frame.getClassName().equals("java.lang.Thread"))
                    .toArray(StackTraceElement[]::new));
        }
    }

    public void registerLineMagic(String name, LineMagicFunction<?> magic) {
        register("%" + name, call -> magic.execute(call.arguments()));
    }

    public void registerCellMagic(String name, CellMagicFunction<?> magic) {
        register("%%" + name, call -> magic.execute(call.arguments(), body(call)));
    }

    public <T extends LineMagicFunction<?> & CellMagicFunction<?>> void registerLineCellMagic(String name, T magic) {
        registerLineMagic(name, magic);
        registerCellMagic(name, magic);
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

    private static void register(String name, MagicCommands.Command command) {
        JavaShell.current().registerMagic(name, command);
    }

    private static void register(Object owner, Method method) {
        Optional.ofNullable(method.getAnnotation(LineMagic.class))
                .ifPresent(line -> register("%", line.value(), line.aliases(), owner, method));
        Optional.ofNullable(method.getAnnotation(CellMagic.class))
                .ifPresent(cell -> register("%%", cell.value(), cell.aliases(), owner, method));
    }

    private static void register(String kind, String given, String[] aliases, Object owner, Method method) {
        Stream.concat(Stream.of(given.isEmpty() ? method.getName() : given), Stream.of(aliases))
                .forEach(name -> register(kind + name, call -> invoke(owner, method, call)));
    }

    private static Object invoke(Object owner, Method method, MagicCall call) throws Exception {
        try {
            return method.invoke(
                    owner,
                    Stream.of(method.getParameterTypes())
                            .map(type -> argument(type, call))
                            .toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** A method that is a magic takes any of these. */
    private static Object argument(Class<?> type, MagicCall call) {
        if (type == MagicCall.class) {
            return call;
        }
        return type.isAssignableFrom(String.class) ? body(call) : call.arguments();
    }

    /** Returns {@code null} for a magic on one line, as methods expect that are both. */
    private static String body(MagicCall call) {
        return call.body().orElse(null);
    }
}
