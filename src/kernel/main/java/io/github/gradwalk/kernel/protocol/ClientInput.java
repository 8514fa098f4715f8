package io.github.gradwalk.kernel.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** The {@code System.in} of cells, which asks the client of the current cell for one line at a time. */
final class ClientInput extends InputStream {
    private static final int LOOK_AGAIN_MILLIS = 100;

    private record Question(Message request, CompletableFuture<String> answer) {}

    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Supplier<Message> asker;
    private final Thread thread;
    private byte[] line = {};
    private int next;

    /** The asker supplies the request on whose behalf to ask. */
    ClientInput(Supplier<Channel> opener, Supplier<Message> asker) {
        this.asker = asker;
        thread = Threads.serve("stdin", () -> run(opener));
    }

    /** Closes the channel. To close this stream does not, since a {@code Scanner} in a cell may do that. */
    void end() {
        thread.interrupt();
    }

    private void run(Supplier<Channel> opener) {
        try (var channel = opener.get()) {
            while (true) {
                ask(channel, questions.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Channel channel, Question question) {
        while (channel.poll(0).isPresent()) {
            // An answer to a question that nobody asks any more.
            continue;
        }
        channel.send(question.request().reply("input_request", Map.of("prompt", "", "password", false)));
        // A stopped cell may have had no time to cancel its question.
        while (!question.answer().isDone() && questions.isEmpty()) {
            channel.poll(LOOK_AGAIN_MILLIS)
                    .filter(reply -> reply.type().equals("input_reply"))
                    .ifPresent(reply -> question.answer().complete(reply.text("value")));
        }
    }

    @Override
    public synchronized int read() throws IOException {
        if (next == line.length) {
            line = (readLine() + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
        return line[next++] & 0xFF;
    }

    /** Reads no further than the end of the line, so that no reader has to wait for a line that it does not need. */
    @Override
    public synchronized int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        to[offset] = (byte) read();
        final int more = Math.min(length - 1, line.length - next);
        System.arraycopy(line, next, to, offset + 1, more);
        next += more;
        return more + 1;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    private String readLine() throws IOException {
        final var request = asker.get();
        if (!request.flag("allow_stdin", false)) {
            throw new IOException("this client does not allow input");
        }
        final var answer = new CompletableFuture<String>();
        try {
            questions.add(new Question(request, answer));
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for input");
        } catch (ExecutionException e) {
            throw new IOException(e);
        } finally {
            answer.cancel(false);
        }
    }
}
