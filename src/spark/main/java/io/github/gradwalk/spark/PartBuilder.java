package io.github.gradwalk.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/** Makes a {@link Part} of the rows of a partition, and says what is wrong with them, before any training. */
final class PartBuilder {
    /** What is known of a partition. */
    static final class Summary implements Serializable {
        private static final long serialVersionUID = 1;

        /** How many it has; if something is wrong, the number of the row with which it is. */
        final long rows;

        /** What is wrong with that row; null if nothing. */
        final String error;

        /** How many rows there are of each class. */
        final long[] classSizes;

        /** The sum of the weights. */
        final double weight;

        /** A check sum of all numbers. */
        final long digest;

        private Summary(PartBuilder builder, String error) {
            rows = builder.rows;
            this.error = error;
            classSizes = builder.classSizes;
            weight = builder.weight;
            digest = builder.digest.getValue();
        }
    }

    /** A partition, and what is known of it. */
    static final class Result implements Serializable {
        private static final long serialVersionUID = 1;

        final Part part;
        final Summary summary;

        private Result(Part part, Summary summary) {
            this.part = part;
            this.summary = summary;
        }
    }

    private final Shape shape;
    private final double[] classWeights;
    private final int blockSize;
    private final List<Block> blocks = new ArrayList<>();
    private final CRC32 digest = new CRC32();
    private final long[] classSizes;
    private Block block; // is made for a row that is right, since it can be large
    private int inBlock;
    private long rows;
    private double weight;

    /** @param classWeights one for each class; none if all are 1 */
    PartBuilder(Shape shape, double[] classWeights, int blockSize) {
        this.shape = shape;
        this.classWeights = classWeights;
        this.blockSize = blockSize;
        classSizes = new long[shape.classes()];
    }

    /** @param table features, label and weight of each row */
    Result build(int number, Iterator<Row> table) {
        String error = null;
        while (table.hasNext() && error == null) {
            error = take(table.next());
            rows += error == null ? 1 : 0;
        }
        if (inBlock > 0) {
            blocks.add(block.first(inBlock));
        }
        return new Result(
                new Part(number, shape, error == null ? blocks : List.of(), blockSize), new Summary(this, error));
    }

    /** Returns what is wrong with a row, or null. */
    private String take(Row row) {
        for (int i = 0; i < 3; i++) {
            if (row.isNullAt(i)) {
                return List.of("features", "label", "weight").get(i) + " must be given, but row %d has null";
            }
        }
        final double label = row.getDouble(1);
        if (!(label >= 0 && label < shape.classes() && label == Math.rint(label))) { // or NaN
            return "label must be a class, 0 … " + (shape.classes() - 1) + ", but row %d is " + label;
        }
        final double own = row.getDouble(2);
        final double rowWeight = own * (classWeights.length == 0 ? 1 : classWeights[(int) label]);
        if (!(own == 0 || rowWeight == 0 && own > 0 || 1e-100 <= rowWeight && rowWeight <= 1e100)) { // or NaN
            return "weight must be 0 or from 1.0E-100 to 1.0E100, but row %d is " + own;
        }
        final Vector features = row.getAs(0);
        if (features.size() != shape.features()) {
            return "features must have " + shape.features() + " values, as layers says, but row %d has "
                    + features.size();
        }
        return take(features, (int) label, rowWeight);
    }

    private String take(Vector features, int label, double rowWeight) {
        if (block == null) {
            block = new Block(blockSize, shape.features());
        }
        final int start = inBlock * shape.features();
        write(features, start);
        for (int j = 0; j < shape.features(); j++) {
            if (!Double.isFinite(block.X().data[start + j])) {
                return "features must be finite, but row %d, column " + j + " is " + block.X().data[start + j];
            }
        }
        block.classes()[inBlock] = label;
        block.weights()[inBlock] = rowWeight;
        inBlock++;
        classSizes[label]++;
        weight += rowWeight;
        addToDigest(start, label, rowWeight);
        if (inBlock == blockSize) {
            blocks.add(block);
            block = null;
            inBlock = 0;
        }
        return null;
    }

    private void write(Vector features, int start) {
        if (features instanceof SparseVector sparse) {
            final int[] columns = sparse.indices();
            for (int i = 0; i < columns.length; i++) {
                block.X().data[start + columns[i]] = sparse.values()[i];
            }
        } else {
            System.arraycopy(features.toArray(), 0, block.X().data, start, shape.features());
        }
    }

    private void addToDigest(int start, int label, double rowWeight) {
        // In the order that nearly all processors have, in which numbers are copied as they are.
        final var bytes =
                ByteBuffer.allocate((shape.features() + 2) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer()
                .put(block.X().data, start, shape.features())
                .put(label)
                .put(rowWeight);
        digest.update(bytes);
    }
}
