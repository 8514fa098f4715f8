package io.github.gradwalk.engine;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** EJML's products, which need no preparation and are therefore the fastest for small matrices. */
final class EjmlProduct implements MatrixProduct {
    @Override
    public void times(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        CommonOps_DDRM.mult(A, B, C);
    }

    @Override
    public void timesTransposed(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        CommonOps_DDRM.multTransB(A, B, C);
    }

    @Override
    public void transposedTimes(DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        CommonOps_DDRM.multTransA(A, B, C);
    }
}
