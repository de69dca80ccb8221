package dev.warrant.rules.table;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An XML document as elements with places. Document types, entities of one's own and everything
/// outside the text are refused; size and depth are bounded.
final class Xml {
  private static final int DEPTH_MAX = 32;
  private static final int ELEMENTS_MAX = 20_000;
  private static final int CHARACTERS_MAX = 1 << 20;

  /// One element; text between elements is kept only where there are no elements.
  record Element(
      String space,
      String name,
      Place place,
      SortedMap<String, String> attributes,
      List<Element> children,
      StringBuilder text) {

    /// The children of this name.
    List<Element> all(String child) {
      return children.stream().filter(e -> e.name.equals(child)).toList();
    }

    /// An attribute, or the empty text.
    String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }

    /// The text of the child `text`, as DMN keeps expressions; empty if there is none.
    String expression() {
      List<Element> texts = all("text");
      return texts.isEmpty() ? "" : texts.getFirst().text.toString().strip();
    }
  }

  private Xml() {}

  /// The root element.
  ///
  /// @throws RuleException if it is no XML, or holds what it must not hold
  static Element read(String file, String text) {
    if (text.length() > CHARACTERS_MAX) {
      throw RuleError.of(
              "xml-size",
              Place.of(file),
              text.length() + " characters",
              "at most " + CHARACTERS_MAX)
          .thrown();
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("nothing outside the document is read");
    });
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
      try {
        return root(file, in);
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      Place place =
          at == null ? Place.of(file) : new Place(file, at.getLineNumber(), at.getColumnNumber());
      String[] lines = String.valueOf(e.getMessage()).split("\n", -1);
      throw RuleError.of("xml-form", place, lines[lines.length - 1], "well-formed XML").thrown();
    }
  }

  private static Element root(String file, XMLStreamReader in) throws XMLStreamException {
    Deque<Element> open = new ArrayDeque<>();
    Element root = null;
    int count = 0;
    while (in.hasNext()) {
      int event = in.next();
      Place place =
          new Place(file, in.getLocation().getLineNumber(), in.getLocation().getColumnNumber());
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          Element one = element(in, place);
          count++;
          if (count > ELEMENTS_MAX || open.size() >= DEPTH_MAX) {
            throw RuleError.of("xml-size", place, "too much XML", ELEMENTS_MAX + " elements")
                .thrown();
          }
          if (root == null) {
            root = one;
          } else if (!open.isEmpty()) {
            open.getLast().children().add(one);
          }
          open.addLast(one);
        }
        case XMLStreamConstants.END_ELEMENT -> open.removeLast();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.getLast().text().append(in.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw RuleError.of(
                    "xml-entity", place, "a document type or an entity", "plain elements and text")
                .thrown();
        default -> {}
      }
    }
    if (root == null) {
      throw RuleError.of("xml-form", Place.of(file), "no element", "a DMN document").thrown();
    }
    return root;
  }

  private static Element element(XMLStreamReader in, Place place) {
    SortedMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
    }
    String space = in.getNamespaceURI();
    return new Element(
        space == null ? "" : space,
        in.getLocalName(),
        place,
        Collections.unmodifiableSortedMap(attributes),
        new ArrayList<>(),
        new StringBuilder());
  }
}
