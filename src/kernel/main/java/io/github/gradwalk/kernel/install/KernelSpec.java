package io.github.gradwalk.kernel.install;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Jupyter needs to know in order to start the kernel, in the folder where it is to lie. */
record KernelSpec(Path folder, Path java, String displayName, List<String> jvmOptions) {
    static final String JAR = "gradwalk-kernel.jar";
    static final String ARCHIVE_OPTION = "-XX:SharedArchiveFile=";
    static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

    private static final String DIRECTIVES = "directives.json";
    private static final String LOGO = "logo-svg.svg";
    /** Told to the kernel so that it also lets cells use preview features. */
    private static final String PREVIEW = "-Dgradwalk.kernel.preview=true";

    /** The classes as the virtual machine has them in memory: from these the kernel starts in half the time. */
    Path archive() {
        return folder.resolve("classes.jsa");
    }

    /** The command that starts the kernel. */
    List<String> command(String connectionFile) {
        final List<String> words = new ArrayList<>(List.of(
                java.toString(),
                ARCHIVE_OPTION + archive(),
                // An archive that is missing, or of another Java, is nobody's concern.
                "-Xlog:disable",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-DisplayVMOutput",
                "-XX:CompilerDirectivesFile=" + folder.resolve(DIRECTIVES),
                "-XX:Tier4InvocationThreshold=200000",
                "-XX:Tier4CompileThreshold=200000"));
        if (jvmOptions.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            words.addAll(List.of("-XX:+UseSerialGC", "-XX:NewSize=192m"));
        }
        words.addAll(List.of(
                "-XX:+EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        words.addAll(jvmOptions);
        if (jvmOptions.contains("--enable-preview")) {
            words.add(PREVIEW);
        }
        words.addAll(List.of("-jar", folder.resolve(JAR).toString(), connectionFile));
        return words;
    }

    private String json() {
        final Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", command("{connection_file}"));
        spec.put("env", ENVIRONMENT);
        spec.put("display_name", displayName);
        spec.put("language", "java");
        spec.put("interrupt_mode", "message");
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(spec);
    }

    /** Writes all files but the archive into a folder that will be moved to where the kernel is to lie. */
    void write(Path into, Path jar) throws IOException {
        Files.copy(jar, into.resolve(JAR));
        for (var name : List.of(DIRECTIVES, LOGO)) {
            try (InputStream resource = KernelSpec.class.getResourceAsStream(name)) {
                Files.copy(resource, into.resolve(name));
            }
        }
        Files.writeString(into.resolve("kernel.json"), json() + "\n");
    }
}
