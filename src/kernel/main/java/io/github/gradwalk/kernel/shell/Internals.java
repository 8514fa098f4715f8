package io.github.gradwalk.kernel.shell;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reaches into JShell, where it keeps what no method of it gives. The jar's manifest opens its package. */
final class Internals {
    private static final Map<Name, Field> FOUND = new ConcurrentHashMap<>();

    private record Name(Class<?> type, String field) {}

    private Internals() {}

    /** Returns the value of the field of the field … of an object. */
    static Object get(Object owner, String... fields) throws ReflectiveOperationException {
        Object value = owner;
        for (var field : fields) {
            value = field(value.getClass(), field).get(value);
        }
        return value;
    }

    static void set(Object owner, String field, Object value) throws ReflectiveOperationException {
        field(owner.getClass(), field).set(owner, value);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        final var key = new Name(type, name);
        final var known = FOUND.get(key);
        if (known != null) {
            return known;
        }
        final var found = declared(type, name);
        // Throws an InaccessibleObjectException where the manifest has no effect, as in tests of classes.
        found.setAccessible(true);
        FOUND.put(key, found);
        return found;
    }

    private static Field declared(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (var field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }
}
