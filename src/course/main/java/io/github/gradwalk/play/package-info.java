/**
 * Figures that compute in the page: {@link io.github.gradwalk.play.Play} has one function for each. A figure is a drawing that
 * stands on its own, the numbers that it starts from, and a script of the project's own which redraws it as its controls are
 * moved. The scripts are resources of this package; {@code math.js} has the library's formulas again, and a test holds it to
 * the library.
 */
package io.github.gradwalk.play;
