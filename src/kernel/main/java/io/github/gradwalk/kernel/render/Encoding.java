package io.github.gradwalk.kernel.render;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Turns values into what a bundle holds: text, base64 for binary types, or a tree for JSON types. */
public final class Encoding {
    private Encoding() {}

    /**
     * Returns the value as data of a MIME type: for JSON types, strings are parsed and other values converted; for {@code image/…}, an image
     * or a stream of one is encoded; bytes become base64; a {@code CharSequence} is taken as it is. Empty for everything else. Throws
     * {@code IllegalArgumentException} for what is neither JSON nor an image that Java can write.
     */
    public static Optional<Object> of(Object value, String type) {
        if (type.equals("application/json") || type.endsWith("+json")) {
            return Optional.of(json(value, type));
        } else if (value instanceof RenderedImage image && type.startsWith("image/")) {
            return Optional.of(image(image, type));
        } else if (value instanceof InputStream stream && type.startsWith("image/")) {
            return Optional.of(image(read(stream), type));
        } else if (value instanceof byte[] bytes) {
            return Optional.of(Base64.getEncoder().encodeToString(bytes));
        }
        return value instanceof CharSequence text ? Optional.of(text.toString()) : Optional.empty();
    }

    private static JsonElement json(Object value, String type) {
        if (value instanceof JsonElement tree) {
            return tree;
        }
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

    private static RenderedImage read(InputStream stream) {
        try {
            return Optional.ofNullable(ImageIO.read(stream))
                    .orElseThrow(() -> new IllegalArgumentException("the stream has no image that Java can read"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String image(RenderedImage image, String type) {
        final var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, type.substring("image/".length()), bytes)) {
                throw new IllegalArgumentException("Java cannot write this image as " + type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
