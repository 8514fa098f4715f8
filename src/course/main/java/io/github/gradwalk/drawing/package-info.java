/**
 * From shapes to accessible pictures, for {@link io.github.gradwalk.plot}: what XChart paints is recorded, its words are read
 * from their outlines, and it is written as SVG in the same style as the figures that are our own.
 */
package io.github.gradwalk.drawing;
