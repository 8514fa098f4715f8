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
        double rounded(double value) {
            return (float) value;
        }
    },

    /** 64 bits, double precision: the weights as they are, to the last bit. */
    DOUBLE(DataType.DOUBLE, Double.BYTES) {
        @Override
        void put(ByteBuffer bytes, double value) {
            bytes.putDouble(value);
        }

        @Override
        double rounded(double value) {
            return value;
        }
    };

    final DataType type;
    final int bytes;

    Precision(DataType type, int bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    abstract void put(ByteBuffer bytes, double value);

    /** The value of this precision that is next to a value. */
    abstract double rounded(double value);
}
