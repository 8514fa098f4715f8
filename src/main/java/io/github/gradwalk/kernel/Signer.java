package io.github.gradwalk.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the four JSON parts of a message; an empty key means no signatures. Belongs to one thread. */
final class Signer {
    private final Optional<Mac> mac;

    /** Throws {@code IllegalArgumentException} for a scheme other than {@code hmac-…} known to this Java. */
    Signer(final String key, final String scheme) {
        mac = key.isEmpty() ? Optional.empty() : Optional.of(mac(key, scheme));
    }

    private static Mac mac(final String key, final String scheme) {
        try {
            final var algorithm = scheme.replace("hmac-", "Hmac").replace("sha", "SHA");
            final var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac;
        } catch (final GeneralSecurityException e) {
            throw new IllegalArgumentException("signature scheme " + scheme + ": expected hmac-sha256", e);
        }
    }

    /** Returns the signature in hexadecimal, empty without a key. */
    String sign(final List<byte[]> parts) {
        return mac.map(m -> {
                    parts.forEach(m::update);
                    return HexFormat.of().formatHex(m.doFinal());
                })
                .orElse("");
    }

    boolean verifies(final byte[] signature, final List<byte[]> parts) {
        return mac.isEmpty() || MessageDigest.isEqual(signature, sign(parts).getBytes(StandardCharsets.US_ASCII));
    }
}
