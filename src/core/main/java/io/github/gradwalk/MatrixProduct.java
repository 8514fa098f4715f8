package io.github.gradwalk;

import org.ejml.data.DMatrixRMaj;

/** One way to compute the three products. The factors fit, and {@code C} has its shape and is another matrix. */
interface MatrixProduct {
    /** {@code C = A B}. */
    void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);

    /** {@code C = A Bᵀ}. */
    void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);

    /** {@code C = Aᵀ B}. */
    void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);
}
