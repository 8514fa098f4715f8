package io.github.spencerpark.jupyter.kernel.display.mime;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A MIME type, as in IJava; {@code *} stands for any, {@code text/*} for any of a group. */
public record MIMEType(String name) {
    public static final MIMEType ANY = parse("*");

    public static final MIMEType TEXT_PLAIN = parse("text/plain");
    public static final MIMEType TEXT_HTML = parse("text/html");
    public static final MIMEType TEXT_LATEX = parse("text/latex");
    public static final MIMEType TEXT_MARKDOWN = parse("text/markdown");
    public static final MIMEType TEXT_CSS = parse("text/css");
    public static final MIMEType APPLICATION_JSON = parse("application/json");
    public static final MIMEType APPLICATION_JAVASCRIPT = parse("application/javascript");
    public static final MIMEType APPLICATION_XML = parse("application/xml");
    public static final MIMEType APPLICATION_PDF = parse("application/pdf");
    public static final MIMEType IMAGE_PNG = parse("image/png");
    public static final MIMEType IMAGE_JPEG = parse("image/jpeg");
    public static final MIMEType IMAGE_GIF = parse("image/gif");
    public static final MIMEType IMAGE_SVG = parse("image/svg+xml");

    public static MIMEType parse(String name) {
        return new MIMEType(name.toLowerCase(Locale.ROOT));
    }

    public static MIMEType[] parseAll(String... names) {
        return Arrays.stream(names).map(MIMEType::parse).toArray(MIMEType[]::new);
    }

    public static Set<String> names(Collection<MIMEType> types) {
        return types.stream().map(MIMEType::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns {@code image} of {@code image/svg+xml}. */
    public String getGroup() {
        return name.replaceFirst("/.*", "");
    }

    /** Returns {@code svg} of {@code image/svg+xml}, or {@code null} if there is none. */
    public String getSubtype() {
        final int slash = name.indexOf('/');
        return slash < 0 ? null : withoutSuffix().name.substring(slash + 1);
    }

    /** Returns {@code xml} of {@code image/svg+xml}, or {@code null} if there is none. */
    public String getSuffix() {
        return hasSuffix() ? name.substring(name.lastIndexOf('+') + 1) : null;
    }

    public boolean hasSuffix() {
        return name.indexOf('+') > 0;
    }

    public MIMEType withoutSuffix() {
        return hasSuffix() ? new MIMEType(name.substring(0, name.lastIndexOf('+'))) : this;
    }

    public boolean isWildcard() {
        return equals(ANY);
    }

    public boolean subtypeIsWildcard() {
        return isWildcard() || name.endsWith("/*");
    }

    @Override
    public String toString() {
        return name;
    }
}
