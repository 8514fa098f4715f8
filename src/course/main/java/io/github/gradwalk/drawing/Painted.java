package io.github.gradwalk.drawing;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Set;

/**
 * What XChart painted.
 *
 * @param marks the shapes
 * @param area the whole picture
 * @param plot the part of it with the data
 * @param fonts the fonts of the words among the shapes
 * @param points the number of points of long series
 * @param drawn the number of those that are among the shapes; the others would lie under them
 */
public record Painted(
        List<Recorder.Mark> marks, Rectangle2D area, Rectangle2D plot, Set<Font> fonts, int points, int drawn) {}
