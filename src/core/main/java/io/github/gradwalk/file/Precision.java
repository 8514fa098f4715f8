package io.github.gradwalk.file;

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
        public void put(ByteBuffer to, double value) {
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
        public void put(ByteBuffer to, double value) {
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

    /** Appends a number, in the order of bytes that the buffer has. */
    public abstract void put(ByteBuffer to, double value);
}
