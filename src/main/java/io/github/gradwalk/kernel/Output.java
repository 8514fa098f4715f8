package io.github.gradwalk.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * What cells print, on either stream, in order, gathered into few messages: a message is made when the other stream
 * is written, when enough has come, when a little time has passed, or when {@link #flush} is called.
 */
final class Output {
    private static final int ENOUGH = 1 << 16;
    private static final long PATIENCE_NANOS = 40_000_000;

    private final BiConsumer<String, String> sink;
    private final Stream out = new Stream("stdout");
    private final Stream err = new Stream("stderr");
    private Stream last = out;

    /** The sink takes the stream's name and the text; it must not block. */
    Output(final BiConsumer<String, String> sink) {
        this.sink = sink;
    }

    /** Takes over {@code System.out} and {@code System.err}. */
    void install() {
        System.setOut(new PrintStream(out, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, false, StandardCharsets.UTF_8));
        Threads.start("output", this::flushNowAndThen);
    }

    private void flushNowAndThen() {
        try {
            while (true) {
                synchronized (this) {
                    while (last.isEmpty()) {
                        wait();
                    }
                }
                LockSupport.parkNanos(PATIENCE_NANOS);
                flush();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void flush() {
        last.flushCharacters();
    }

    private final class Stream extends OutputStream {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Stream(final String name) {
            this.name = name;
        }

        @Override
        public void write(final int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(final byte[] given, final int offset, final int length) {
            synchronized (Output.this) {
                if (last != this) {
                    last.flushCharacters();
                    last = this;
                }
                bytes.write(given, offset, length);
                if (bytes.size() >= ENOUGH) {
                    flushCharacters();
                }
                Output.this.notifyAll();
            }
        }

        boolean isEmpty() {
            return bytes.size() == 0;
        }

        /** Sends all whole characters; the beginning of one waits for its end. */
        void flushCharacters() {
            final var given = bytes.toByteArray();
            final int end = Utf8.wholeCharacters(given);
            bytes.reset();
            bytes.write(given, end, given.length - end);
            if (end > 0) {
                sink.accept(name, new String(given, 0, end, StandardCharsets.UTF_8));
            }
        }
    }
}
