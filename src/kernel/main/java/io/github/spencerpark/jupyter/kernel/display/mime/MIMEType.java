package io.github.spencerpark.jupyter.kernel.display.mime;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A MIME type, as in IJava. */
public record MIMEType(String name) {
    public static final MIMEType TEXT_PLAIN = new MIMEType("text/plain");
    public static final MIMEType TEXT_HTML = new MIMEType("text/html");
    public static final MIMEType TEXT_LATEX = new MIMEType("text/latex");
    public static final MIMEType TEXT_MARKDOWN = new MIMEType("text/markdown");
    public static final MIMEType TEXT_CSS = new MIMEType("text/css");
    public static final MIMEType APPLICATION_JSON = new MIMEType("application/json");
    public static final MIMEType APPLICATION_JAVASCRIPT = new MIMEType("application/javascript");
    public static final MIMEType IMAGE_PNG = new MIMEType("image/png");
    public static final MIMEType IMAGE_JPEG = new MIMEType("image/jpeg");
    public static final MIMEType IMAGE_SVG = new MIMEType("image/svg+xml");

    public static MIMEType parse(String name) {
        return new MIMEType(name);
    }

    public static Set<String> names(Stream<MIMEType> types) {
        return types.map(MIMEType::name).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return name;
    }
}
