package io.github.gradwalk.file;

import io.github.gradwalk.argument.Require;
import java.nio.ByteBuffer;

/** How many bits a number has in a file for other systems. */
public enum Precision {
    /** 32 bits, single precision: what most systems expect. Numbers are rounded to about seven decimal digits. */
    FLOAT(Float.BYTES) {
        @Override
        public double rounded(double value) {
            return (float) value;
        }

        @Override
        void put(ByteBuffer to, double value) {
            to.putFloat((float) value);
        }
    },

    /** 64 bits, double precision: numbers as they are, to the last bit. */
    DOUBLE(Double.BYTES) {
        @Override
        public double rounded(double value) {
            return value;
        }

        @Override
        void put(ByteBuffer to, double value) {
            to.putDouble(value);
        }
    };

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** How many bytes a number takes. */
    public int bytes() {
        return bytes;
    }

    /** Returns the number of this precision that is nearest to a value, or an infinity if the value is too large. */
    public abstract double rounded(double value);

    /**
     * Appends numbers, in the order of bytes that the buffer has.
     *
     * @param name what they are, for the message
     * @param count how many of the values are appended
     * @throws IllegalArgumentException if a value is not finite in this precision
     */
    public void put(ByteBuffer to, String name, double[] values, int count) {
        for (int i = 0; i < count; i++) {
            Require.that(
                    Double.isFinite(rounded(values[i])),
                    "%s must fit into the precision %s, but has %s",
                    name,
                    this,
                    values[i]);
            put(to, values[i]);
        }
    }

    abstract void put(ByteBuffer to, double value);
}
