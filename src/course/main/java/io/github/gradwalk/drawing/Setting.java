package io.github.gradwalk.drawing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One setting of XChart's, found by the names of its getter and setter, since each kind of chart has others. */
record Setting(Object owner, Method getter, Method setter) {

    /** All settings of a styler or a series. */
    static List<Setting> of(Object owner) {
        return Arrays.stream(owner.getClass().getMethods())
                .filter(getter ->
                        getter.getParameterCount() == 0 && !getter.getName().equals("getTheme"))
                .flatMap(getter -> setters(owner, getter))
                .toList();
    }

    private static Stream<Setting> setters(Object owner, Method getter) {
        final String name = getter.getName().replaceFirst("^(get|is)", "set");
        try {
            return Stream.of(new Setting(owner, getter, owner.getClass().getMethod(name, getter.getReturnType())));
        } catch (NoSuchMethodException e) {
            return Stream.empty();
        }
    }

    /** Returns an action that gives the setting the value that it has now. */
    Runnable restorer() {
        final Object value = value();
        return () -> set(value);
    }

    Object value() {
        try {
            return getter.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(getter + " of XChart cannot be called", e);
        }
    }

    /** Sets a value that is not set yet: some setters change other settings too. */
    void set(Object value) {
        if (!Objects.equals(value(), value)) {
            try {
                setter.invoke(owner, value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(setter + " of XChart cannot be called", e);
            }
        }
    }
}
