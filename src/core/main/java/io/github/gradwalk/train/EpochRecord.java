package io.github.gradwalk.train;

/**
 * What was measured in one epoch.
 *
 * <p>The loss and the accuracy on the training data are measured batch by batch while the parameters change, each batch
 * before its step. This costs nothing extra; on average they are half an epoch older than those on the validation data. With
 * dropout they are those of thinned networks, which validation does not use: the loss on the validation data may then be the lower one.
 *
 * @param epoch from 1
 * @param loss the mean cross-entropy of the epoch's examples, in nats, without weight decay; where examples have
 *     {@linkplain io.github.gradwalk.Targets#weighted weights}, the weighted mean, NaN if all of them are 0
 * @param accuracy the share of the epoch's examples whose true class had the largest logit, 0 to 1; weights do not count here
 * @param validationLoss the loss on the validation data, with their weights, after the epoch; NaN if there are none, or the epoch was interrupted
 * @param validationAccuracy the accuracy on the validation data after the epoch; NaN in the same cases
 * @param gradientNorm {@code ‖g‖₂} over all parameters, weight decay included, before clipping; the mean over the steps
 * @param learningRate {@code η}
 * @param seconds the duration of the epoch, validation included
 */
public record EpochRecord(
        int epoch,
        double loss,
        double accuracy,
        double validationLoss,
        double validationAccuracy,
        double gradientNorm,
        double learningRate,
        double seconds) {}
