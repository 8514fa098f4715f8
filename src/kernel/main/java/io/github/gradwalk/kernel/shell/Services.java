package io.github.gradwalk.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.Driver;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.spi.IIORegistry;

/**
 * The services that Java looks for only once: drivers of databases, readers and writers of images. Those that come with a later entry of
 * the class path are made known to it. Before Java has looked, nothing need be done, and what an entry needs may still be missing.
 */
final class Services {
    private static final String FOLDER = "META-INF/services/";
    /** Names, so that Java does not load them before they are needed. */
    private static final List<String> FOUND_ONCE = List.of(
            "java.sql.Driver",
            "javax.imageio.spi.ImageReaderSpi",
            "javax.imageio.spi.ImageWriterSpi",
            "javax.imageio.spi.ImageTranscoderSpi",
            "javax.imageio.spi.ImageInputStreamSpi",
            "javax.imageio.spi.ImageOutputStreamSpi");

    private final Set<String> lookedFor = ConcurrentHashMap.newKeySet();

    /** Remembers that the resource was looked for, by whoever did. */
    void lookedFor(String resource) {
        if (resource.startsWith(FOLDER)) {
            lookedFor.add(resource.substring(FOLDER.length()));
        }
    }

    /** Makes known what these entries provide, which the loader has now. */
    void register(URL[] entries, ClassLoader loader) throws IOException {
        for (var service : FOUND_ONCE) {
            if (lookedFor.contains(service)) {
                for (var provider : providers(entries, service)) {
                    register(provider, loader);
                }
            }
        }
    }

    private static List<String> providers(URL[] entries, String service) throws IOException {
        final var text = new StringBuilder();
        try (var alone = new URLClassLoader(entries, null)) {
            for (var file : Collections.list(alone.getResources(FOLDER + service))) {
                try (InputStream names = file.openStream()) {
                    text.append(new String(names.readAllBytes(), StandardCharsets.UTF_8))
                            .append('\n');
                }
            }
        }
        return text.toString()
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void register(String provider, ClassLoader loader) {
        try {
            // A driver registers itself once it is initialized.
            final var found = Class.forName(provider, true, loader);
            if (!Driver.class.isAssignableFrom(found)) {
                IIORegistry.getDefaultInstance()
                        .registerServiceProvider(found.getConstructor().newInstance());
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            System.err.println("class path: the service " + provider + " cannot be used: " + e);
        }
    }
}
