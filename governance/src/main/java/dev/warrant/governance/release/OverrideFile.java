package dev.warrant.governance.release;

import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.rules.pack.ParameterEdits;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A difference from what is live that ends by itself: one parameter of one limit, another value,
/// where, why, and until when.
///
/// ```yaml
/// limit: order-size
/// parameter: max
/// value: "4000"
/// unit: USDT
/// venue: simulated
/// desk: main
/// from: 2026-11-20T18:00:00Z
/// until: 2026-11-20T20:00:00Z
/// reason: expiry of the quarterly contract
/// ```
///
/// @param venue where it holds, `*` for any
/// @param desk likewise
/// @param from null from when it is proposed
public record OverrideFile(
    String limit,
    String parameter,
    String value,
    String unit,
    String venue,
    String desk,
    @Nullable Instant from,
    Instant until,
    String reason) {
  private static final int BYTES_MAX = 1 << 16;

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
            List.of(
                "limit", "parameter", "value", "unit", "venue", "desk", "from", "until", "reason"));
    Yaml from = f.find("from");
    return new OverrideFile(
        f.text("limit"),
        f.text("parameter"),
        f.text("value"),
        f.text("unit"),
        f.text("venue"),
        f.text("desk"),
        from == null ? null : Statement.time("from", f.text("from")),
        Statement.time("until", f.text("until")),
        f.text("reason"));
  }

  /// Where and when it holds.
  public Terms.Bounds bounds(Instant now) {
    return new Terms.Bounds(venue, desk, from == null ? now : from, until);
  }

  /// Writes the policy with this difference to the new folder `to`.
  ///
  /// @throws dev.warrant.rules.text.RuleException if there is no such parameter, or the value is
  ///   none for it
  public PolicyPack onto(Path policy, Path to) {
    return ParameterEdits.write(policy, to, List.of(new ParameterEdits.Edit(spot(policy), value)));
  }

  /// What is signed as the reason: the difference itself, and why.
  public String says(Path policy) {
    ParameterEdits.Spot spot = spot(policy);
    return spot.name() + " " + value + " " + unit + ", was " + spot.value() + ": " + reason;
  }

  private ParameterEdits.Spot spot(Path policy) {
    ParameterEdits.Spot spot = ParameterEdits.spot(policy, limit, parameter);
    if (!spot.unit().equals(unit)) {
      throw new ReleaseException(
          "override-unit", value + " " + unit + " for " + spot.name(), "a value in " + spot.unit());
    }
    if (spot.value().equals(value)) {
      throw new ReleaseException(
          "override-same", spot.name() + " = " + value + " " + unit, "another value than the live");
    }
    return spot;
  }
}
