/**
 * Interactive figures: {@link io.github.gradwalk.play.Play} has a method for each. A figure consists of a drawing that can stand on its own,
 * the numbers that it starts with, and a script that redraws it when its controls are moved. The scripts are resources of this package;
 * {@code math.js} repeats the formulas of the library, and a test compares their results with the library's.
 */
package io.github.gradwalk.play;
