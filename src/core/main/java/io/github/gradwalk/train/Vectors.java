package io.github.gradwalk.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Vectors as arrays: EJML's operations on columns. */
final class Vectors {
    private Vectors() {}

    private static DMatrixRMaj column(double[] v) {
        return DMatrixRMaj.wrap(v.length, 1, v);
    }

    /** {@code uᵀv}. */
    static double dot(double[] u, double[] v) {
        return CommonOps_DDRM.dot(column(u), column(v));
    }

    /** {@code v ← v + a u}. */
    static void add(double a, double[] u, double[] v) {
        CommonOps_DDRM.addEquals(column(v), a, column(u));
    }

    /** {@code v ← a v}. */
    static void scale(double a, double[] v) {
        CommonOps_DDRM.scale(a, column(v));
    }

    /** Returns {@code u − v}. */
    static double[] difference(double[] u, double[] v) {
        final double[] difference = u.clone();
        add(-1, v, difference);
        return difference;
    }

    /** {@code ‖v‖₁ = Σ |vᵢ|}. */
    static double sumOfMagnitudes(double[] v) {
        return CommonOps_DDRM.elementSumAbs(column(v));
    }

    /** {@code ‖v‖∞ = max |vᵢ|}; NaN if an entry is NaN, which EJML's would skip. */
    static double largestMagnitude(double[] v) {
        double largest = 0;
        for (final double entry : v) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }
}
