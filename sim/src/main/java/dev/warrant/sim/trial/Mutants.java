package dev.warrant.sim.trial;

import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Makes every mutant of a policy: each limit deleted, and each parameter moved up and down by one
/// of its last written digit. Only the text is changed, at the very place of the value.
final class Mutants {
  private final List<Mutant> out = new ArrayList<>();

  private Mutants() {}

  static List<Mutant> of(PackFolder pack) {
    Mutants all = new Mutants();
    for (String path : pack.paths()) {
      if (path.startsWith("limits/")
          && YamlReader.read(path, pack.text(path)) instanceof Yaml.Items items) {
        all.file(path, pack.text(path), items);
      }
    }
    return List.copyOf(all.out);
  }

  private void file(String path, String text, Yaml.Items items) {
    List<String> lines = List.of(text.split("\n", -1));
    for (int i = 0; i < items.items().size(); i++) {
      Fields limit = Fields.of(items.items().get(i), "a limit");
      int from = limit.place().line() - 1;
      int to =
          i + 1 < items.items().size() ? items.items().get(i + 1).place().line() - 1 : lines.size();
      List<String> left = new ArrayList<>(lines.subList(0, from));
      left.addAll(lines.subList(to, lines.size()));
      add(limit.text("id"), true, "deleted", path, String.join("\n", left));
      if (limit.find("parameters") != null) {
        parameters(limit, path, lines);
      }
    }
  }

  private void parameters(Fields limit, String path, List<String> lines) {
    Fields all = Fields.of(limit.need("parameters"), "parameters");
    for (String name : all.keys()) {
      Fields parameter = Fields.of(all.need(name), name);
      Yaml.Scalar value = parameter.scalar("value");
      BigDecimal written = new BigDecimal(value.text());
      BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(0, written.scale()));
      for (BigDecimal moved : Arrays.asList(written.subtract(step), written.add(step))) {
        List<String> changed = new ArrayList<>(lines);
        int at = value.place().line() - 1;
        int column = value.place().column() - 1;
        String line = lines.get(at);
        changed.set(
            at,
            line.substring(0, column)
                + moved.toPlainString()
                + line.substring(column + value.text().length()));
        String what =
            name
                + " "
                + value.text()
                + " to "
                + moved.toPlainString()
                + " "
                + parameter.text("unit");
        add(limit.text("id"), false, what, path, String.join("\n", changed));
      }
    }
  }

  private void add(String limit, boolean deleted, String what, String path, String text) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(path, text);
    out.add(new Mutant(limit, deleted, what, files));
  }
}
