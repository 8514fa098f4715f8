package io.github.gradwalk.engine;

import static io.github.gradwalk.Matrices.assertIdentical;
import static io.github.gradwalk.Matrices.assertRefused;
import static io.github.gradwalk.Matrices.column;
import static io.github.gradwalk.Matrices.gaussian;
import static io.github.gradwalk.Matrices.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.github.gradwalk.argument.Require;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
    private static final DMatrixRMaj A = rows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    private static final DMatrixRMaj B = rows(new double[] {7, 8, 9}, new double[] {10, 11, 12});

    /** Larger than any of the results, and not empty: what was in it does not matter. */
    private final DMatrixRMaj C = gaussian(5, 5, 1, 1);

    @Test
    void smallProductsByHand() {
        Products.times(A, column(1, -1, 2), C);
        assertIdentical(C, column(5, 11));
        Products.timesTransposed(A, B, C);
        assertIdentical(C, rows(new double[] {50, 68}, new double[] {122, 167}));
        Products.transposedTimes(A, B, C);
        assertIdentical(C, rows(new double[] {47, 52, 57}, new double[] {64, 71, 78}, new double[] {81, 90, 99}));
    }

    @Test
    void largeResultsAreReshapedToo() {
        final var left = gaussian(20, 30, 1, 1);
        final var right = gaussian(25, 30, 1, 2);
        Products.timesTransposed(left, right, C);
        assertThat(Require.shape(C)).isEqualTo("20×25");
        Products.transposedTimes(left, gaussian(20, 35, 1, 3), C);
        assertThat(Require.shape(C)).isEqualTo("30×35");
        Products.times(right, gaussian(30, 40, 1, 4), C);
        assertThat(Require.shape(C)).isEqualTo("25×40");
    }

    @Test
    void shapesThatDoNotFitAndUnknownImplementationsAreRefused() {
        assertRefused(() -> Products.times(A, B, C), "A B: the shapes 2×3 and 2×3 do not fit", C);
        final var single = column(1);
        assertRefused(() -> Products.timesTransposed(A, single, C), "A Bᵀ: the shapes 2×3 and 1×1 do not fit", C);
        assertRefused(() -> Products.transposedTimes(A, single, C), "Aᵀ B: the shapes 2×3 and 1×1 do not fit", C);
        assertRefused(
                () -> Products.large("fast"), "gradwalk.products must be ejml, java, vector or native, but is fast");
    }

    /** Panels of every remainder: odd rows, terms that are no multiple of three, columns beyond one panel, panels that are full, few columns. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 3, 8",
        "32, 2, 16",
        "7, 49, 5",
        "64, 48, 31",
        "33, 97, 32",
        "5, 100, 257",
        "40, 50, 600",
        "4, 50, 256",
        "4, 50, 511",
        "4, 50, 512",
        "3, 50, 768",
        "300, 151, 3"
    })
    void plainJavaGivesTheNumbersOfEjml(int m, int k, int n) {
        final var factors = new Factors(m, k, n, 1);
        final var java = Products.large("java");
        final var ejml = Products.large("ejml");
        assertIdentical(factors.product(java), factors.product(ejml));
        assertIdentical(factors.productByTransposed(java), factors.productByTransposed(ejml));
        assertIdentical(factors.productOfTransposed(java), factors.productOfTransposed(ejml));
    }

    @Test
    void plainJavaGivesTheNumbersOfEjmlForRandomShapes() {
        final var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            plainJavaGivesTheNumbersOfEjml(
                    1 + random.nextInt(70), 1 + random.nextInt(110), 1 + random.nextInt(i % 10 == 0 ? 600 : 70));
        }
    }

    @Test
    void nonFiniteNumbersStayInTheirRowAndColumn() {
        final var left = gaussian(41, 64, 1, 1);
        final var right = gaussian(64, 70, 1, 2);
        left.set(40, 63, Double.NaN);
        right.set(62, 69, Double.POSITIVE_INFINITY);
        final var product = new DMatrixRMaj(41, 70);
        Products.large("java").times(left, right, product);
        for (int i = 0; i < 41; i++) {
            for (int j = 0; j < 70; j++) {
                assertThat(Double.isFinite(product.get(i, j))).isEqualTo(i < 40 && j < 69);
            }
        }
    }

    /** Work arrays are reused: an infinity left in a row beyond the depth, times 0, would be NaN. */
    @Test
    void nonFiniteNumbersDoNotReachTheNextProduct() {
        final var java = Products.large("java");
        for (int depth = 1; depth <= 48; depth++) {
            final var infinite = new DMatrixRMaj(48, 70);
            infinite.fill(Double.POSITIVE_INFINITY);
            java.times(gaussian(40, 48, 1, 1), infinite, new DMatrixRMaj(40, 70));
            final var factors = new Factors(40, depth, 70, 2);
            assertIdentical(factors.product(java), factors.product(Products.large("ejml")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "vector", "native"})
    void allImplementationsAgreeWithin1e12(String name) {
        assumeThatCode(() -> Products.large(name)).doesNotThrowAnyException();
        final var random = new Random(11);
        for (int i = 0; i < 100; i++) {
            final var factors =
                    new Factors(1 + random.nextInt(90), 1 + random.nextInt(200), 1 + random.nextInt(300), i);
            final var expected = factors.product(Products.large("ejml"));
            // Each entry is a sum of terms whose sizes are summed here: what 1e-12 is relative to.
            final var size = factors.ofSizes().product(Products.large("ejml"));
            assertWithin(1e-12, factors.product(Products.large(name)), expected, size);
            assertWithin(1e-12, factors.productByTransposed(Products.large(name)), expected, size);
            assertWithin(1e-12, factors.productOfTransposed(Products.large(name)), expected, size);
        }
    }

    @Test
    void plainJavaMayBeUsedByManyThreads() {
        final var factors = new Factors(100, 100, 100, 3);
        final var expected = factors.product(Products.large("ejml"));
        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> factors.product(Products.large("java"))))
                .allSatisfy(product -> assertIdentical(product, expected));
    }

    @Test
    void smallProductsAreEjmlsUnlessPinned() {
        assertThat(Products.small("")).isInstanceOf(EjmlProduct.class);
        assertThat(Products.small("java")).isInstanceOf(EjmlProduct.class);
        assertThat(Products.small("vector")).isInstanceOf(BlasProduct.class);
    }

    @Test
    void aBlasThatSumsInOrderIsRecognised() {
        assertThat(BlasProduct.sumsInOrder(new PanelProduct())).isTrue();
        assertThat(BlasProduct.sumsInOrder(BlasProduct.ofVectorApi())).isFalse();
    }

    @Test
    void largeProductsGoToTheSystemsBlasOnlyIfItIsFast() {
        assertThat(Products.large("")).isInstanceOf(hasFastBlas() ? BlasProduct.class : PanelProduct.class);
    }

    private static boolean hasFastBlas() {
        try {
            return !BlasProduct.sumsInOrder(BlasProduct.ofTheSystem());
        } catch (IllegalStateException thereIsNone) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void theImplementationIsChosenByTheFirstProduct(String size) throws ReflectiveOperationException {
        final var chosen = Products.class.getDeclaredField(size);
        chosen.setAccessible(true);
        chosen.set(null, null);
        final int n = size.equals("small") ? 2 : 20;
        final var factors = new Factors(n, n, n, 4);
        Products.times(factors.A, factors.B, C);
        assertThat(chosen.get(null)).isNotNull();
    }

    /** The same two factors, also stored transposed. */
    private record Factors(DMatrixRMaj A, DMatrixRMaj B) {
        Factors(int m, int k, int n, long seed) {
            this(gaussian(m, k, 1, seed), gaussian(k, n, 1, seed + 1));
        }

        Factors ofSizes() {
            final var sizes = new Factors(A.copy(), B.copy());
            CommonOps_DDRM.abs(sizes.A);
            CommonOps_DDRM.abs(sizes.B);
            return sizes;
        }

        DMatrixRMaj product(MatrixProduct implementation) {
            final var C = result();
            implementation.times(A, B, C);
            return C;
        }

        DMatrixRMaj productByTransposed(MatrixProduct implementation) {
            final var C = result();
            implementation.timesTransposed(A, CommonOps_DDRM.transpose(B, null), C);
            return C;
        }

        DMatrixRMaj productOfTransposed(MatrixProduct implementation) {
            final var C = result();
            implementation.transposedTimes(CommonOps_DDRM.transpose(A, null), B, C);
            return C;
        }

        private DMatrixRMaj result() {
            final var C = new DMatrixRMaj(A.numRows, B.numCols);
            CommonOps_DDRM.fill(C, Double.NaN);
            return C;
        }
    }

    private static void assertWithin(double error, DMatrixRMaj actual, DMatrixRMaj expected, DMatrixRMaj size) {
        for (int i = 0; i < expected.getNumElements(); i++) {
            assertThat(Math.abs(actual.data[i] - expected.data[i])).isLessThanOrEqualTo(error * size.data[i]);
        }
    }
}
