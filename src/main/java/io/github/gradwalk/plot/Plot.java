package io.github.gradwalk.plot;

import io.github.gradwalk.Dataset;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Where every figure begins. Each method returns an immutable builder; the figure comes from its {@code figure(title,
 * description)}.
 *
 * <pre>{@code
 * Plot.bars("class 1", "class 2", "class 3")
 *         .axes("class", "probability")
 *         .series("p", 0.3, 0.6, 0.1)
 *         .figure("Prediction", "The network gives class 2 most of the probability.");
 * }</pre>
 */
public final class Plot {
    static {
        // Nothing here needs a screen, and AWT fails at start without one unless it is told.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private Plot() {}

    /** Bars, one place for each category. */
    public static BarPlot bars(String... categories) {
        return new BarPlot(Input.texts("categories", categories));
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
     * A function of three probabilities over all their values.
     *
     * @param function takes (p₁, p₂, p₃), all above 0; may be infinite, not NaN
     */
    public static SimplexPlot simplex(ToDoubleFunction<double[]> function) {
        return new SimplexPlot(function);
    }

    /**
     * Which class a classifier chooses, over the plane of two features, with the examples on top.
     *
     * @param examples with two features and at most six classes
     * @param scores takes M×2 features, gives M×K scores: logits or probabilities; the highest wins, of equals the first.
     *     Called once, when the figure is made
     */
    public static RegionPlot regions(Dataset examples, UnaryOperator<DMatrixRMaj> scores) {
        return new RegionPlot(examples, scores);
    }

    /** The vectors and parameters of a multilayer perceptron with their shapes; {@code sizes} are n₀ … n_L. */
    public static NetworkDiagram network(int... sizes) {
        return new NetworkDiagram(sizes);
    }
}
