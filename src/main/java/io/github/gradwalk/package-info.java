/**
 * The mathematics: softmax, cross-entropy and the multilayer perceptron, forwards and backwards.
 *
 * <p>Notation, as in notebook 00: a batch has one example a row, {@code N} rows; weights are outputs × inputs; {@code z}
 * are logits, {@code p = softmax(z)}, {@code y} the target, {@code E = −Σₖ yₖ ln pₖ} the cross-entropy of one example in
 * nats. Work is done in place on EJML's {@code DMatrixRMaj}: where a method has an output argument, it stands last, is
 * reshaped as needed, and is written only after every argument has been checked.
 */
package io.github.gradwalk;
