package io.temper.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An element of an XML file, asked by paths such as {@code build/plugins/plugin}; namespaces do not count. */
record Xml(Node node) {
  static Xml read(Path file) {
    try {
      return new Xml(DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError("cannot read " + file.toAbsolutePath().normalize(), e);
    }
  }

  List<Xml> all(String path) {
    try {
      NodeList found = (NodeList)
          XPathFactory.newInstance().newXPath().evaluate(path, node, XPathConstants.NODESET);
      return IntStream.range(0, found.getLength())
          .mapToObj(index -> new Xml(found.item(index)))
          .toList();
    } catch (XPathExpressionException e) {
      throw new AssertionError("no path: " + path, e);
    }
  }

  /** The text of the first element there, without spaces around; empty if there is none. */
  String text(String path) {
    return all(path).stream().findFirst().map(Xml::text).orElse("");
  }

  String text() {
    return node.getTextContent().strip();
  }
}
