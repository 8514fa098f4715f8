/** From raw features to the name of a class: a trained network with all that belongs to it. */
package io.github.gradwalk.predict;
