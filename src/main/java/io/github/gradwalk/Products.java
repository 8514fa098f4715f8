package io.github.gradwalk;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The three products of matrices that forward and backward need: the one place where matrices are multiplied. The result,
 * which must be another matrix than the factors, stands last and is reshaped.
 *
 * <p>Small products are EJML's, larger ones {@linkplain PanelProduct vectorised}: the same numbers on every machine. The system
 * property {@code gradwalk.products} pins one way for all: {@code ejml}, {@code java}, {@code vector} or {@code native}.
 */
final class Products {
    /** From so many multiplications on, copying into panels pays; see the benchmark of products. */
    private static final long LARGE = 10_000;

    private static final MatrixProduct EJML = new EjmlProduct();
    private static final MatrixProduct JAVA = new PanelProduct();

    private static volatile Optional<MatrixProduct> pinned;

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

    private static MatrixProduct way(int rows, int inner, int columns) {
        if (pinned == null) {
            pinned =
                    Optional.ofNullable(System.getProperty("gradwalk.products")).map(Products::named);
        }
        return pinned.orElse((long) rows * inner * columns < LARGE ? EJML : JAVA);
    }

    /**
     * Returns the way of that name.
     *
     * @throws IllegalArgumentException if there is no such name
     * @throws IllegalStateException if what it needs is not there
     */
    static MatrixProduct named(String name) {
        return switch (name) {
            case "ejml" -> EJML;
            case "java" -> JAVA;
            case "vector" -> BlasProduct.ofVectorApi();
            case "native" -> BlasProduct.ofTheSystem();
            default ->
                throw new IllegalArgumentException(
                        "gradwalk.products must be ejml, java, vector or native, but is " + name);
        };
    }
}
