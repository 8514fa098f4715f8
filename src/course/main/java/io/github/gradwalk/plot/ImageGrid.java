package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.plot.Svg.Anchor;
import io.github.gradwalk.text.Numbers;
import java.awt.Color;
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

/** Rows of a matrix as small images in a grid, each with a caption under it. Immutable. */
public final class ImageGrid {
    private static final int MAX_IMAGES = 200;
    private static final int MAX_COLUMNS = 10;
    private static final double SMALLEST = 43;
    private static final double LARGEST = 128;
    private static final double GAP = 10;
    private static final double CAPTION = 24;
    private static final int DIGITS = 3;

    private final DMatrixRMaj pixels;
    private final int width;
    private final List<String> labels;

    ImageGrid(DMatrixRMaj X, int width) {
        this(HeatMap.checked("X", X), width, HeatMap.numbered(X.numRows));
        Require.that(X.numRows <= MAX_IMAGES, "X must have at most %d images, but has %d", MAX_IMAGES, X.numRows);
        Require.that(
                width >= 1 && X.numCols % width == 0,
                "width must divide the %d columns of X, but is %d",
                X.numCols,
                width);
    }

    private ImageGrid(DMatrixRMaj pixels, int width, List<String> labels) {
        this.pixels = pixels;
        this.width = width;
        this.labels = labels;
    }

    /** Writes these captions under the images, in order, instead of their numbers. */
    public ImageGrid labels(String... captions) {
        List<String> texts = Require.texts("labels", captions);
        Require.size("labels", pixels.numRows, texts.size());
        return new ImageGrid(pixels, width, texts);
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
        Svg svg = new Svg();
        for (int n = 0; n < pixels.numRows; n++) {
            double middle = Theme.MARGIN + n % columns * place + (place - GAP) / 2;
            double top = Theme.MARGIN + n / columns * (tall + CAPTION + GAP);
            image(svg, n, middle - side / 2, top, side, tall);
            String text = Theme.fit(labels.get(n), place - GAP, Theme.SMALL);
            svg.text(middle, top + tall + CAPTION - 5, Anchor.MIDDLE, Theme.SMALL, Theme.INK, text);
        }
        String words = Require.text("description", description) + inWords();
        return svg.figure(
                Theme.WIDTH, 2.0 * Theme.MARGIN + rows * (tall + CAPTION + GAP) - GAP, title, words, values());
    }

    private static int ceilQuotient(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private int height() {
        return pixels.numCols / width;
    }

    private void image(Svg svg, int n, double x, double y, double wide, double tall) {
        svg.image(
                x, y, wide, tall, "data:image/png;base64," + Base64.getEncoder().encodeToString(png(n)));
        svg.rect(x, y, wide, tall, "fill", "none", "stroke", Theme.AXIS);
    }

    private byte[] png(int n) {
        boolean signed = low() < 0;
        BufferedImage image =
                new BufferedImage(width, height(), signed ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        double limit = HeatMap.limit(pixels);
        for (int k = 0; k < pixels.numCols; k++) {
            double value = pixels.get(n, k) / limit;
            if (signed) {
                image.setRGB(
                        k % width,
                        k / width,
                        Color.decode(Palette.diverging(value)).getRGB());
            } else {
                image.getRaster().setSample(k % width, k / width, 0, (int) Math.round(255 * (1 - value)));
            }
        }
        return stored(image);
    }

    /** A PNG without compression, which would save little and depend on the machine's version of zlib. */
    private static byte[] stored(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private double low() {
        return CommonOps_DDRM.elementMin(pixels);
    }

    /** One row per image, with its pixels line by line. */
    private Values values() {
        return Values.of(
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
        String range = low() < 0
                ? "blue below zero, light at zero, orange above, up to ±"
                        + Numbers.typeset(HeatMap.limit(pixels), DIGITS)
                : "from 0, light, to " + Numbers.typeset(HeatMap.limit(pixels), DIGITS) + ", dark";
        return " " + pixels.numRows + (pixels.numRows == 1 ? " image of " : " images of ") + width + "×" + height()
                + " pixels, " + range + ": "
                + labels.stream().map(Names::isolated).collect(Collectors.joining(", ")) + ".";
    }
}
