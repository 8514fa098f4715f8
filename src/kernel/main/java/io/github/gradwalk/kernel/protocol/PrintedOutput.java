package io.github.gradwalk.kernel.protocol;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Gathers what cells print on either stream, in order, into few pieces: one ends when the other stream is written to, when it is large
 * enough, when a little time has passed, or when {@link #flush} is called. If a cell prints more than a client can bear, the rest is
 * counted and not sent.
 */
final class PrintedOutput {
    private static final int ENOUGH = 1 << 16;
    private static final int MOST_OF_A_CELL = 1 << 24;
    private static final long PATIENCE_NANOS = 40_000_000;

    private final BiConsumer<String, String> sink;
    private final Stream out = new Stream("stdout");
    private final Stream err = new Stream("stderr");
    private Stream last = out;
    private int left = MOST_OF_A_CELL;
    private long droppedBytes;
    private long droppedLines;

    /** The sink takes the name of the stream and the text; it must not block. */
    PrintedOutput(BiConsumer<String, String> sink) {
        this.sink = sink;
    }

    /** Takes over {@code System.out} and {@code System.err}. */
    void install() {
        System.setOut(new PrintStream(out, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, false, StandardCharsets.UTF_8));
        Threads.serve("output", this::flushRegularly);
    }

    private void flushRegularly() {
        try {
            while (true) {
                synchronized (this) {
                    while (last.bytes.position() == 0) {
                        wait();
                    }
                }
                LockSupport.parkNanos(PATIENCE_NANOS);
                flushIfPossible();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flushIfPossible() {
        try {
            flush();
        } catch (OutOfMemoryError e) {
            // The cell that has filled the memory loses some of its output.
            Thread.yield();
        }
    }

    synchronized void flush() {
        last.flushCharacters();
    }

    /** Flushes at the beginning or the end of a cell, says how much was left out, and counts anew. */
    synchronized void settle() {
        flush();
        if (droppedBytes > 0) {
            sink.accept(
                    "stderr",
                    String.format(
                            "%n[output cut after %d MiB: %,d more lines, %,d bytes, were printed]%n",
                            MOST_OF_A_CELL >> 20, droppedLines, droppedBytes));
        }
        left = MOST_OF_A_CELL;
        droppedBytes = 0;
        droppedLines = 0;
    }

    private final class Stream extends OutputStream {
        private final String name;
        private final ByteBuffer bytes = ByteBuffer.allocate(ENOUGH);
        private final CharBuffer characters = CharBuffer.allocate(ENOUGH);
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);

        Stream(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] given, int offset, int length) {
            synchronized (PrintedOutput.this) {
                if (last != this) {
                    last.flushCharacters();
                    last = this;
                }
                final int kept = Math.min(length, left);
                left -= kept;
                append(given, offset, kept);
                drop(given, offset + kept, length - kept);
                PrintedOutput.this.notifyAll();
            }
        }

        private void append(byte[] given, int offset, int length) {
            for (int done = 0; done < length; ) {
                final int some = Math.min(length - done, bytes.remaining());
                bytes.put(given, offset + done, some);
                done += some;
                if (!bytes.hasRemaining()) {
                    flushCharacters();
                }
            }
        }

        private void drop(byte[] given, int offset, int length) {
            droppedBytes += length;
            for (int i = offset; i < offset + length; i++) {
                droppedLines += given[i] == '\n' ? 1 : 0;
            }
        }

        /** Sends all whole characters; the first bytes of an incomplete one wait for the rest. */
        void flushCharacters() {
            decoder.decode(bytes.flip(), characters, false);
            bytes.compact();
            try {
                final var text = characters.flip().toString();
                if (!text.isEmpty()) {
                    sink.accept(name, text);
                }
            } finally {
                characters.clear();
            }
        }
    }
}
