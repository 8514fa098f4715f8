package io.github.gradwalk.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Who this kernel is. */
final class KernelInfo {
    private KernelInfo() {}

    /** Returns the content of a {@code kernel_info_reply}. */
    static JsonObject content() {
        final var version = Runtime.version();
        final var language = new JsonObject();
        language.addProperty("name", "java");
        language.addProperty("version", version.toString());
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("file_extension", ".jshell");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "text/x-java");
        final var content = new JsonObject();
        content.addProperty("status", "ok");
        content.addProperty("protocol_version", Message.PROTOCOL);
        content.addProperty("implementation", "gradwalk");
        content.addProperty("implementation_version", ownVersion());
        content.addProperty("banner", "gradwalk " + ownVersion() + ", Java " + version);
        content.add("language_info", language);
        content.add("help_links", new JsonArray());
        return content;
    }

    private static String ownVersion() {
        return Optional.ofNullable(KernelInfo.class.getPackage().getImplementationVersion())
                .orElse("0");
    }
}
