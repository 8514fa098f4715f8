package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** All parameters of a network, or the gradient with respect to them, as one vector: {@code W¹ b¹ … Wᴸ bᴸ}, row by row. */
public final class Parameters {
    private Parameters() {}

    /** Returns the matrices of a network, which are not copied: {@code W¹, b¹, …, Wᴸ, bᴸ}. */
    public static List<DMatrixRMaj> of(Mlp net) {
        Require.notNull("net", net);
        final var matrices = new ArrayList<DMatrixRMaj>();
        for (final var layer : net.layers()) {
            matrices.add(layer.W());
            matrices.add(layer.b());
        }
        return matrices;
    }

    /** Returns the matrices of the gradient with respect to the parameters, which are not copied, in the same order. */
    public static List<DMatrixRMaj> of(Gradients gradients) {
        Require.notNull("gradients", gradients);
        final var matrices = new ArrayList<DMatrixRMaj>();
        for (int l = 0; l < gradients.W().size(); l++) {
            matrices.add(gradients.W().get(l));
            matrices.add(gradients.b().get(l));
        }
        return matrices;
    }

    /** Returns the number of entries of all matrices together. */
    public static int count(List<DMatrixRMaj> matrices) {
        Require.notNull("matrices", matrices);
        return matrices.stream().mapToInt(DMatrixRMaj::getNumElements).sum();
    }

    /** Copies the matrices to the vector, which must be as long as their {@link #count}. */
    public static void read(List<DMatrixRMaj> matrices, double[] vector) {
        requireSize(matrices, vector);
        int at = 0;
        for (final var matrix : matrices) {
            System.arraycopy(matrix.data, 0, vector, at, matrix.getNumElements());
            at += matrix.getNumElements();
        }
    }

    /** Copies the vector to the matrices, whose {@link #count} must be its length. */
    public static void write(double[] vector, List<DMatrixRMaj> matrices) {
        requireSize(matrices, vector);
        int at = 0;
        for (int k = 0; k < matrices.size(); k++) {
            final var matrix = matrices.get(k);
            System.arraycopy(vector, at, matrix.data, 0, matrix.getNumElements());
            at += matrix.getNumElements();
        }
    }

    /**
     * Adds the gradient of {@code λ‖W‖²/2}, which is {@code λW}, for the weights of all layers but not for the biases.
     *
     * @param weightDecay {@code λ}
     * @param matrices the parameters of a network
     * @param gradient with respect to all of them; changed
     * @return {@code λ‖W‖²/2}
     */
    public static double addWeightDecay(double weightDecay, List<DMatrixRMaj> matrices, double[] gradient) {
        requireSize(matrices, gradient);
        if (weightDecay == 0) {
            return 0;
        }
        double sumOfSquares = 0;
        int at = 0;
        for (int k = 0; k < matrices.size(); k++) {
            final var matrix = matrices.get(k);
            for (int i = 0; i < matrix.getNumElements() && k % 2 == 0; i++) {
                gradient[at + i] += weightDecay * matrix.data[i];
                sumOfSquares += matrix.data[i] * matrix.data[i];
            }
            at += matrix.getNumElements();
        }
        return weightDecay * sumOfSquares / 2;
    }

    private static void requireSize(List<DMatrixRMaj> matrices, double[] vector) {
        Require.notNull("vector", vector);
        Require.size("vector", count(matrices), vector.length);
    }

    static boolean areFinite(double[] vector) {
        for (final double value : vector) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
