/** How well a network classifies: confusion matrix, precision and recall, calibration. */
package io.github.gradwalk.evaluate;
