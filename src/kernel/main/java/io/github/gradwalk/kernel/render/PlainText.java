package io.github.gradwalk.kernel.render;

import java.awt.image.RenderedImage;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Vector;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Writes values as text, of which a reader sees the beginning: of a collection, a map or an array its first entries and how many there are,
 * of a text its first characters and how many are left out. What is shorter reads as {@code toString} has it, and arrays as JShell does.
 */
public final class PlainText {
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_CHARACTERS = 50_000;

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    public static String of(Object value) {
        if (value instanceof RenderedImage image) {
            return "image, " + image.getWidth() + " × " + image.getHeight();
        }
        final var writer = new PlainText();
        writer.write(value);
        return writer.text.toString();
    }

    private void write(Object value) {
        if (value != null && value.getClass().isArray()) {
            writeArray(value);
        } else if (isWrittenHere(value)) {
            writeGroup(value);
        } else {
            writeBeginning(String.valueOf((Object) String.valueOf(value))); // toString may return null
        }
    }

    /** Whether the value is a collection or a map with the text that Java gives to all of them, not one of its own. */
    private static boolean isWrittenHere(Object value) {
        if (!(value instanceof Collection || value instanceof Map)) {
            return false;
        }
        try {
            final var declared = value.getClass().getMethod("toString").getDeclaringClass();
            return declared.getPackageName().startsWith("java.util");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private void writeGroup(Object group) {
        if (isLockedByItsReaders(group)) {
            synchronized (group) {
                writeUnlocked(group);
            }
        } else {
            writeUnlocked(group);
        }
    }

    /** Otherwise another thread of the cell could change it meanwhile. */
    private static boolean isLockedByItsReaders(Object group) {
        return group instanceof Vector
                || group instanceof Hashtable
                || group.getClass().getName().startsWith("java.util.Collections$Synchronized");
    }

    private void writeUnlocked(Object group) {
        if (group instanceof Map<?, ?> map) {
            writeEntries("{", map.entrySet().iterator(), map::size, "}", entry -> {
                writeElement(entry.getKey(), map, "(this Map)");
                text.append('=');
                writeElement(entry.getValue(), map, "(this Map)");
            });
        } else {
            final var all = (Collection<?>) group;
            writeEntries("[", all.iterator(), all::size, "]", entry -> writeElement(entry, all, "(this Collection)"));
        }
    }

    private void writeElement(Object element, Object group, String itself) {
        if (element == group) {
            text.append(itself);
        } else if (element != null && element.getClass().isArray()) {
            writeBeginning(element.toString());
        } else {
            write(element);
        }
    }

    private void writeArray(Object array) {
        final int length = Array.getLength(array);
        final var type = array.getClass().getTypeName(); // such as java.lang.String[][]
        text.append(type.substring(type.lastIndexOf('.') + 1).replaceFirst("\\[]", "[" + length + "]"));
        final var indices = IntStream.range(0, length).iterator();
        writeEntries(" { ", indices, () -> length, " }", index -> writeArrayElement(Array.get(array, index)));
    }

    private void writeArrayElement(Object element) {
        if (element instanceof String || element instanceof Character) {
            writeBeginning(JShellText.literal(element));
        } else {
            write(element);
        }
    }

    private <T> void writeEntries(
            String open, Iterator<T> entries, IntSupplier size, String close, Consumer<T> writer) {
        text.append(open);
        for (int shown = 0; entries.hasNext(); shown++) {
            text.append(shown == 0 ? "" : ", ");
            if (shown == MOST_ENTRIES || text.length() >= MOST_CHARACTERS) {
                text.append(String.format(Locale.ROOT, "… (%,d entries in all)", size.getAsInt()));
                break;
            }
            writer.accept(entries.next());
        }
        text.append(close);
    }

    private void writeBeginning(String whole) {
        final int room = Math.max(0, MOST_CHARACTERS - text.length());
        if (whole.length() <= room) {
            text.append(whole);
            return;
        }
        final boolean splitsCharacter = room > 0 && Character.isHighSurrogate(whole.charAt(room - 1));
        final int end = splitsCharacter ? room - 1 : room;
        text.append(whole, 0, end)
                .append(String.format(
                        Locale.ROOT, "\n… (%,d of %,d characters left out)", whole.length() - end, whole.length()));
    }

    /** Gives access to JShell's way of writing what is in arrays: {@code "a"}, {@code 'b'}. */
    private static final class JShellText extends DirectExecutionControl {
        static String literal(Object value) {
            return valueString(value);
        }
    }
}
