package io.github.gradwalk.kernel.shell;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Set;
import javax.imageio.ImageIO;
import jdk.jshell.execution.DirectExecutionControl;

/** Turns values into what a client can show. */
public final class Rendering {
    private static final String PLAIN = "text/plain";
    /** Markup that is no fit reading where it cannot be shown. */
    private static final Set<String> UNREADABLE =
            Set.of("text/html", "text/css", "image/svg+xml", "application/javascript");

    private static final Renderer RENDERER = new Renderer();

    private Rendering() {}

    /** Returns where cells register how they want values shown. */
    public static Renderer renderer() {
        return RENDERER;
    }

    /**
     * Returns a value in the given MIME types, always with {@code text/plain} too. Without types, images become PNG and
     * everything else is text. With types, a {@code CharSequence} is taken as it stands, an image or its bytes are encoded
     * for {@code image/…}, and for JSON types strings are parsed and other values converted.
     */
    public static DisplayData render(final Object value, final String... types) {
        if (value instanceof DisplayData data) {
            return data;
        }
        final var data = new DisplayData();
        data.putText(plain(value));
        RENDERER.renderInto(data, value, Set.of(types));
        if (value instanceof RenderedImage image && types.length == 0) {
            data.putData("image/png", encoded(image, "png"));
        }
        for (final var type : types) {
            put(data, value, type);
        }
        return data;
    }

    private static void put(final DisplayData data, final Object value, final String type) {
        if (type.equals("application/json") || type.endsWith("+json")) {
            data.putData(
                    type,
                    value instanceof CharSequence text
                            ? JsonParser.parseString(text.toString())
                            : new Gson().toJsonTree(value));
        } else if (value instanceof RenderedImage image && type.startsWith("image/")) {
            data.putData(type, encoded(image, type.substring("image/".length())));
        } else if (value instanceof byte[] bytes) {
            data.putData(type, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof CharSequence text && !type.equals(PLAIN)) {
            data.putData(type, text.toString());
            if (UNREADABLE.contains(type)) {
                data.putText("<" + type + ">");
            }
        }
    }

    private static String plain(final Object value) {
        if (value instanceof RenderedImage image) {
            return "image, " + image.getWidth() + " × " + image.getHeight();
        }
        return value != null && value.getClass().isArray() ? Arrays.show(value) : text(value);
    }

    private static String text(final Object value) {
        return String.valueOf((Object) String.valueOf(value)); // toString may return null
    }

    private static String encoded(final RenderedImage image, final String format) {
        final var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("image/" + format + ": this Java cannot write such an image");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Lends JShell's way to write arrays: {@code int[3] { 1, 2, 3 }}. */
    private static final class Arrays extends DirectExecutionControl {
        static String show(final Object array) {
            return valueString(array);
        }
    }
}
