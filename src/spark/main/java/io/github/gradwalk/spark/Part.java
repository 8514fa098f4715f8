package io.github.gradwalk.spark;

import io.github.gradwalk.Backprop;
import io.github.gradwalk.CrossEntropy;
import io.github.gradwalk.Mlp;
import io.github.gradwalk.Reduction;
import io.github.gradwalk.Targets;
import io.github.gradwalk.train.Parameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * The rows of one partition, in blocks, with the work matrices that all steps use again. In memory a row takes 8 bytes for each feature, 8 to 16 for
 * each class, and 12 more.
 */
final class Part implements Serializable {
    private static final long serialVersionUID = 1;

    /** Where the sums of loss, weight and correct examples are, behind the gradient. */
    static final int LOSS = 0;

    static final int WEIGHT = 1;
    static final int CORRECT = 2;
    static final int MORE = 3;

    private final int number;
    private final Shape shape;
    private final List<Block> blocks;
    private final int blockSize;

    private transient Work work;

    /** What is not sent with the rows, and made where they are. */
    private static final class Work {
        private final Mlp net;
        private final List<DMatrixRMaj> parameters;
        private final Backprop backprop;
        private final DMatrixRMaj batch = new DMatrixRMaj(1, 1);
        private final DMatrixRMaj delta = new DMatrixRMaj(1, 1);
        private final List<Targets> targets = new ArrayList<>();

        Work(Shape shape, List<Block> blocks) {
            net = shape.network();
            parameters = Parameters.of(net);
            backprop = new Backprop(net);
            blocks.forEach(block -> targets.add(block.targets(shape.classes())));
        }
    }

    /** @param blocks all of {@code blockSize} rows, except the last */
    Part(int number, Shape shape, List<Block> blocks, int blockSize) {
        this.number = number;
        this.shape = shape;
        this.blocks = new ArrayList<>(blocks);
        this.blockSize = blockSize;
    }

    /** The number of the partition. */
    int number() {
        return number;
    }

    /** Returns the sums over all rows: the gradient of the loss, and the {@link #MORE} after it. */
    synchronized double[] sums(double[] parameters) {
        final double[] sums = begin(parameters);
        for (int k = 0; k < blocks.size(); k++) {
            add(blocks.get(k), work.targets.get(k), sums);
        }
        return sums;
    }

    /**
     * Returns the sums over those of some rows that are here.
     *
     * @param rows their numbers in the whole data set
     * @param first the number of the first row here
     * @param end that of the first row of the next partition
     */
    synchronized double[] sums(double[] parameters, int[] rows, long first, long end) {
        final double[] sums = begin(parameters);
        final int[] here = Arrays.stream(rows)
                .filter(row -> first <= row && row < end)
                .map(row -> (int) (row - first))
                .toArray();
        for (int from = 0; from < here.length; from += blockSize) {
            final var block = copyOf(Arrays.copyOfRange(here, from, Math.min(from + blockSize, here.length)));
            add(block, block.targets(shape.classes()), sums);
        }
        return sums;
    }

    /** Returns a block of these rows, which is overwritten by the next. */
    private Block copyOf(int[] rows) {
        work.batch.reshape(rows.length, shape.features());
        final var block = new Block(work.batch, new int[rows.length], new double[rows.length]);
        for (int n = 0; n < rows.length; n++) {
            block.copy(blocks.get(rows[n] / blockSize), rows[n] % blockSize, n);
        }
        return block;
    }

    private double[] begin(double[] parameters) {
        if (work == null) {
            work = new Work(shape, blocks);
        }
        Parameters.write(parameters, work.parameters);
        return new double[parameters.length + MORE];
    }

    private void add(Block block, Targets targets, double[] sums) {
        final int count = sums.length - MORE;
        final var logits = work.backprop.forward(block.X());
        if (MatrixFeatures_DDRM.hasUncountable(logits)) {
            sums[count + LOSS] = Double.NaN;
            return;
        }
        sums[count + CORRECT] += targets.countCorrect(logits);
        if (block.isWithoutWeight()) {
            return;
        }
        sums[count + LOSS] += CrossEntropy.lossAndGradient(logits, targets, Reduction.SUM, work.delta);
        sums[count + WEIGHT] += targets.totalWeight();
        int at = 0;
        for (final var matrix : Parameters.of(work.backprop.backward(work.delta))) {
            for (int i = 0; i < matrix.getNumElements(); i++) {
                sums[at++] += matrix.data[i];
            }
        }
    }
}
