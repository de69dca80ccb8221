package dev.warrant.rules.pack;

import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A finding that the authors of a pack know of and mean, from `findings.yaml`. It is part of the
/// pack, so who approves the pack approves the explanation.
///
/// @param code such as `W104`
/// @param about the limit or measure it is about
/// @param why in the authors' words
/// @param file `file:line`
public record Explained(String code, String about, String why, String file) {
  /// Where explanations stand.
  public static final String FILE = "findings.yaml";

  /// All explanations of the pack in `folder`.
  ///
  /// @throws RuleException at the first thing that is wrong
  public static List<Explained> read(Path folder) {
    PackFolder files = PackFolder.read(folder);
    if (!files.has(FILE)) {
      return List.of();
    }
    Yaml root = YamlReader.read(FILE, files.text(FILE));
    if (!(root instanceof Yaml.Items items)) {
      throw RuleError.of("yaml-kind", root.place(), root.kind(), "a list of explanations").thrown();
    }
    List<Explained> out = new ArrayList<>();
    for (Yaml item : items.items()) {
      Fields f = Fields.of(item, "an explanation", List.of("code", "about", "why"));
      out.add(new Explained(f.text("code"), f.text("about"), f.text("why"), f.place().cite()));
    }
    return List.copyOf(out);
  }
}
