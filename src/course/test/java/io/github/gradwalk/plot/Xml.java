package io.github.gradwalk.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradwalk.drawing.Figure;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A figure as a parser of XML sees it. */
final class Xml {
    private Xml() {}

    static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }

    /** All elements of this name within another one, or all elements for "*". */
    static List<Element> elements(Element root, String name) {
        final var nodes = root.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    static List<Element> elements(Figure figure, String name) {
        return elements(parse(figure.toHtml()), name);
    }

    static Element only(Element root, String name) {
        final var elements = elements(root, name);
        assertThat(elements).as(name).hasSize(1);
        return elements.get(0);
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
