package io.github.gradwalk.bench.ours;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.github.gradwalk.bench.worker.Blas;
import io.github.gradwalk.engine.PlainProducts;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Who multiplies the library's matrices. The system property {@code gradwalk.products} pins it. */
public enum Products {
    EJML,
    JAVA,
    VECTOR,
    NATIVE;

    static final String PROPERTY = "gradwalk.products";

    /** Which of the three products of a layer: forward {@code A Bᵀ}, the weights' gradient {@code Aᵀ B}, back through the weights {@code A B}. */
    public enum Kind {
        FORWARD,
        GRADIENT,
        BACK
    }

    /** The products that this virtual machine is pinned to. */
    public static Products pinned() {
        return valueOf(System.getProperty(PROPERTY).toUpperCase(Locale.ROOT));
    }

    /** What a virtual machine is started with so that it uses these products. */
    public String[] options() {
        final var pin = "-D" + PROPERTY + "=" + name().toLowerCase(Locale.ROOT);
        return this == VECTOR ? new String[] {pin, "--add-modules", "jdk.incubator.vector"} : new String[] {pin};
    }

    /**
     * Names the library that multiplies.
     *
     * @throws RuntimeException if it is not there
     */
    public String description() {
        return switch (this) {
            case EJML -> "EJML " + version(CommonOps_DDRM.class);
            case JAVA -> "EJML for small products, our own loops for large ones";
            case VECTOR -> {
                final var blas = blas().getClass().getSimpleName();
                if (!blas.equals("VectorBLAS")) {
                    throw new IllegalStateException("no Vector API in this virtual machine: netlib has " + blas);
                }
                yield "netlib " + version(BLAS.class) + ", Vector API";
            }
            case NATIVE -> {
                blas();
                yield "netlib " + version(BLAS.class) + ", " + Blas.library() + Blas.kernel();
            }
        };
    }

    /** The product alone, {@code C = A Bᵀ}, {@code Aᵀ B} or {@code A B}, without the library. */
    public void multiply(Kind kind, DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        if (this == EJML) {
            switch (kind) {
                case FORWARD -> CommonOps_DDRM.multTransB(A, B, C);
                case GRADIENT -> CommonOps_DDRM.multTransA(A, B, C);
                case BACK -> CommonOps_DDRM.mult(A, B, C);
            }
            return;
        }
        if (this == JAVA) {
            switch (kind) {
                case FORWARD -> PlainProducts.timesTransposed(A, B, C);
                case GRADIENT -> PlainProducts.transposedTimes(A, B, C);
                case BACK -> PlainProducts.times(A, B, C);
            }
            return;
        }
        // BLAS has columns where EJML has rows: it multiplies the transposed matrices, Cᵀ = op(B)ᵀ op(A)ᵀ.
        final int inner = kind == Kind.GRADIENT ? A.numRows : A.numCols;
        blas().dgemm(
                        kind == Kind.FORWARD ? "T" : "N",
                        kind == Kind.GRADIENT ? "T" : "N",
                        C.numCols,
                        C.numRows,
                        inner,
                        1,
                        B.data,
                        B.numCols,
                        A.data,
                        A.numCols,
                        0,
                        C.data,
                        C.numCols);
    }

    private BLAS blas() {
        return this == NATIVE ? NativeBLAS.getInstance() : JavaBLAS.getInstance();
    }

    private static String version(Class<?> type) {
        final var jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceAll(".*-|\\.jar$", "");
    }
}
