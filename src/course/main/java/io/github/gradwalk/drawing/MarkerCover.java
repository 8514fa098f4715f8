package io.github.gradwalk.drawing;

import io.github.gradwalk.drawing.Recorder.Mark;
import java.awt.Color;
import java.awt.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/**
 * Which of many points of one look have to be drawn so that the others lie under them, told on a grid of half a unit. Transparent ones
 * count like others, since marks that are filled in one go do not show where they overlap.
 */
final class MarkerCover {
    private static final int PER_UNIT = 2;

    /** The number of grid cells, one and a half unit squares, that one point alone may leave uncovered. */
    private static final int UNSEEN = 6;

    /** How much closer the nodes of the lattice are than discs without a grid would need. */
    private static final double LATTICE = 0.95;

    private final int width;
    private final int height;
    private final int size;
    private final int[] mask;
    private final BitSet cover;

    /**
     * @param marker as it is painted with the given size
     * @param width of the plot, in units
     */
    MarkerCover(Marker marker, int size, double width, double height) {
        this.size = size;
        final int border = 2 * PER_UNIT * (size + 1); // on each side, for the marks of points at an edge
        this.width = (int) Math.ceil(PER_UNIT * width) + 2 * border;
        this.height = (int) Math.ceil(PER_UNIT * height) + 2 * border;
        this.mask = mask(marker, size);
        this.cover = new BitSet(this.width * this.height);
    }

    /** The grid cells that a marker covers, as pairs (x, y) relative to its point. */
    private static int[] mask(Marker marker, int size) {
        final Recorder recorder = new Recorder();
        recorder.setColor(Color.BLACK);
        marker.paint(recorder, 0, 0, size);
        final List<Shape> shapes =
                recorder.marks().stream().map(MarkerCover::inked).toList();
        final int reach = PER_UNIT * size;
        final int[] cells = new int[2 * (2 * reach + 1) * (2 * reach + 1)];
        int count = 0;
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                final double left = (double) x / PER_UNIT;
                final double top = (double) y / PER_UNIT;
                if (shapes.stream().anyMatch(shape -> shape.contains(left, top))) {
                    cells[count++] = x;
                    cells[count++] = y;
                }
            }
        }
        return Arrays.copyOf(cells, count);
    }

    private static Shape inked(Mark mark) {
        return mark.isFilled() ? mark.shape() : mark.stroke().createStrokedShape(mark.shape());
    }

    /**
     * Chooses the points to be drawn: first those nearest to the nodes of a lattice, which together cover a crowded region, then each
     * that covers something new. Points outside of the plot are not seen.
     *
     * @param x from the left end of the plot, in units
     * @param y from its top
     */
    BitSet needed(double[] x, double[] y) {
        final BitSet needed = new BitSet(x.length);
        final int[] place = places(x, y);
        for (int i : nearestToNodes(x, y, place)) {
            if (i >= 0 && covers(place[i])) {
                needed.set(i);
            }
        }
        final BitSet tried = new BitSet(width * height);
        for (int i = 0; i < place.length; i++) {
            if (place[i] >= 0 && !tried.get(place[i])) {
                tried.set(place[i]);
                if (covers(place[i])) {
                    needed.set(i);
                }
            }
        }
        return needed;
    }

    /** The grid cell of each point, −1 outside of the plot. */
    private int[] places(double[] x, double[] y) {
        final int border = 2 * PER_UNIT * (size + 1);
        final int[] places = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            final double column = border + Math.rint(PER_UNIT * x[i]);
            final double row = border + Math.rint(PER_UNIT * y[i]);
            final boolean isSeen = column >= border / 2.0
                    && column < width - border / 2.0
                    && row >= border / 2.0
                    && row < height - border / 2.0; // not so if NaN
            places[i] = isSeen ? (int) row * width + (int) column : -1;
        }
        return places;
    }

    private int[] nearestToNodes(double[] x, double[] y, int[] place) {
        final double across =
                LATTICE * StrictMath.sqrt(0.75) * size; // discs around the nodes of such triangles cover the plane
        final double down = LATTICE * 0.75 * size;
        final int columns = (int) (width / PER_UNIT / across) + 2;
        final int rows = (int) (height / PER_UNIT / down) + 2;
        final int[] nearest = new int[columns * rows];
        final double[] distances = new double[nearest.length];
        Arrays.fill(nearest, -1);
        for (int i = 0; i < place.length; i++) {
            final double row = Math.rint(y[i] / down);
            final double shift = row % 2 / 2;
            final double column = Math.rint(x[i] / across - shift);
            if (place[i] >= 0 && column >= 0 && row >= 0 && column < columns && row < rows) {
                final int node = (int) row * columns + (int) column;
                final double distance = Math.hypot(x[i] - (column + shift) * across, y[i] - row * down);
                if (nearest[node] < 0 || distance < distances[node]) {
                    nearest[node] = i;
                    distances[node] = distance;
                }
            }
        }
        return nearest;
    }

    /** Adds a point's mark to the cover if enough of it is new. */
    private boolean covers(int place) {
        int news = 0;
        for (int m = 0; m < mask.length && news < UNSEEN; m += 2) {
            news += cover.get(cell(place, m)) ? 0 : 1;
        }
        if (news == 0 || news < Math.min(UNSEEN, mask.length / 2)) {
            return false;
        }
        for (int m = 0; m < mask.length; m += 2) {
            cover.set(cell(place, m));
        }
        return true;
    }

    private int cell(int place, int m) {
        return place + mask[m + 1] * width + mask[m];
    }
}
