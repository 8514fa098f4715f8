package io.github.gradwalk.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;

/** How many bits a number in an ONNX file has. Inputs and outputs of the model have as many. */
public enum Precision {
    /** 32 bits, single precision: what most systems expect. The weights are rounded to about seven decimal digits. */
    FLOAT(DataType.FLOAT, Float.BYTES) {
        @Override
        void put(ByteBuffer bytes, double value) {
            bytes.putFloat((float) value);
        }

        @Override
        boolean holds(double value) {
            return Float.isFinite((float) value);
        }
    },

    /** 64 bits, double precision: the weights as they are, to the last bit. */
    DOUBLE(DataType.DOUBLE, Double.BYTES) {
        @Override
        void put(ByteBuffer bytes, double value) {
            bytes.putDouble(value);
        }

        @Override
        boolean holds(double value) {
            return Double.isFinite(value);
        }
    };

    final DataType type;
    final int bytes;

    Precision(DataType type, int bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    abstract void put(ByteBuffer bytes, double value);

    /** Whether a value is still finite once it is rounded. */
    abstract boolean holds(double value);
}
