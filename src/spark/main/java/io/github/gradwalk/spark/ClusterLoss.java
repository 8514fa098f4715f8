package io.github.gradwalk.spark;

import io.github.gradwalk.Mlp;
import io.github.gradwalk.train.Objective;
import io.github.gradwalk.train.Parameters;
import java.io.Serializable;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The mean cross-entropy over all partitions, as a function of the parameters: what {@code FullBatchLoss} is on one machine. The parameters are
 * broadcast once for each evaluation.
 */
final class ClusterLoss implements Objective {
    /** The training has been cancelled, or its thread has been interrupted. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(Throwable cause) {
            super(cause);
        }
    }

    /** What is broadcast: the parameters, and the rows of a mini-batch, or null for all rows. */
    private static final class Step implements Serializable {
        private static final long serialVersionUID = 1;

        private final double[] parameters;
        private final int[] rows;

        Step(double[] parameters, int[] rows) {
            this.parameters = parameters;
            this.rows = rows;
        }
    }

    private final JavaRDD<Part> parts;
    private final int partitions;
    private final long[] firstRows;
    private final Mlp net;
    private final double weightDecay;

    /** The sums of loss, weight and correct examples of the last evaluation. */
    private final double[] measured = new double[Part.MORE];

    ClusterLoss(Examples examples, Mlp net, double weightDecay) {
        parts = examples.parts();
        partitions = examples.partitions();
        firstRows = examples.firstRows();
        this.net = net;
        this.weightDecay = weightDecay;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        return evaluate(x, gradient, null);
    }

    /**
     * Evaluates the loss of some rows, and its gradient, at {@code x}, which become the parameters of the network.
     *
     * @param rows their numbers in the whole data set; null for all
     * @throws Stopped if it has been cancelled
     */
    double evaluate(double[] x, double[] gradient, int[] rows) {
        final double[] sums = sums(new Step(x, rows));
        System.arraycopy(sums, x.length, measured, 0, Part.MORE);
        // A mean over weights that are all 0 is taken as 0.
        final double scale = measured[Part.WEIGHT] == 0 ? 0 : 1 / measured[Part.WEIGHT];
        for (int i = 0; i < x.length; i++) {
            gradient[i] = scale * sums[i];
        }
        final var parameters = Parameters.of(net);
        Parameters.write(x, parameters);
        return scale * measured[Part.LOSS] + Parameters.addWeightDecay(weightDecay, parameters, gradient);
    }

    /** The sum of the weighted losses in the last evaluation. */
    double loss() {
        return measured[Part.LOSS];
    }

    double weight() {
        return measured[Part.WEIGHT];
    }

    long correct() {
        return (long) measured[Part.CORRECT];
    }

    private double[] sums(Step step) {
        final var context = JavaSparkContext.fromSparkContext(parts.context());
        final long[] first = firstRows;
        try {
            final var broadcast = context.broadcast(step);
            final double[] sums = parts.treeAggregate(
                            new OrderedSum(partitions),
                            (sum, part) -> {
                                final var at = broadcast.value();
                                final int k = part.number();
                                return sum.add(
                                        k,
                                        at.rows == null
                                                ? part.sums(at.parameters)
                                                : part.sums(at.parameters, at.rows, first[k], first[k + 1]));
                            },
                            OrderedSum::merge)
                    .total();
            broadcast.destroy(
                    false); // not after an interrupt, when tasks may still read it; then Spark removes it later
            return sums;
        } catch (Exception e) { // Spark's, and that of an interrupt, which Scala throws without declaring them
            if (isStop(e)) {
                throw new Stopped(e);
            }
            throw e;
        }
    }

    private static boolean isStop(Exception e) {
        return e instanceof InterruptedException
                || e instanceof SparkException spark && "SPARK_JOB_CANCELLED".equals(spark.getCondition());
    }
}
