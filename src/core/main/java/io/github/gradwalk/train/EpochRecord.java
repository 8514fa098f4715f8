package io.github.gradwalk.train;

/**
 * What was measured in one epoch.
 *
 * <p>The loss and the accuracy of the training data are measured batch by batch while the parameters change, each batch
 * before its step: they cost nothing extra, and are on average half an epoch older than the validation's.
 *
 * @param epoch from 1
 * @param loss the mean cross-entropy of the epoch's examples, in nats, without weight decay
 * @param accuracy the share of the epoch's examples whose true class got the largest logit, 0 to 1
 * @param validationLoss the loss of the validation data after the epoch; NaN if there is none, or the epoch was interrupted
 * @param validationAccuracy the accuracy of the validation data after the epoch, or NaN likewise
 * @param gradientNorm {@code ‖g‖₂} over all parameters, weight decay included, before clipping; the mean over the steps
 * @param learningRate {@code η}
 * @param seconds how long the epoch took, validation included
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
