package io.github.gradwalk.train;

import io.github.gradwalk.train.Checkpoint.BegunEpoch;

/** Sums over the examples of an epoch; of the gradient norm, over steps. */
final class Measurements {
    private int steps;
    private double examples;
    private double weight;
    private double loss;
    private double correct;
    private double gradientNorm;
    private double seconds;

    Measurements() {}

    Measurements(BegunEpoch begun) {
        steps = begun.steps();
        examples = begun.examples();
        weight = begun.weight();
        loss = begun.loss();
        correct = begun.correct();
        gradientNorm = begun.gradientNorm();
        seconds = begun.seconds();
    }

    BegunEpoch snapshot() {
        return new BegunEpoch(steps, examples, weight, loss, correct, gradientNorm, seconds);
    }

    void add(int examples, double weight, double meanLoss, int correct) {
        this.examples += examples;
        this.weight += weight;
        loss += meanLoss * weight;
        this.correct += correct;
    }

    void addStep(int examples, double weight, double meanLoss, int correct, double gradientNorm) {
        add(examples, weight, meanLoss, correct);
        this.gradientNorm += gradientNorm;
        steps++;
    }

    void addSeconds(double more) {
        seconds += more;
    }

    int steps() {
        return steps;
    }

    /** The mean; NaN of nothing. */
    double loss() {
        return loss / weight;
    }

    /** The share; NaN of nothing. */
    double accuracy() {
        return correct / examples;
    }

    double gradientNorm() {
        return gradientNorm / steps;
    }

    double seconds() {
        return seconds;
    }
}
