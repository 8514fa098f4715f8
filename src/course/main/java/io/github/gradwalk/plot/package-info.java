/**
 * Figures as SVG, from {@link io.github.gradwalk.plot.Plot}. XChart draws the marks of the series; words, axes and
 * legends are real text at places that no font can move.
 */
package io.github.gradwalk.plot;
