/**
 * The mathematics: softmax, cross-entropy and the multilayer perceptron, forwards and backwards.
 *
 * <p>Notation, as in notebook <a href="{@docRoot}/../20-notation.html">20</a>: a batch has one example per row, {@code N} rows; weights are outputs × inputs; {@code z}
 * are logits, {@code p = softmax(z)}, {@code y} the target, {@code E = −Σₖ yₖ ln pₖ} the cross-entropy of one example in
 * nats. Matrices are EJML's {@code DMatrixRMaj}. A method returns a new matrix or writes to an output argument, which is the last
 * one, is reshaped as needed, and is written only after all arguments have been checked.
 */
package io.github.gradwalk;
