/**
 * Figures as SVG, from {@link io.github.gradwalk.plot.Plot}. XChart draws the marks of the series; words, axes and legends are
 * text, at positions that do not depend on a font.
 */
package io.github.gradwalk.plot;
