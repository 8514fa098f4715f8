package io.github.gradwalk.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinnedTest {
    @Test
    void aClosedLineStaysWithinTheTolerance() {
        Path2D circle = new Path2D.Double();
        circle.append(new Ellipse2D.Double(20, 20, 160, 160).getPathIterator(null, 1e-6), false);
        List<double[]> kept = corners(Thinned.of(circle));
        assertThat(kept).hasSizeBetween(20, 80);
        assertThat(kept)
                .allSatisfy(p -> assertThat(Math.hypot(p[0] - 100, p[1] - 100)).isEqualTo(80, within(0.03)));
        for (int k = 1; k < kept.size(); k++) {
            double x = (kept.get(k - 1)[0] + kept.get(k)[0]) / 2;
            double y = (kept.get(k - 1)[1] + kept.get(k)[1]) / 2;
            assertThat(Math.hypot(x - 100, y - 100)).isEqualTo(80, within(0.13));
        }
    }

    private static List<double[]> corners(Path2D path) {
        List<double[]> corners = new ArrayList<>();
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            double[] p = new double[6];
            if (i.currentSegment(p) != PathIterator.SEG_CLOSE) {
                corners.add(p);
            }
        }
        return corners;
    }
}
