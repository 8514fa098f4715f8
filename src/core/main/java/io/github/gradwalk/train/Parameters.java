package io.github.gradwalk.train;

import io.github.gradwalk.Gradients;
import io.github.gradwalk.Mlp;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** All parameters of a network, or the gradient with respect to them, as one vector: {@code W¹ b¹ … Wᴸ bᴸ}, row by row. */
final class Parameters {
    private Parameters() {}

    static List<DMatrixRMaj> of(Mlp net) {
        final var matrices = new ArrayList<DMatrixRMaj>();
        for (final var layer : net.layers()) {
            matrices.add(layer.W());
            matrices.add(layer.b());
        }
        return matrices;
    }

    static List<DMatrixRMaj> of(Gradients gradients) {
        final var matrices = new ArrayList<DMatrixRMaj>();
        for (int l = 0; l < gradients.W().size(); l++) {
            matrices.add(gradients.W().get(l));
            matrices.add(gradients.b().get(l));
        }
        return matrices;
    }

    static int count(List<DMatrixRMaj> matrices) {
        return matrices.stream().mapToInt(DMatrixRMaj::getNumElements).sum();
    }

    /** Copies the matrices to the vector. */
    static void read(List<DMatrixRMaj> matrices, double[] vector) {
        int at = 0;
        for (final var matrix : matrices) {
            System.arraycopy(matrix.data, 0, vector, at, matrix.getNumElements());
            at += matrix.getNumElements();
        }
    }

    /** Copies the vector to the matrices. */
    static void write(double[] vector, List<DMatrixRMaj> matrices) {
        int at = 0;
        for (int k = 0; k < matrices.size(); k++) {
            final var matrix = matrices.get(k);
            System.arraycopy(vector, at, matrix.data, 0, matrix.getNumElements());
            at += matrix.getNumElements();
        }
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
