package io.github.gradwalk.engine;

import org.ejml.data.DMatrixRMaj;

/** An implementation of the three products. The caller has made sure that the factors fit and that {@code C} is a third matrix of the right shape. */
interface MatrixProduct {
    /** {@code C = A B}. */
    void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);

    /** {@code C = A Bᵀ}. */
    void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);

    /** {@code C = Aᵀ B}. */
    void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C);
}
