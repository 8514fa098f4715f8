package io.github.gradwalk.kernel.protocol;

import io.github.gradwalk.kernel.interpreter.MimeBundle;
import io.github.gradwalk.kernel.interpreter.Screen;
import java.util.Map;

/** Publishes, on behalf of the latest cell that a client has sent, what is printed, shown, returned or thrown. */
final class CellPublisher implements Screen {
    private final Publisher publisher;
    private final PrintedOutput printed;
    private volatile Message request = Message.NONE;

    CellPublisher(Publisher publisher) {
        this.publisher = publisher;
        printed = new PrintedOutput(
                (name, text) -> publisher.publish(request.broadcast("stream", Map.of("name", name, "text", text))));
    }

    PrintedOutput printed() {
        return printed;
    }

    /** Returns the request to run the latest cell. */
    Message request() {
        return request;
    }

    /** From now on, everything belongs to this request. */
    void begin(Message next) {
        printed.settle();
        request = next;
    }

    /** Publishes after what has been printed so far. */
    void publish(String type, Map<String, ?> content) {
        printed.flush();
        publisher.publish(request.broadcast(type, content));
    }

    @Override
    public void display(MimeBundle bundle) {
        publish("display_data", content(bundle));
    }

    @Override
    public void update(MimeBundle bundle) {
        publish("update_display_data", content(bundle));
    }

    @Override
    public void clear(boolean wait) {
        publish("clear_output", Map.of("wait", wait));
    }

    /** Returns the bundle as the protocol has it. */
    static Map<String, ?> content(MimeBundle bundle) {
        final var transients = bundle.displayId().map(id -> Map.of("display_id", id));
        return Map.of(
                "data", bundle.data(),
                "metadata", bundle.metadata(),
                "transient", transients.orElse(Map.of()));
    }
}
