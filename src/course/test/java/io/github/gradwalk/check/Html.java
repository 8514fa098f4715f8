package io.github.gradwalk.check;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads HTML as strictly as XML: every element closed, every special character escaped. */
final class Html {
    private static final ErrorHandler THROWING = new DefaultHandler();

    private Html() {}

    static Element parse(String html) {
        try {
            final var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(THROWING); // the default one prints, too
            return builder.parse(new InputSource(new StringReader(html))).getDocumentElement();
        } catch (SAXException e) {
            throw new AssertionError("not well-formed: " + html, e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Element> elements(Element root, String name) {
        final var nodes = root.getElementsByTagName(name);
        final var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    static List<String> texts(Element root, String name) {
        return elements(root, name).stream().map(Element::getTextContent).toList();
    }
}
