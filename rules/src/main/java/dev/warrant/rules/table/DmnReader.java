package dev.warrant.rules.table;

import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a decision table from DMN 1.3 (1.4 and 1.5 are the same in what is read here): the one
/// decision table of the document, hit policy FIRST or UNIQUE, inputs that are measures, cells that
/// a table of a pack can have. Everything else is refused by name.
public final class DmnReader {
  private static final List<String> SPACES = List.of(Dmn.MODEL, Dmn.MODEL_1_4, Dmn.MODEL_1_5);
  private static final Pattern LABEL = Pattern.compile("(.*) \\[([^\\[\\]]+)\\]");
  private static final List<String> LOGIC =
      List.of(
          "literalExpression",
          "invocation",
          "context",
          "functionDefinition",
          "relation",
          "list",
          "for",
          "every",
          "some",
          "conditional",
          "filter");

  private final String file;

  private DmnReader(String file) {
    this.file = file;
  }

  /// The table of a document as the text of a CSV table, which [TableFile#read] checks.
  ///
  /// @throws RuleException at the first thing a table of a pack cannot say
  public static DecisionTable read(String file, String name, String text) {
    String csv = new DmnReader(file).csv(Xml.read(file, text));
    try {
      return TableFile.read(TableFile.path(name), csv);
    } catch (RuleException e) {
      RuleError error = e.error();
      String found =
          error.found() + " (line " + error.place().line() + " of the table it would become)";
      throw new RuleError(error.code(), Place.of(file), found, error.expected(), error.maybe())
          .thrown();
    }
  }

  private String csv(Xml.Element root) {
    if (!root.name().equals("definitions") || !SPACES.contains(root.space())) {
      throw new RuleError(
              "dmn-version",
              root.place(),
              "<" + root.name() + "> of \"" + root.space() + "\"",
              "<definitions> of DMN 1.3, " + Dmn.MODEL,
              root.space().contains("DMN") ? "the editor can save as DMN 1.3." : "")
          .thrown();
    }
    Xml.Element table = only(root);
    StringBuilder out = new StringBuilder(hit(table));
    List<String> kinds = new ArrayList<>();
    List<Xml.Element> inputs = table.all("input");
    for (Xml.Element input : inputs) {
      List<Xml.Element> expressions = input.all("inputExpression");
      String name = expressions.isEmpty() ? "" : expressions.getFirst().expression();
      String kind = unit(input, name);
      kinds.add(kind);
      out.append(',').append(Csv.written("in " + name + ": " + kind));
    }
    for (Xml.Element output : table.all("output")) {
      if (!output.all("defaultOutputEntry").isEmpty()) {
        throw refuse(output, "a default output", "a last row with - in every input");
      }
      String name = output.attribute("name");
      out.append(',').append(Csv.written("out " + name + ": " + unit(output, name)));
    }
    List<String> annotations =
        table.all("annotation").stream().map(a -> a.attribute("name")).toList();
    out.append(",note\n");
    int number = 0;
    for (Xml.Element rule : table.all("rule")) {
      number++;
      rule(rule, number, kinds, annotations, out);
    }
    return out.toString();
  }

  private Xml.Element only(Xml.Element root) {
    List<Xml.Element> tables = new ArrayList<>();
    for (Xml.Element one : root.children()) {
      switch (one.name()) {
        case "decision" -> {
          for (Xml.Element part : one.children()) {
            if (LOGIC.contains(part.name())) {
              throw refuse(part, "a decision made by <" + part.name() + ">", "a decision table");
            }
            if (part.name().equals("informationRequirement")
                && !part.all("requiredDecision").isEmpty()) {
              throw refuse(
                  part, "a decision that needs another decision", "inputs that are measures");
            }
          }
          tables.addAll(one.all("decisionTable"));
        }
        case "import", "businessKnowledgeModel", "decisionService" ->
            throw refuse(one, "<" + one.name() + ">", "one decision table and nothing else");
        // Input data, item definitions, diagrams and notes say nothing the table does not say.
        default -> {}
      }
    }
    if (tables.size() != 1) {
      throw RuleError.of(
              "dmn-tables", root.place(), tables.size() + " decision tables", "exactly one")
          .thrown();
    }
    return tables.getFirst();
  }

  private String hit(Xml.Element table) {
    if (!table.attribute("aggregation").isEmpty()) {
      throw refuse(table, "the aggregation " + table.attribute("aggregation"), "none");
    }
    // UNIQUE is what DMN takes a table without a hit policy to have.
    String hit = table.attribute("hitPolicy").isEmpty() ? "UNIQUE" : table.attribute("hitPolicy");
    if (!hit.equals("FIRST") && !hit.equals("UNIQUE")) {
      throw refuse(table, "the hit policy " + hit, "FIRST or UNIQUE");
    }
    return hit.toLowerCase(Locale.ROOT);
  }

  /// The unit at the end of a column's label; words need none.
  private String unit(Xml.Element column, String name) {
    Matcher label = LABEL.matcher(column.attribute("label"));
    if (label.matches()) {
      return label.group(2);
    }
    if (name.equals("mode") || name.equals("regime")) {
      return DecisionTable.Input.WORDS;
    }
    throw new RuleError(
            "dmn-unit",
            column.place(),
            "no unit in the label \"" + column.attribute("label") + "\" of " + name,
            "a label that ends in a unit",
            name + " [USDT], or whatever it counts.")
        .thrown();
  }

  private void rule(
      Xml.Element rule,
      int number,
      List<String> kinds,
      List<String> annotations,
      StringBuilder out) {
    List<String> notes = rule.all("annotationEntry").stream().map(Xml.Element::expression).toList();
    int named = annotations.indexOf(Dmn.ROW);
    int noted = annotations.indexOf(Dmn.NOTE);
    out.append(named >= 0 && named < notes.size() ? notes.get(named) : "row-" + number);
    List<Xml.Element> inputs = rule.all("inputEntry");
    if (inputs.size() != kinds.size()) {
      throw RuleError.of(
              "dmn-rule",
              rule.place(),
              "a rule with " + inputs.size() + " input entries",
              kinds.size() + ", one for each input")
          .thrown();
    }
    for (int i = 0; i < inputs.size(); i++) {
      out.append(',').append(Csv.written(cell(inputs.get(i), kinds.get(i))));
    }
    for (Xml.Element output : rule.all("outputEntry")) {
      out.append(',').append(Csv.written(output.expression()));
    }
    String note = noted >= 0 && noted < notes.size() ? notes.get(noted) : "";
    out.append(',').append(Csv.written(note.replace('\n', ' '))).append('\n');
  }

  /// A cell as an officer writes it: words without quotes, `|` between several.
  private String cell(Xml.Element entry, String kind) {
    String text = entry.expression();
    if (text.isEmpty() || text.equals("-")) {
      return "-";
    }
    if (!entry.attribute("expressionLanguage").isEmpty()) {
      throw refuse(entry, "a cell in another language", "FEEL");
    }
    if (!kind.equals(DecisionTable.Input.WORDS)) {
      return text.contains("(") && text.contains(",") ? text : text.replace(",", " | ");
    }
    List<String> words = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String word = part.strip();
      if (!word.matches("\"[^\"]*\"")) {
        throw refuse(entry, "the cell " + text, "words in quotes, such as \"CALM\",\"RANGING\"");
      }
      words.add(word.substring(1, word.length() - 1));
    }
    return String.join(" | ", words);
  }

  private RuleException refuse(Xml.Element at, String found, String expected) {
    return new RuleError(
            "dmn-unsupported",
            at.place().line() == 0 ? Place.of(file) : at.place(),
            found,
            expected,
            "what it says can be written as rows.")
        .thrown();
  }
}
