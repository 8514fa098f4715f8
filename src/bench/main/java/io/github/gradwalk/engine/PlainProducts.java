package io.github.gradwalk.engine;

import org.ejml.data.DMatrixRMaj;

/** The library's own vectorised products, which it does not show to others, for benchmarks. */
public final class PlainProducts {
    private static final MatrixProduct PRODUCT = new PanelProduct();

    private PlainProducts() {}

    /** {@code C = A B}. */
    public static void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        PRODUCT.times(A, B, C);
    }

    /** {@code C = A Bᵀ}. */
    public static void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        PRODUCT.timesTransposed(A, B, C);
    }

    /** {@code C = Aᵀ B}. */
    public static void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        PRODUCT.transposedTimes(A, B, C);
    }
}
