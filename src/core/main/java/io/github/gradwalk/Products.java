package io.github.gradwalk;

import io.github.gradwalk.argument.Require;
import org.ejml.data.DMatrixRMaj;

/**
 * The three products of matrices that forward and backward need: the one place where matrices are multiplied. The result,
 * which must be another matrix than the factors, stands last and is reshaped.
 *
 * <p>Small products are EJML's. Larger ones go to the system's BLAS if it has a fast one, else to {@link PanelProduct}, which gives
 * EJML's numbers. The system property {@code gradwalk.products} pins the choice:
 *
 * <ul>
 *   <li>{@code java}: never a BLAS, so the same numbers on every machine;
 *   <li>{@code ejml}: EJML alone;
 *   <li>{@code vector}: netlib in Java's Vector API alone;
 *   <li>{@code native}: the system's BLAS alone, whichever it is.
 * </ul>
 */
final class Products {
    /** From so many multiplications on, what it takes to prepare a fast product pays: see the benchmark of products. */
    private static final long LARGE = 1_000;

    private static volatile MatrixProduct small;
    private static volatile MatrixProduct large;

    private Products() {}

    /** {@code C = A B}. */
    static void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        requireFit("A B", A.numCols == B.numRows, A, B);
        C.reshape(A.numRows, B.numCols);
        way(A.numRows, A.numCols, B.numCols).times(A, B, C);
    }

    /** {@code C = A Bᵀ}. */
    static void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        requireFit("A Bᵀ", A.numCols == B.numCols, A, B);
        C.reshape(A.numRows, B.numRows);
        way(A.numRows, A.numCols, B.numRows).timesTransposed(A, B, C);
    }

    /** {@code C = Aᵀ B}. */
    static void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        requireFit("Aᵀ B", A.numRows == B.numRows, A, B);
        C.reshape(A.numCols, B.numCols);
        way(A.numCols, A.numRows, B.numCols).transposedTimes(A, B, C);
    }

    private static void requireFit(String product, boolean fit, DMatrixRMaj A, DMatrixRMaj B) {
        if (!fit) {
            throw Require.refused("%s: the shapes %s and %s do not fit", product, Require.shape(A), Require.shape(B));
        }
    }

    /** Chosen when it is first needed: a program of small products never looks for a BLAS. */
    private static MatrixProduct way(int rows, int inner, int columns) {
        if ((long) rows * inner * columns < LARGE) {
            if (small == null) {
                small = small(System.getProperty("gradwalk.products", ""));
            }
            return small;
        }
        if (large == null) {
            large = large(System.getProperty("gradwalk.products", ""));
        }
        return large;
    }

    static MatrixProduct small(String pinned) {
        return switch (pinned) {
            case "", "java" -> new EjmlProduct();
            default -> pinned(pinned);
        };
    }

    static MatrixProduct large(String pinned) {
        return switch (pinned) {
            case "" ->
                BlasProduct.fastOneOfTheSystem()
                        .<MatrixProduct>map(blas -> blas)
                        .orElseGet(PanelProduct::new);
            case "java" -> new PanelProduct();
            default -> pinned(pinned);
        };
    }

    /**
     * Returns the way of that name, for all sizes.
     *
     * @throws IllegalArgumentException if there is no such name
     * @throws IllegalStateException if what it needs is not there
     */
    private static MatrixProduct pinned(String name) {
        return switch (name) {
            case "ejml" -> new EjmlProduct();
            case "vector" -> BlasProduct.ofVectorApi();
            case "native" -> BlasProduct.ofTheSystem();
            default ->
                throw new IllegalArgumentException(
                        "gradwalk.products must be ejml, java, vector or native, but is " + name);
        };
    }
}
