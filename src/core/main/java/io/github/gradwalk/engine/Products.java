package io.github.gradwalk.engine;

import org.ejml.data.DMatrixRMaj;

/**
 * The three matrix products that forward and backward need, and the only place where matrices are multiplied. The result must not
 * be one of the factors; it is the last argument, and is reshaped.
 *
 * <p>Small products are EJML's. Larger ones go to the system's BLAS if netlib is on the class path and the system has a fast BLAS,
 * otherwise to {@link PanelProduct}, which gives the same numbers as EJML. The system property {@code gradwalk.products} pins the
 * choice:
 *
 * <ul>
 *   <li>{@code java}: never a BLAS, so the same numbers on every machine;
 *   <li>{@code ejml}: EJML alone;
 *   <li>{@code vector}: netlib's products in Java's Vector API alone;
 *   <li>{@code native}: the system's BLAS alone, fast or not.
 * </ul>
 */
public final class Products {
    /** The number of multiplications from which the preparation of a fast product pays: see the benchmark of products. */
    private static final long LARGE = 1_000;

    private static volatile MatrixProduct small;
    private static volatile MatrixProduct large;

    private Products() {}

    /** {@code C = A B}. */
    public static void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        requireFit("A B", A.numCols == B.numRows, A, B);
        C.reshape(A.numRows, B.numCols);
        productOf(A.numRows, A.numCols, B.numCols).times(A, B, C);
    }

    /** {@code C = A Bᵀ}. */
    public static void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        requireFit("A Bᵀ", A.numCols == B.numCols, A, B);
        C.reshape(A.numRows, B.numRows);
        productOf(A.numRows, A.numCols, B.numRows).timesTransposed(A, B, C);
    }

    /** {@code C = Aᵀ B}. */
    public static void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        requireFit("Aᵀ B", A.numRows == B.numRows, A, B);
        C.reshape(A.numCols, B.numCols);
        productOf(A.numCols, A.numRows, B.numCols).transposedTimes(A, B, C);
    }

    private static void requireFit(String product, boolean fit, DMatrixRMaj A, DMatrixRMaj B) {
        if (!fit) {
            throw new IllegalArgumentException(product + ": the shapes " + A.numRows + "×" + A.numCols + " and "
                    + B.numRows + "×" + B.numCols + " do not fit");
        }
    }

    /** The implementation for these sizes, chosen when it is first needed: a program of small products never looks for a BLAS. */
    private static MatrixProduct productOf(int rows, int inner, int columns) {
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
            case "" -> netlibIsPresent() ? BlasProduct.fastest() : new PanelProduct();
            case "java" -> new PanelProduct();
            default -> pinned(pinned);
        };
    }

    /**
     * Returns the implementation of that name, for all sizes.
     *
     * @throws IllegalArgumentException if there is no such name
     * @throws IllegalStateException if what it needs is missing
     */
    private static MatrixProduct pinned(String name) {
        return switch (name) {
            case "ejml" -> new EjmlProduct();
            case "vector", "native" -> {
                if (!netlibIsPresent()) {
                    throw new IllegalStateException("gradwalk.products is " + name
                            + ", which needs netlib: add the artifact dev.ludovic.netlib:blas to the class path");
                }
                yield name.equals("vector") ? BlasProduct.ofVectorApi() : BlasProduct.ofTheSystem();
            }
            default ->
                throw new IllegalArgumentException(
                        "gradwalk.products must be ejml, java, vector or native, but is " + name);
        };
    }

    /** Asked before {@link BlasProduct} is used, which cannot be loaded without netlib. */
    private static boolean netlibIsPresent() {
        try {
            Class.forName("dev.ludovic.netlib.blas.BLAS", false, Products.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
