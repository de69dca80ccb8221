package dev.warrant.rules.pack;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.util.List;
import java.util.Optional;

/// What `pack.yaml` says of a pack.
///
/// @param name lower-case words joined by `-`
/// @param version three numbers joined by dots
/// @param kind `policy` or `strategy`
/// @param scope where it holds: venues, instruments and desks, `*` for any
/// @param parent the policy it lies inside of, if it names one
record PackHeader(
    String name, String version, String kind, Scope scope, Optional<Lineage.Parent> parent) {
  static final String FILE = "pack.yaml";

  static PackHeader read(PackFolder folder, String kind) {
    return read(folder.text(FILE), kind);
  }

  static PackHeader read(String text, String kind) {
    Fields fields =
        Fields.of(
            YamlReader.read(FILE, text),
            "pack.yaml",
            List.of("name", "version", "kind", "scope", "parent"));
    String name =
        matching(fields, "name", "[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower-case words with -");
    String version =
        matching(fields, "version", "[0-9]+\\.[0-9]+\\.[0-9]+", "a version such as 1.0.0");
    matching(fields, "kind", kind, kind);
    Fields scope =
        Fields.of(fields.need("scope"), "scope", List.of("venues", "instruments", "desks"));
    Scope where =
        new Scope(
            words(scope, "venues"),
            words(scope, "instruments"),
            words(scope, "desks"),
            scope.place());
    Optional<Lineage.Parent> parent =
        Optional.ofNullable(fields.find("parent"))
            .map(p -> parent(Fields.of(p, "parent", List.of("name", "digest"))));
    return new PackHeader(name, version, kind, where, parent);
  }

  private static List<String> words(Fields scope, String key) {
    List<String> out = scope.texts(key).stream().map(Yaml.Scalar::text).toList();
    if (out.isEmpty()) {
      throw RuleError.of("scope-empty", scope.place(), "no " + key, "at least one").thrown();
    }
    return out;
  }

  private static Lineage.Parent parent(Fields fields) {
    String name =
        matching(fields, "name", "[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower-case words with -");
    String digest = matching(fields, "digest", "[0-9a-f]{64}", "64 hexadecimal digits");
    return new Lineage.Parent(name, Digest.parse(digest), fields.place());
  }

  private static String matching(Fields fields, String key, String pattern, String expected) {
    Yaml.Scalar value = fields.scalar(key);
    if (!value.text().matches(pattern)) {
      Place place = value.place();
      throw RuleError.of("pack-" + key, place, "\"" + value.text() + "\"", expected).thrown();
    }
    return value.text();
  }
}
