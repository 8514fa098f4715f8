package io.github.gradwalk.kernel.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellTest {
    private final Cell cell = new Cell(3, "a\n\nbc\n");

    @Test
    void offsetsHaveLines() {
        assertThat(cell.line(0)).isEqualTo(1);
        assertThat(cell.line(1)).isEqualTo(1);
        assertThat(cell.line(2)).isEqualTo(2);
        assertThat(cell.line(4)).isEqualTo(3);
        assertThat(cell.lineStart(0)).isZero();
        assertThat(cell.lineStart(4)).isEqualTo(3);
    }

    @Test
    void linesHaveText() {
        assertThat(cell.lineText(1)).isEqualTo("a");
        assertThat(cell.lineText(2)).isEmpty();
        assertThat(cell.lineText(3)).isEqualTo("bc");
        assertThat(cell.lineText(9)).isEmpty();
        assertThat(cell.place(3)).isEqualTo("cell 3, line 3");
    }
}
