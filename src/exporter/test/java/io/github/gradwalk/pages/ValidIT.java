package io.github.gradwalk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** The pages are valid HTML, according to the Nu HTML checker. The tests need the pages, but no browser. */
class ValidIT {
    @EachPage
    void everyPageIsValid(String page) throws IOException, SAXException {
        assertThat(faults(Files.readString(Site.TUTORIALS.resolve(page)))).isEmpty();
    }

    @Test
    void theCheckerFindsAFault() throws IOException, SAXException {
        final var page = Files.readString(Site.TUTORIALS.resolve("index.html"));
        assertThat(faults(page.replaceFirst("<h1", "<h1 align=center"))).hasSize(1);
    }

    /** Errors and warnings, without remarks on style. */
    static List<String> faults(String html) throws IOException, SAXException {
        final var validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        final var report = validator.validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        final var faults = new ArrayList<String>();
        for (final JsonElement message :
                JsonParser.parseString(report).getAsJsonObject().getAsJsonArray("messages")) {
            final var fault = message.getAsJsonObject();
            if (!text(fault, "type").equals("info") || text(fault, "subType").equals("warning")) {
                faults.add(text(fault, "lastLine") + ": " + text(fault, "message") + " " + text(fault, "extract"));
            }
        }
        return faults;
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsString() : "";
    }
}
