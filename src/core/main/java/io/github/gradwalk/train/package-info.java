/**
 * Training: optimizers, learning-rate schedules, mini-batches, dropout, the history of a training, and checkpoints from which it goes on.
 *
 * <p>{@code θ} stands for all weights and biases of a network, {@code g = ∂L/∂θ}, and {@code η} the learning rate. All random
 * numbers come from a seed, so the same training gives the same bits on every machine.
 *
 * <p>Notebook <a href="{@docRoot}/../10-training.html">10</a> builds the training loop, and notebook
 * <a href="{@docRoot}/../11-better-steps.html">11</a> derives the optimizers and compares how they learn.
 */
package io.github.gradwalk.train;
