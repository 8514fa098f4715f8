package io.github.gradwalk.drawing;

import io.github.gradwalk.drawing.Svg.Anchor;
import java.util.function.DoubleFunction;

/** The scale of the diverging colours, with labels at its ends and its middle. */
public final class ColourBar {
    /** The height that it takes in a figure, with its labels. */
    public static final double ROOM = 40;

    private static final int STEPS = 41;
    private static final int HEIGHT = 16;

    private ColourBar() {}

    /** Draws the colours of 0 to 1; an empty label is left out. */
    public static void draw(
            Svg svg, double top, DoubleFunction<String> colours, String low, String middle, String high) {
        double width = Theme.WIDTH / 2.0;
        double left = (Theme.WIDTH - width) / 2;
        for (int k = 0; k < STEPS; k++) {
            String colour = colours.apply((double) k / (STEPS - 1));
            svg.rect(left + k * width / STEPS, top, width / STEPS + 0.5, HEIGHT, "fill='%s'", colour);
        }
        svg.rect(left, top, width, HEIGHT, "fill='none' stroke='%s'", Theme.AXIS);
        double y = top + HEIGHT + 18;
        svg.text(left, y, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, low);
        svg.text(left + width / 2, y, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, middle);
        svg.text(left + width, y, Anchor.MIDDLE, Theme.SMALL, Theme.MUTED, high);
    }
}
