package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.argument.Require;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The kinds of figures that XChart has no chart for. Each method returns a builder, whose {@code figure(title, description)}
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
    static {
        // Nothing here needs a screen, and without one AWT fails to start unless it is told so.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private Plot() {}

    /** Bars for categories. */
    public static BarPlot bars(String... categories) {
        return new BarPlot(Require.texts("categories", categories));
    }

    /** Curves and points over two numerical axes. */
    public static LinePlot lines() {
        return new LinePlot();
    }

    /** The entries of a matrix as coloured cells, with zero light. */
    public static HeatMap heatMap(DMatrixRMaj matrix) {
        return new HeatMap(matrix);
    }

    /**
     * A function of three probabilities, over all their values.
     *
     * @param function takes (p₁, p₂, p₃), all above 0; its values may be infinite but not NaN
     */
    public static SimplexPlot simplex(ToDoubleFunction<double[]> function) {
        return new SimplexPlot(function);
    }

    /**
     * The class that a classifier chooses at each point of the plane of two features, with the examples on top.
     *
     * @param examples with two features and at most six classes
     * @param scores maps M×2 features to M×K scores, logits or probabilities; the highest wins, and the first among equals.
     *     It is called once, when the figure is made
     */
    public static RegionPlot regions(Dataset examples, UnaryOperator<DMatrixRMaj> scores) {
        return new RegionPlot(examples, scores);
    }

    /**
     * How often a classifier chose each class, for each true class.
     *
     * @param counts K×K, not negative; rows are the true classes, columns the chosen ones
     * @param classNames K names, at most 20
     */
    public static ConfusionPlot confusion(DMatrixRMaj counts, List<String> classNames) {
        return new ConfusionPlot(counts, classNames);
    }

    /**
     * Whether a classifier is right as often as its confidence says, bin by bin. Empty bins (count 0) are left out, whatever
     * their other values.
     *
     * @param confidence mean probability of the chosen class in each bin, from 0 to 1
     * @param accuracy share of the examples in the bin whose class was chosen, from 0 to 1
     * @param counts examples in each bin
     */
    public static ReliabilityPlot reliability(double[] confidence, double[] accuracy, int[] counts) {
        return new ReliabilityPlot(confidence, accuracy, counts);
    }

    /**
     * The rows of a matrix as images, from light for zero to dark for the largest value. If there are values below zero, as
     * in the weights of a hidden unit, the colours are those of {@link #heatMap}.
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
