package io.github.gradwalk.plot;

import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Figures for which XChart has no chart; {@link Charts} has the others. Each method returns a builder, whose {@code figure(title, description)}
 * makes the figure.
 *
 * <pre>{@code
 * Plot.simplex(p -> -Math.log(p[0]))
 *         .corners("class 1", "class 2", "class 3")
 *         .point("p", new double[] {0.3, 0.6, 0.1})
 *         .figure("E for the truth class 1", "A triangle of probabilities, coloured by the loss.");
 * }</pre>
 */
public final class Plot {
    private Plot() {}

    /**
     * A function of three probabilities, over all their values.
     *
     * @param function takes (p₁, p₂, p₃), all above 0; its values may be infinite but not NaN
     */
    public static SimplexPlot simplex(ToDoubleFunction<double[]> function) {
        return new SimplexPlot(function);
    }

    /**
     * The rows of a matrix as images, from light for zero to dark for the largest value. If there are values below zero, as
     * in the weights of a hidden unit, the colours are those of {@link Charts#matrix}.
     *
     * @param X one image per row, at most 200, with its pixels line by line from the top
     * @param width the number of pixels in a line; must divide the number of columns of {@code X}
     */
    public static ImageGrid images(DMatrixRMaj X, int width) {
        return new ImageGrid(X, width);
    }

    /** Figures that follow one another in time, shown side by side and as an animation; they should have the same axes. */
    public static Animation frames() {
        return new Animation();
    }

    /** The vectors and parameters of a multilayer perceptron with their shapes; {@code sizes} are n₀ … n_L. */
    public static NetworkDiagram network(int... sizes) {
        return new NetworkDiagram(sizes);
    }
}
