package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Figure;
import io.github.gradwalk.drawing.Palette;
import io.github.gradwalk.drawing.Svg;
import io.github.gradwalk.drawing.Svg.Anchor;
import io.github.gradwalk.drawing.Theme;
import io.github.gradwalk.drawing.Values;
import io.github.gradwalk.text.Numbers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Rows of a matrix as small images in a grid, each with a caption under it. */
public final class ImageGrid {
    private static final int MAX_IMAGES = 200;
    private static final int MAX_COLUMNS = 10;
    private static final double SMALLEST = 43;
    private static final double LARGEST = 128;
    private static final double GAP = 10;
    private static final double CAPTION = 24;
    private static final int DIGITS = 3;
    private static final List<String> GREY = List.of("#ffffff", "#000000");

    /** On a dark page, light for dark and dark for light; as everywhere, zero looks like the page. */
    private static final String DARK_PAGES =
            "@media screen{:is([data-theme=dark],[data-jp-theme-light=false]) .gradwalk-pixels"
                    + "{filter:invert(.9) hue-rotate(180deg)}}@media screen and (prefers-color-scheme:dark)"
                    + "{:root:not([data-theme],:has([data-jp-theme-light])) .gradwalk-pixels{filter:invert(.9) hue-rotate(180deg)}}";

    private final DMatrixRMaj pixels;
    private final int width;
    private final boolean signed;
    private final double limit;
    private List<String> labels;

    ImageGrid(DMatrixRMaj X, int width) {
        Require.notNull("X", X);
        Require.nonEmpty("X", X);
        Require.finite("X", X);
        Require.that(X.numRows <= MAX_IMAGES, "X must have at most %d images, but has %d", MAX_IMAGES, X.numRows);
        Require.that(
                width >= 1 && X.numCols % width == 0,
                "width must divide the %d columns of X, but is %d",
                X.numCols,
                width);
        pixels = X.copy();
        this.width = width;
        signed = CommonOps_DDRM.elementMin(X) < 0;
        limit = CommonOps_DDRM.elementMaxAbs(X);
        labels = IntStream.rangeClosed(1, X.numRows).mapToObj(Integer::toString).toList();
    }

    /** Writes these captions under the images, in order, instead of their numbers. */
    public ImageGrid labels(String... captions) {
        List<String> texts = Require.texts("labels", captions);
        Require.size("labels", pixels.numRows, texts.size());
        labels = texts;
        return this;
    }

    /** How many images, and that {@link #figure} draws them. */
    @Override
    public String toString() {
        return pixels.numRows + " images of " + pixels.numCols / width + "×" + width + " pixels, drawn by figure(…)";
    }

    /**
     * Draws the images.
     *
     * @param description what there is to see; the number of images, their size, the range of the pixels and the captions are added to it
     */
    public Figure figure(String title, String description) {
        double room = Theme.WIDTH - 2.0 * Theme.MARGIN;
        double caption = Theme.widest(labels, Theme.SMALL);
        int fitting = (int) ((room + GAP) / (Math.max(SMALLEST, Math.min(caption, room)) + GAP));
        int rows = ceilQuotient(pixels.numRows, Math.min(fitting, MAX_COLUMNS));
        int columns = ceilQuotient(pixels.numRows, rows);
        double place = (room + GAP) / columns;
        double side = Math.min(place - GAP, LARGEST);
        double tall = side * height() / width;
        Svg svg = new Svg().add("<style>" + DARK_PAGES + "</style>");
        for (int n = 0; n < pixels.numRows; n++) {
            double middle = Theme.MARGIN + n % columns * place + (place - GAP) / 2;
            double top = Theme.MARGIN + n / columns * (tall + CAPTION + GAP);
            double left = middle - side / 2;
            svg.add("<image x='%s' y='%s' width='%s' height='%s' preserveAspectRatio='none'", left, top, side, tall)
                    .add(
                            " class='gradwalk-pixels' style='image-rendering:pixelated' href='data:image/png;base64,%s'/>",
                            png(n))
                    .rect(left, top, side, tall, "fill='none' stroke='%s'", Theme.AXIS);
            String text = Theme.fit(labels.get(n), place - GAP, Theme.SMALL);
            svg.text(middle, top + tall + CAPTION - 5, Anchor.MIDDLE, Theme.SMALL, Theme.INK, text);
        }
        double height = 2.0 * Theme.MARGIN + rows * (tall + CAPTION + GAP) - GAP;
        String words = Require.text("description", description) + inWords();
        return svg.figure(Theme.WIDTH, height, title, words, values());
    }

    private static int ceilQuotient(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private int height() {
        return pixels.numCols / width;
    }

    /** A PNG in base 64, without compression, which would save little and depend on the machine's version of zlib. */
    private String png(int n) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image(n), null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            writer.dispose();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private BufferedImage image(int n) {
        BufferedImage image = new BufferedImage(width, height(), BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < pixels.numCols; k++) {
            double value = limit == 0 ? 0 : pixels.get(n, k) / limit;
            String colour = signed ? Palette.diverging(value) : Palette.blend(GREY, value);
            image.setRGB(k % width, k / width, Integer.decode(colour));
        }
        return image;
    }

    /** One row per image, with its pixels line by line. */
    private Values values() {
        return new Values(
                List.of("image", "pixels, line by line from the top"),
                IntStream.range(0, pixels.numRows)
                        .mapToObj(n -> List.of(labels.get(n), pixels(n)))
                        .toList());
    }

    private String pixels(int n) {
        return IntStream.range(0, pixels.numCols)
                .mapToObj(k -> Numbers.typeset(pixels.get(n, k), DIGITS) + (k % width == width - 1 ? ";" : ""))
                .collect(Collectors.joining(" "));
    }

    private String inWords() {
        String most = Numbers.typeset(limit, DIGITS);
        String range = signed
                ? "blue below zero, like the paper at zero, orange above, up to ±" + most
                : "from 0, like the paper, to " + most + ", like ink";
        return " " + pixels.numRows + (pixels.numRows == 1 ? " image of " : " images of ") + width + "×" + height()
                + " pixels, " + range + ": "
                + labels.stream().map(Names::isolated).collect(Collectors.joining(", ")) + ".";
    }
}
