package io.github.gradwalk.train;

import io.github.gradwalk.Dataset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.ejml.data.DMatrixRMaj;

/** Tells data sets apart: sizes, and a check sum of all features, weighted targets and names. */
final class DataDigest {
    private DataDigest() {}

    static String of(Dataset data) {
        final var sum = new CRC32();
        add(sum, data.X());
        add(sum, data.Y().toWeightedMatrix());
        data.featureNames().forEach(name -> add(sum, name));
        data.classNames().forEach(name -> add(sum, name));
        return data.examples() + " × " + data.features() + ", " + data.classes() + " classes, digest "
                + Long.toHexString(sum.getValue());
    }

    private static void add(CRC32 sum, DMatrixRMaj matrix) {
        final var row = ByteBuffer.allocate(matrix.numCols * Double.BYTES);
        for (int n = 0; n < matrix.numRows; n++) {
            row.clear();
            row.asDoubleBuffer().put(matrix.data, n * matrix.numCols, matrix.numCols);
            sum.update(row);
        }
    }

    private static void add(CRC32 sum, String name) {
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        sum.update(0);
    }
}
