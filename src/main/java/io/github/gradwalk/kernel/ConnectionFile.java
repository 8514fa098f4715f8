package io.github.gradwalk.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a Jupyter client writes for the kernel: where to listen, and the key that signs messages. */
record ConnectionFile(JsonObject json) {
    static ConnectionFile read(final Path path) throws IOException {
        return new ConnectionFile(JsonParser.parseString(Files.readString(path)).getAsJsonObject());
    }

    /** Returns the address of a channel: {@code shell}, {@code control}, {@code stdin}, {@code iopub} or {@code hb}. */
    String address(final String channel) {
        return "%s://%s:%d"
                .formatted(
                        json.get("transport").getAsString(),
                        json.get("ip").getAsString(),
                        json.get(channel + "_port").getAsInt());
    }

    Signer signer() {
        return new Signer(
                json.get("key").getAsString(), json.get("signature_scheme").getAsString());
    }
}
