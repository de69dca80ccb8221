package dev.warrant.rules.table;

import dev.warrant.rules.limit.CellText;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Parameter;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes a decision table as DMN 1.3: one decision, one input datum for each input. Units stand in
/// the labels (`account.equity [USDT]`), which DMN shows to people and leaves to them.
public final class DmnWriter {
  private final DecisionTable table;
  private final XMLStreamWriter out;
  private int depth;

  private DmnWriter(DecisionTable table, XMLStreamWriter out) {
    this.table = table;
    this.out = out;
  }

  /// The table as an XML document; equal tables give equal text.
  public static String text(DecisionTable table) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new DmnWriter(table, out).document();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a table cannot be written as XML", e);
    }
    return text.append('\n').toString();
  }

  private void document() throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    start("definitions");
    out.writeDefaultNamespace(Dmn.MODEL);
    attribute("id", "tables");
    attribute("name", table.name());
    attribute("namespace", Dmn.TARGET);
    for (int i = 0; i < table.inputs().size(); i++) {
      start("inputData");
      attribute("id", "data" + (i + 1));
      attribute("name", table.inputs().get(i).name());
      end();
    }
    start("decision");
    attribute("id", "decision");
    attribute("name", table.name());
    for (int i = 0; i < table.inputs().size(); i++) {
      start("informationRequirement");
      start("requiredInput");
      attribute("href", "#data" + (i + 1));
      end();
      end();
    }
    decisionTable();
    end();
    end();
    out.writeEndDocument();
  }

  private void decisionTable() throws XMLStreamException {
    start("decisionTable");
    attribute("id", "table");
    attribute("hitPolicy", table.hit().name());
    for (DecisionTable.Input input : table.inputs()) {
      start("input");
      attribute("label", label(input.name(), input.unit()));
      start("inputExpression");
      attribute("typeRef", input.words().isEmpty() ? "number" : "string");
      leaf("text", input.name());
      end();
      if (!input.words().isEmpty()) {
        start("inputValues");
        leaf("text", "\"" + String.join("\",\"", input.words()) + "\"");
        end();
      }
      end();
    }
    for (DecisionTable.Output output : table.outputs()) {
      start("output");
      attribute("name", output.name());
      attribute("label", label(output.name(), output.unit()));
      attribute("typeRef", "number");
      end();
    }
    for (String annotation : List.of(Dmn.ROW, Dmn.NOTE)) {
      start("annotation");
      attribute("name", annotation);
      end();
    }
    for (DecisionTable.Row row : table.rows()) {
      row(row);
    }
    end();
  }

  private void row(DecisionTable.Row row) throws XMLStreamException {
    start("rule");
    for (int i = 0; i < row.cells().size(); i++) {
      entry("inputEntry", CellText.dmn(table.inputs().get(i), row.cells().get(i)));
    }
    for (var value : row.values()) {
      entry("outputEntry", Parameter.decimal(value));
    }
    entry("annotationEntry", row.id());
    entry("annotationEntry", row.note());
    end();
  }

  private void entry(String name, String text) throws XMLStreamException {
    start(name);
    leaf("text", text);
    end();
  }

  private static String label(String name, String unit) {
    return name + " [" + unit + "]";
  }

  private void leaf(String name, String text) throws XMLStreamException {
    line();
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, value);
  }

  private void start(String name) throws XMLStreamException {
    line();
    out.writeStartElement(name);
    depth++;
  }

  private void end() throws XMLStreamException {
    depth--;
    line();
    out.writeEndElement();
  }

  private void line() throws XMLStreamException {
    out.writeCharacters("\n" + "  ".repeat(depth));
  }
}
