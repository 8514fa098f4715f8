package io.github.gradwalk.engine;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ejml.data.DMatrixRMaj;

/**
 * The products of a BLAS, through netlib. BLAS stores matrices by columns and EJML by rows, so each sees the other's matrices
 * transposed: {@code C = A B} is computed as {@code Cᵀ = Bᵀ Aᵀ}.
 */
final class BlasProduct implements MatrixProduct {
    /** The library that netlib loads on Linux. */
    private static final String LIBRARY = "libblas.so.3";

    /**
     * netlib logs at level INFO, and so on stderr, which BLAS it has found. The logger is kept here because its level would be
     * lost if it were collected.
     */
    private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

    static {
        LOGGER.setLevel(Level.WARNING);
    }

    private final BLAS blas;

    private BlasProduct(BLAS blas) {
        this.blas = blas;
    }

    /** The system's BLAS if this is Linux and its BLAS is faster than plain Java, otherwise plain Java. */
    static MatrixProduct fastest() {
        try {
            if (isInstalled()) {
                final var blas = ofTheSystem();
                return sumsInOrder(blas) ? new PanelProduct() : blas;
            }
        } catch (IllegalStateException cannotBeLoaded) {
            // Plain Java needs no library.
        }
        return new PanelProduct();
    }

    /**
     * Whether Linux's loader knows a BLAS. netlib prints a warning where it finds none, so it is asked only where there is one; on
     * other systems it is asked only if the choice is pinned.
     */
    private static boolean isInstalled() {
        final var folders = System.getenv().getOrDefault("LD_LIBRARY_PATH", "").split(":");
        return Arrays.stream(folders).anyMatch(folder -> Files.exists(Path.of(folder, LIBRARY))) || isKnownToLoader();
    }

    private static boolean isKnownToLoader() {
        try {
            return Files.readString(Path.of("/etc/ld.so.cache"), StandardCharsets.ISO_8859_1)
                    .contains(LIBRARY);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether this is the reference implementation, which many systems have and which is slow. It adds one product after another; a
     * fast BLAS adds several at a time or fuses multiplication and addition, and so rounds differently.
     */
    static boolean sumsInOrder(MatrixProduct product) {
        final var A = new DMatrixRMaj(32, 64);
        final var B = new DMatrixRMaj(64, 32);
        for (int i = 0; i < A.getNumElements(); i++) {
            A.data[i] = 1.0 / (i + 1);
            B.data[i] = 1.0 / (2 * i + 3);
        }
        final var C = new DMatrixRMaj(32, 32);
        final var inOrder = new DMatrixRMaj(32, 32);
        product.times(A, B, C);
        new EjmlProduct().times(A, B, inOrder);
        return Arrays.equals(C.data, inOrder.data);
    }

    /**
     * The system's BLAS, such as OpenBLAS.
     *
     * @throws IllegalStateException if there is none that can be loaded
     */
    static BlasProduct ofTheSystem() {
        try {
            return new BlasProduct(NativeBLAS.getInstance());
        } catch (RuntimeException | LinkageError e) {
            throw new IllegalStateException("there is no BLAS on this system that can be loaded, such as OpenBLAS", e);
        }
    }

    /**
     * netlib's own BLAS, in Java's Vector API.
     *
     * @throws IllegalStateException if Java was started without the module of that API
     */
    static BlasProduct ofVectorApi() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new IllegalStateException(
                    "the Vector API is missing: start Java with --add-modules jdk.incubator.vector");
        }
        return new BlasProduct(JavaBLAS.getInstance());
    }

    @Override
    public void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        multiply("N", B, "N", A, A.numCols, C);
    }

    @Override
    public void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        multiply("T", B, "N", A, A.numCols, C);
    }

    @Override
    public void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        multiply("N", B, "T", A, A.numRows, C);
    }

    private void multiply(String opB, DMatrixRMaj B, String opA, DMatrixRMaj A, int inner, DMatrixRMaj C) {
        final int m = C.numCols;
        final int n = C.numRows;
        blas.dgemm(opB, opA, m, n, inner, 1, B.data, B.numCols, A.data, A.numCols, 0, C.data, m);
    }
}
