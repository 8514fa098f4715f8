package io.github.gradwalk.kernel.shell;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variables of cells: static fields of the classes into which JShell puts each snippet. */
final class CellVariables {
    private static final Pattern CLASS_OF_A_SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

    private final ClassLoader loader;
    private final List<String> classNames = new CopyOnWriteArrayList<>();

    /** A variable that holds an object, and how large that seems, by what can be told at once. */
    record Variable(Field field, long apparentSize) {
        String name() {
            return field.getName();
        }

        void clear() {
            try {
                field.set(null, null);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }

    CellVariables(ClassLoader loader) {
        this.loader = loader;
    }

    /** Takes the name of any class that was loaded. */
    void add(String className) {
        if (CLASS_OF_A_SNIPPET.matcher(className).matches()) {
            classNames.add(className);
        }
    }

    /** Returns all of them: first those that the code names and, among these and the others, the largest. */
    List<Variable> likeliestFirst(String code) {
        final var words = Pattern.compile("\\W+").splitAsStream(code).toList();
        return classNames.stream()
                .flatMap(this::fields)
                .flatMap(CellVariables::variable)
                .sorted(Comparator.comparing((Variable variable) -> !words.contains(variable.name()))
                        .thenComparing(variable -> -variable.apparentSize()))
                .toList();
    }

    private Stream<Field> fields(String className) {
        try {
            return Arrays.stream(Class.forName(className, true, loader).getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers()))
                    .filter(field -> !field.getType().isPrimitive());
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    private static Stream<Variable> variable(Field field) {
        try {
            field.setAccessible(true);
            final var value = field.get(null);
            return value == null ? Stream.empty() : Stream.of(new Variable(field, size(value)));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static long size(Object value) {
        if (value.getClass().isArray()) {
            return Array.getLength(value);
        } else if (!value.getClass().getModule().isNamed()) {
            // A method of a cell's or a library's own class may do anything.
            return 1;
        }
        return value instanceof Collection<?> all
                ? all.size()
                : value instanceof Map<?, ?> map ? map.size() : value instanceof CharSequence text ? text.length() : 1;
    }
}
