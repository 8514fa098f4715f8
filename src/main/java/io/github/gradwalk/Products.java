package io.github.gradwalk;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The three products of matrices that forward and backward need: the one place where matrices are multiplied. The result,
 * which must be another matrix than the factors, stands last and is reshaped.
 */
final class Products {
    private Products() {}

    /** {@code C = A B}. */
    static void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        CommonOps_DDRM.mult(A, B, C);
    }

    /** {@code C = A Bᵀ}. */
    static void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        CommonOps_DDRM.multTransB(A, B, C);
    }

    /** {@code C = Aᵀ B}. */
    static void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        CommonOps_DDRM.multTransA(A, B, C);
    }
}
