package io.github.gradwalk;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.rows;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ProductsTest {
    private static final DMatrixRMaj A = rows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    private static final DMatrixRMaj B = rows(new double[] {7, 8, 9}, new double[] {10, 11, 12});

    /** Larger than any of the results, and not empty: what was in it does not matter. */
    private final DMatrixRMaj C = Matrices.gaussian(5, 5, 1, 1);

    @Test
    void rowsByColumns() {
        Products.times(A, rows(new double[] {1}, new double[] {-1}, new double[] {2}), C);
        assertIdentical(C, rows(new double[] {5}, new double[] {11}));
    }

    @Test
    void rowsByRows() {
        Products.timesTransposed(A, B, C);
        assertIdentical(C, rows(new double[] {50, 68}, new double[] {122, 167}));
    }

    @Test
    void columnsByColumns() {
        Products.transposedTimes(A, B, C);
        assertIdentical(C, rows(new double[] {47, 52, 57}, new double[] {64, 71, 78}, new double[] {81, 90, 99}));
    }
}
