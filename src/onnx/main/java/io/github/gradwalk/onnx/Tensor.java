package io.github.gradwalk.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** The numbers or texts of a constant of a graph. Nothing is allocated for sizes that the file claims and does not hold. */
record Tensor(TensorProto proto) {
    /** Returns a matrix of two dimensions. */
    DMatrixRMaj matrix() {
        Require.that(proto.getDimsCount() == 2, "%s must be a matrix, but has the dimensions %s", name(), dimensions());
        final double[] values = values();
        return new DMatrixRMaj((int) proto.getDims(0), (int) proto.getDims(1), true, values);
    }

    /** Returns the numbers of a single row. */
    double[] row() {
        final double[] values = values();
        final long width = proto.getDimsCount() == 0 ? 1 : proto.getDims(proto.getDimsCount() - 1);
        Require.that(values.length == width, "%s must be one row, but has the dimensions %s", name(), dimensions());
        return values;
    }

    /** Returns the numbers of a single row, which must be {@code columns}, or one that stands for all. */
    double[] row(int columns) {
        final double[] values = row();
        Require.that(
                values.length == columns || values.length == 1,
                "%s must be one row of %d numbers or a single one, but has the dimensions %s",
                name(),
                columns,
                dimensions());
        return values.length == columns
                ? values
                : IntStream.range(0, columns).mapToDouble(j -> values[0]).toArray();
    }

    /** Returns all numbers, in the order of rows. */
    double[] values() {
        return switch (type()) {
            case DOUBLE ->
                proto.hasRawData() ? raw(Double.BYTES, ByteBuffer::getDouble) : listed(proto.getDoubleDataList());
            case FLOAT ->
                proto.hasRawData() ? raw(Float.BYTES, ByteBuffer::getFloat) : listed(proto.getFloatDataList());
            default ->
                throw Require.refused("%s must hold numbers of the type FLOAT or DOUBLE, but holds %s", name(), type());
        };
    }

    /** Returns the texts, or the whole numbers as texts. */
    List<String> names() {
        return switch (type()) {
            case STRING ->
                proto.getStringDataList().stream()
                        .map(text -> text.toStringUtf8())
                        .toList();
            case INT64 ->
                proto.hasRawData()
                        ? IntStream.range(0, count(proto.getRawData().size() / Long.BYTES))
                                .mapToObj(i -> String.valueOf(rawBytes().getLong(i * Long.BYTES)))
                                .toList()
                        : proto.getInt64DataList().stream().map(String::valueOf).toList();
            case INT32 -> proto.getInt32DataList().stream().map(String::valueOf).toList();
            default -> throw Require.refused("%s must hold names, but holds %s", name(), type());
        };
    }

    String name() {
        return "constant \"" + Names.inMessage(proto.getName()) + "\"";
    }

    private DataType type() {
        Require.that(
                proto.getDataLocation() == DataLocation.DEFAULT,
                "%s is in another file, which is not supported: store all in one",
                name());
        final var type = DataType.forNumber(proto.getDataType());
        return type == null ? DataType.UNDEFINED : type;
    }

    private interface Reading {
        double next(ByteBuffer bytes);
    }

    private double[] raw(int bytesPerNumber, Reading reading) {
        final int size = proto.getRawData().size();
        Require.that(size % bytesPerNumber == 0, "%s ends within a number: it has %d bytes", name(), size);
        final double[] values = new double[count(size / bytesPerNumber)];
        final var bytes = rawBytes();
        for (int i = 0; i < values.length; i++) {
            values[i] = reading.next(bytes);
        }
        return values;
    }

    private ByteBuffer rawBytes() {
        return proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private double[] listed(List<? extends Number> numbers) {
        count(numbers.size());
        return numbers.stream().mapToDouble(Number::doubleValue).toArray();
    }

    /** Returns how many numbers there are, which must be what the dimensions say. */
    private int count(int found) {
        long expected = 1;
        for (final long dimension : proto.getDimsList()) {
            Require.that(dimension >= 1, "%s is empty: its dimensions are %s", name(), dimensions());
            // No product of two such factors overflows.
            expected = expected > Integer.MAX_VALUE || dimension > Integer.MAX_VALUE
                    ? Long.MAX_VALUE
                    : expected * dimension;
        }
        Require.that(
                expected == found,
                "%s must hold as many numbers as its dimensions %s say, but holds %d",
                name(),
                dimensions(),
                found);
        return found;
    }

    private String dimensions() {
        return Names.inMessage(proto.getDimsList().toString());
    }
}
