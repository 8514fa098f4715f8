package io.github.gradwalk.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MatrixTextTest {

    @Test
    void showsTheShape() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, -0.25}, {0.5, 100}, {0, 3}});

        assertThat(MatrixText.latex("W^1", matrix))
                .isEqualTo(
                        "$$\\underset{3 \\times 2}{W^1} = "
                                + "\\left[\\begin{array}{rr} 1.0 & -0.25 \\\\ 0.5 & 100.00 \\\\ 0.0 & 3.00 \\end{array}\\right]$$");
        assertThat(MatrixText.plain("W^1", matrix)).isEqualTo("""
                        W^1 (3×2) =
                        [ 1.0   -0.25 ]
                        [ 0.5  100.00 ]
                        [ 0.0    3.00 ]""");
        assertThat(MatrixText.latex(matrix)).startsWith("$$\\left[").endsWith("\\right]_{3 \\times 2}$$");
        assertThat(MatrixText.plain(matrix)).startsWith("3×2\n[ 1.0   -0.25 ]");
    }

    @Test
    void aSingleRowHasTheSameDecimalsThroughout() {
        assertThat(MatrixText.plain(new DMatrixRMaj(new double[][] {{0.76891, 0.158, 0.07311}})))
                .isEqualTo("1×3\n[ 0.7689  0.1580  0.0731 ]");
    }

    @Test
    void elidesTheMiddleOfALargeMatrix() {
        DMatrixRMaj matrix = new DMatrixRMaj(12, 11);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = i;
        }

        assertThat(MatrixText.plain(matrix).lines())
                .hasSize(11)
                .contains(
                        "[   0    1    2    3    4    5    6  …    9   10 ]",
                        "[   ⋮    ⋮    ⋮    ⋮    ⋮    ⋮    ⋮  ⋱    ⋮    ⋮ ]",
                        "[ 121  122  123  124  125  126  127  …  130  131 ]");
        assertThat(MatrixText.latex(matrix)).contains("6 & \\cdots & 9", "\\vdots & \\ddots & \\vdots");
        assertThat(MatrixText.plain(new DMatrixRMaj(1, 11))).contains("[ 0  0  0  0  0  0  0  …  0  0 ]");
    }

    @Test
    void showsTenRowsWholeAndAnEmptyMatrix() {
        assertThat(MatrixText.plain(new DMatrixRMaj(10, 1)).lines()).hasSize(11).doesNotContain("[ ⋮ ]");
        assertThat(MatrixText.plain(new DMatrixRMaj(0, 3))).isEqualTo("0×3\n");
        assertThat(MatrixText.latex(new DMatrixRMaj(0, 3))).contains("_{0 \\times 3}");
    }
}
