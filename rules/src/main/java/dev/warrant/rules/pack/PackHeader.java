package dev.warrant.rules.pack;

import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.util.List;

/// What `pack.yaml` says of a pack.
///
/// @param name lower-case words joined by `-`
/// @param version three numbers joined by dots
/// @param kind `policy` or `strategy`
record PackHeader(String name, String version, String kind) {
  static final String FILE = "pack.yaml";

  static PackHeader read(PackFolder folder, String kind) {
    Fields fields =
        Fields.of(
            YamlReader.read(FILE, folder.text(FILE)),
            "pack.yaml",
            List.of("name", "version", "kind", "scope", "parent"));
    PackHeader header =
        new PackHeader(
            matching(fields, "name", "[a-z][a-z0-9]*(-[a-z0-9]+)*", "lower-case words with -"),
            matching(fields, "version", "[0-9]+\\.[0-9]+\\.[0-9]+", "a version such as 1.0.0"),
            matching(fields, "kind", kind, kind));
    Fields scope =
        Fields.of(fields.need("scope"), "scope", List.of("venues", "instruments", "desks"));
    for (String key : List.of("venues", "instruments", "desks")) {
      if (scope.texts(key).isEmpty()) {
        throw RuleError.of("scope-empty", scope.place(), "no " + key, "at least one").thrown();
      }
    }
    return header;
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
