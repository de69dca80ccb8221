package dev.warrant.governance.release;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.rules.pack.ParameterEdits;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A difference from what is live that ends by itself: other values for one or several parameters,
/// where, why, and until when. All of it is one version: proved, signed and ended together.
///
/// ```yaml
/// changes:
///   - {limit: order-size, parameter: max, value: "4000", unit: USDT}
///   - {limit: max-value, parameter: max, value: "20000", unit: USDT}
/// venue: simulated
/// desk: main
/// from: 2026-11-20T18:00:00Z
/// until: 2026-11-20T20:00:00Z
/// reason: expiry of the quarterly contract
/// ```
///
/// One change may also stand at the top, as `limit`, `parameter`, `value` and `unit`.
///
/// @param changes in the order they are written, each parameter once
/// @param venue where it holds, `*` for any
/// @param desk likewise
/// @param from null from when it is proposed
public record OverrideFile(
    List<Change> changes,
    String venue,
    String desk,
    @Nullable Instant from,
    Instant until,
    String reason) {
  private static final int BYTES_MAX = 1 << 16;
  private static final List<String> CHANGE = List.of("limit", "parameter", "value", "unit");
  private static final List<String> KEYS =
      List.of(
          "limit",
          "parameter",
          "value",
          "unit",
          "changes",
          "venue",
          "desk",
          "from",
          "until",
          "reason");

  public OverrideFile {
    changes = List.copyOf(changes);
  }

  /// Another value for one parameter.
  ///
  /// @param place where it stands in the file
  public record Change(String limit, String parameter, String value, String unit, Place place) {
    /// The limit and its parameter: `order-size.max`.
    String name() {
      return limit + "." + parameter;
    }

    private ParameterEdits.Spot spot(Path policy) {
      ParameterEdits.Spot spot = ParameterEdits.spot(policy, limit, parameter);
      if (!spot.unit().equals(unit)) {
        throw new ReleaseException(
            "override-unit",
            place + ": " + value + " " + unit + " for " + spot.name(),
            "a value in " + spot.unit());
      }
      if (spot.value().equals(value)) {
        throw new ReleaseException(
            "override-same",
            place + ": " + spot.name() + " = " + value + " " + unit,
            "another value than the live");
      }
      return spot;
    }
  }

  /// Reads a file.
  ///
  /// @throws dev.warrant.rules.text.RuleException naming file and line of what is wrong with it
  public static OverrideFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
      throw new ReleaseException("override-file", "no file " + file, "an override");
    }
    Fields f =
        Fields.of(
            YamlReader.read(String.valueOf(file.getFileName()), Files.readString(file)),
            "an override",
            KEYS);
    Yaml from = f.find("from");
    return new OverrideFile(
        changes(f),
        f.text("venue"),
        f.text("desk"),
        from == null ? null : Statement.time("from", f.text("from")),
        Statement.time("until", f.text("until")),
        f.text("reason"));
  }

  private static List<Change> changes(Fields f) {
    Yaml several = f.find("changes");
    if (several == null) {
      return List.of(change(f));
    }
    for (String key : CHANGE) {
      if (f.find(key) != null) {
        throw RuleError.of(
                "override-twice",
                f.placeOf(key),
                key + " beside changes",
                "one change at the top, or all of them under changes")
            .thrown();
      }
    }
    if (!(several instanceof Yaml.Items items) || items.items().isEmpty()) {
      throw RuleError.of("yaml-kind", several.place(), several.kind(), "a list of changes")
          .thrown();
    }
    List<Change> out = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (Yaml item : items.items()) {
      Change change = change(Fields.of(item, "a change", CHANGE));
      if (!names.add(change.name())) {
        throw RuleError.of(
                "override-twice", change.place(), change.name() + " again", "each parameter once")
            .thrown();
      }
      out.add(change);
    }
    return out;
  }

  private static Change change(Fields f) {
    return new Change(
        f.text("limit"), f.text("parameter"), f.text("value"), f.text("unit"), f.place());
  }

  /// Where and when it holds.
  public Terms.Bounds bounds(Instant now) {
    return new Terms.Bounds(venue, desk, from == null ? now : from, until);
  }

  /// Writes the policy with this difference to the new folder `to`.
  ///
  /// @throws dev.warrant.rules.text.RuleException if there is no such parameter, or a value is none
  ///   for it
  public PolicyPack onto(Path policy, Path to) {
    return ParameterEdits.write(
        policy,
        to,
        changes.stream().map(c -> new ParameterEdits.Edit(c.spot(policy), c.value())).toList());
  }

  /// What is signed as the reason: the difference itself, all of it, and why.
  public String says(Path policy) {
    List<String> all = new ArrayList<>();
    for (Change c : changes) {
      ParameterEdits.Spot spot = c.spot(policy);
      all.add(spot.name() + " " + c.value() + " " + c.unit() + ", was " + spot.value());
    }
    return String.join("; ", all) + ": " + reason;
  }
}
