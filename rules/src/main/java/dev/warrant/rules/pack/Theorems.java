package dev.warrant.rules.pack;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Condition;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.limit.Parameter;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `theorems/*.yaml` of a policy pack.
public final class Theorems {
  private static final List<String> KEYS =
      List.of("id", "says", "forAll", "let", "assume", "prove");

  private Theorems() {}

  /// What was read, and what could not be.
  public record Read(List<Theorem> theorems, List<RuleError> errors) {
    public Read {
      theorems = List.copyOf(theorems);
      errors = List.copyOf(errors);
    }
  }

  /// All theorems of the pack in `folder`, in order of file and place; one that is wrong does not
  /// hide the others.
  ///
  /// @throws RuleException if the folder itself cannot be read
  public static Read read(Path folder) {
    List<Theorem> out = new ArrayList<>();
    List<RuleError> errors = new ArrayList<>();
    Map<String, String> ids = new TreeMap<>();
    PackFolder files = PackFolder.read(folder);
    for (String path : files.paths()) {
      if (path.startsWith("theorems/")) {
        try {
          file(path, files.text(path), ids, out, errors);
        } catch (RuleException e) {
          errors.add(e.error());
        }
      }
    }
    return new Read(out, errors);
  }

  private static void file(
      String path,
      String text,
      Map<String, String> ids,
      List<Theorem> out,
      List<RuleError> errors) {
    Yaml root = YamlReader.read(path, text);
    if (!(root instanceof Yaml.Items items)) {
      throw RuleError.of("yaml-kind", root.place(), root.kind(), "a list of theorems").thrown();
    }
    for (Yaml item : items.items()) {
      try {
        Fields fields = Fields.of(item, "a theorem", KEYS);
        Theorem one = theorem(fields);
        String before = ids.put(one.id(), one.file());
        if (before != null) {
          throw RuleError.of(
                  "theorem-duplicate",
                  fields.scalar("id").place(),
                  "a second theorem " + one.id(),
                  "each id once; the first is in " + before)
              .thrown();
        }
        out.add(one);
      } catch (RuleException e) {
        errors.add(e.error());
      }
    }
  }

  private static Theorem theorem(Fields fields) {
    Yaml.Scalar id = fields.scalar("id");
    if (!id.text().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw RuleError.of(
              "theorem-id", id.place(), "\"" + id.text() + "\"", "lower-case words joined by -")
          .thrown();
    }
    SortedMap<String, Parameter> names = new TreeMap<>();
    SortedMap<String, Theorem.Span> forAll = new TreeMap<>();
    SortedMap<String, Rational> let = new TreeMap<>();
    forAll(fields, names, forAll);
    let(fields, names, let);
    List<Condition> assume = new ArrayList<>();
    for (Yaml.Scalar one : fields.texts("assume")) {
      assume.add(condition(one, names));
    }
    Condition prove = condition(fields.scalar("prove"), names);
    return new Theorem(
        id.text(), fields.text("says"), forAll, let, assume, prove, fields.place().cite());
  }

  private static void forAll(
      Fields fields, Map<String, Parameter> names, Map<String, Theorem.Span> out) {
    if (fields.find("forAll") == null) {
      return;
    }
    Fields all = Fields.of(fields.need("forAll"), "forAll");
    for (String name : all.keys()) {
      free(all, name);
      Fields f = Fields.of(all.need(name), name, List.of("unit", "range"));
      Yaml.Scalar range = f.scalar("range");
      Parameter.Span span = Parameter.span(range.text(), range.place());
      String low = range.text().substring(0, range.text().indexOf(".."));
      Parameter one =
          Parameter.read(name, low, f.text("unit"), range.text(), "theorem", range.place());
      names.put(name, one);
      out.put(name, new Theorem.Span(one.base(span.low()), one.base(span.high())));
    }
  }

  private static void let(Fields fields, Map<String, Parameter> names, Map<String, Rational> out) {
    if (fields.find("let") == null) {
      return;
    }
    Fields all = Fields.of(fields.need("let"), "let");
    for (String name : all.keys()) {
      free(all, name);
      Fields f = Fields.of(all.need(name), name, List.of("value", "unit"));
      String value = f.text("value");
      String range = value + ".." + value;
      Parameter one =
          Parameter.read(name, value, f.text("unit"), range, "theorem", f.scalar("value").place());
      names.put(name, one);
      out.put(name, one.base());
    }
  }

  private static void free(Fields all, String name) {
    if (MeasureNames.find(name) != null
        || name.equals("mode")
        || !name.matches("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)?")
        || name.startsWith(Theorem.AFTER)) {
      throw RuleError.of(
              "theorem-name",
              all.placeOf(name),
              "\"" + name + "\"",
              "letters and digits that name no measure, such as fill.price")
          .thrown();
    }
  }

  /// Reads one condition; names after `after.` count what their measure does.
  private static Condition condition(Yaml.Scalar text, Map<String, Parameter> names) {
    Map<String, Parameter> all = new TreeMap<>(names);
    for (String name : Condition.names(text)) {
      if (name.startsWith(Theorem.AFTER)) {
        MeasureId id = MeasureNames.find(name.substring(Theorem.AFTER.length()));
        if (id != null && !Theorem.POST.contains(id)) {
          throw RuleError.of(
                  "theorem-after",
                  text.place(),
                  name + ", which no fill is known to change in a certain way",
                  "one of "
                      + String.join(", ", Theorem.POST.stream().map(MeasureId::text).toList()))
              .thrown();
        }
        if (id != null) {
          all.put(name, Parameter.like(name, id, text.place()));
        }
      }
    }
    return Condition.read(text, all);
  }
}
