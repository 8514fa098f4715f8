package io.github.gradwalk.kernel.render;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.gradwalk.kernel.interpreter.MimeBundle;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import jdk.jshell.execution.DirectExecutionControl;

/** Turns values into what a client can show. */
public final class Rendering {
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";
    /** Markup that nobody wants to read where it cannot be shown. */
    private static final Set<String> UNREADABLE = Set.of(HTML, "text/css", "image/svg+xml", "application/javascript");

    /** As cells have registered them. */
    private static final Map<Class<?>, Registered<?>> REGISTERED = new LinkedHashMap<>();

    private record Registered<T>(Class<T> type, Set<String> preferred, Function<T> function) {
        void renderInto(MimeBundle bundle, Object value, Set<String> wanted) {
            function.render(type.cast(value), wanted.isEmpty() ? preferred : wanted, bundle);
        }
    }

    private Rendering() {}

    /** Adds those of the wanted MIME types that it knows to the bundle. */
    @FunctionalInterface
    public interface Function<T> {
        void render(T value, Set<String> wanted, MimeBundle bundle);
    }

    /** Sets how the values of a class are rendered, and in which MIME types if none are wanted; a later registration replaces an earlier one. */
    public static synchronized <T> void register(Class<T> type, Set<String> preferred, Function<T> function) {
        REGISTERED.put(type, new Registered<>(type, preferred, function));
    }

    private static synchronized Optional<Registered<?>> registered(Class<?> type) {
        return Optional.<Registered<?>>ofNullable(REGISTERED.get(type)).or(() -> REGISTERED.values().stream()
                .filter(candidate -> candidate.type().isAssignableFrom(type))
                .findFirst());
    }

    /**
     * Returns a value in the given MIME types, and always as {@code text/plain} too. Without types, images become PNG, tables of
     * Tablesaw become HTML, and everything else is text. With types, a {@code CharSequence} is taken as it is, an image or its bytes are encoded
     * for {@code image/…}, and for JSON types strings are parsed and other values converted.
     */
    public static MimeBundle render(Object value, String... types) {
        final var bundle = MimeBundle.ofText(plain(value));
        if (value instanceof SelfRendering rendering) {
            return rendering.rendered(bundle, Set.of(types));
        }
        if (value != null) {
            final var wanted = Set.of(types);
            registered(value.getClass())
                    .ifPresentOrElse(
                            found -> found.renderInto(bundle, value, wanted), () -> putTable(bundle, value, wanted));
        }
        if (value instanceof RenderedImage image && types.length == 0) {
            bundle.put("image/png", encoded(image, "png"));
        }
        for (var type : types) {
            put(bundle, value, type);
        }
        return bundle;
    }

    private static void putTable(MimeBundle bundle, Object value, Set<String> wanted) {
        if (wanted.isEmpty() || wanted.contains(HTML)) {
            TablesawTable.html(value).ifPresent(html -> bundle.put(HTML, html));
        }
    }

    private static void put(MimeBundle bundle, Object value, String type) {
        if (type.equals("application/json") || type.endsWith("+json")) {
            bundle.put(type, json(value, type));
        } else if (value instanceof RenderedImage image && type.startsWith("image/")) {
            bundle.put(type, encoded(image, type.substring("image/".length())));
        } else if (value instanceof byte[] bytes) {
            bundle.put(type, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof CharSequence text && !type.equals(PLAIN)) {
            bundle.put(type, text.toString());
            if (UNREADABLE.contains(type)) {
                bundle.put(PLAIN, "<" + type + ">");
            }
        }
    }

    private static JsonElement json(Object value, String type) {
        try {
            return value instanceof CharSequence text
                    ? JsonParser.parseString(text.toString())
                    : new Gson().toJsonTree(value);
        } catch (JsonParseException e) {
            // Without the exception as its cause, since cells do not know this library.
            final var problem = Optional.ofNullable(e.getCause()).orElse(e);
            throw new IllegalArgumentException("cannot be shown as " + type + ": " + problem.getMessage());
        }
    }

    private static String plain(Object value) {
        if (value instanceof RenderedImage image) {
            return "image, " + image.getWidth() + " × " + image.getHeight();
        }
        return value != null && value.getClass().isArray() ? Arrays.show(value) : text(value);
    }

    private static String text(Object value) {
        return String.valueOf((Object) String.valueOf(value)); // toString may return null
    }

    private static String encoded(RenderedImage image, String format) {
        final var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("Java cannot write this image as image/" + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Gives access to JShell's way of writing arrays: {@code int[3] { 1, 2, 3 }}. */
    private static final class Arrays extends DirectExecutionControl {
        static String show(Object array) {
            return valueString(array);
        }
    }
}
