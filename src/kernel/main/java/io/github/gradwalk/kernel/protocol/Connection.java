package io.github.gradwalk.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a Jupyter client writes in the connection file: where the kernel is to listen, and the key that signs messages. */
public record Connection(JsonObject json) {
    /** Reads a connection file; throws {@code IllegalArgumentException} if it lets others than this machine send unsigned messages. */
    public static Connection read(Path path) throws IOException {
        final var connection =
                new Connection(JsonParser.parseString(Files.readString(path)).getAsJsonObject());
        connection.requireKeyBeyondThisMachine();
        return connection;
    }

    /** Returns a connection within this machine, at ports that are free now. */
    public static Connection onFreePorts() throws IOException {
        final var json = new JsonObject();
        json.addProperty("transport", "tcp");
        json.addProperty("ip", "127.0.0.1");
        json.addProperty("key", UUID.randomUUID().toString());
        json.addProperty("signature_scheme", "hmac-sha256");
        for (var channel : List.of("shell", "control", "stdin", "iopub", "hb")) {
            try (var free = new ServerSocket(0)) {
                json.addProperty(channel + "_port", free.getLocalPort());
            }
        }
        return new Connection(json);
    }

    /** On another address than loopback, Jupyter's default, anyone who can send a message could run code here. */
    private void requireKeyBeyondThisMachine() {
        if (text("key").isEmpty() && text("transport").equals("tcp") && !isLoopback(text("ip"))) {
            throw new IllegalArgumentException(
                    "connection file: expected a key, or an ip of this machine such as 127.0.0.1, but was no key and "
                            + text("ip"));
        }
    }

    private static boolean isLoopback(String ip) {
        try {
            return InetAddress.getByName(ip).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns the address of a channel: {@code shell}, {@code control}, {@code stdin}, {@code iopub} or {@code hb}. */
    String address(String channel) {
        return text("transport") + "://" + text("ip") + ":" + text(channel + "_port");
    }

    /** Returns the signature of the JSON parts of a message in hexadecimal, empty if there is no key. */
    byte[] sign(List<byte[]> parts) {
        final var key = text("key");
        if (key.isEmpty()) {
            return new byte[0];
        }
        final var algorithm = text("signature_scheme").replace("hmac-", "Hmac").replace("sha", "SHA");
        try {
            final var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            parts.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "signature scheme " + text("signature_scheme") + ": expected hmac-sha256", e);
        }
    }

    boolean verifies(byte[] signature, List<byte[]> parts) {
        return text("key").isEmpty() || MessageDigest.isEqual(signature, sign(parts));
    }

    private String text(String name) {
        return json.get(name).getAsString();
    }
}
