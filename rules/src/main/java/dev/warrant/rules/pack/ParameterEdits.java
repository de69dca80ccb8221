package dev.warrant.rules.pack;

import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Other values for parameters of a policy, written into a copy of its text: nothing else of it
/// changes, not even its comments. The copy is read and checked like any policy, so that a value
/// stays inside the range its limit states.
public final class ParameterEdits {
  private ParameterEdits() {}

  /// A parameter where it stands.
  ///
  /// @param value as written
  /// @param scales what a canary makes of it, such as `25 %`; empty if nothing
  /// @param place of the value
  public record Spot(
      String limit, String parameter, String value, String unit, String scales, Place place) {
    /// The limit and its parameter: `order-size.max`.
    public String name() {
      return limit + "." + parameter;
    }
  }

  /// Another value, in the unit that is written there.
  public record Edit(Spot spot, String value) {}

  /// All parameters of the policy in `pack`, file by file.
  ///
  /// @throws dev.warrant.rules.text.RuleException if it cannot be read
  public static List<Spot> spots(Path pack) {
    PackFolder files = PackFolder.read(pack);
    List<Spot> out = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      String path = LimitsFile.path(layer);
      out.addAll(LimitsFile.spots(path, files.text(path)));
    }
    return out;
  }

  /// The parameter of a name such as `order-size.max`.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the policy has none
  public static Spot spot(Path pack, String limit, String parameter) {
    List<Spot> all = spots(pack);
    return all.stream()
        .filter(s -> s.limit().equals(limit) && s.parameter().equals(parameter))
        .findFirst()
        .orElseThrow(() ->
            RuleError.of(
                    "parameter-unknown",
                    Place.of(limit + "." + parameter),
                    "no such parameter",
                    "one of " + String.join(", ", all.stream().map(Spot::name).toList()))
                .thrown());
  }

  /// What makes a policy small: every parameter marked `scales`, at its share. None if nothing is
  /// marked.
  public static List<Edit> canary(Path pack) {
    List<Edit> out = new ArrayList<>();
    for (Spot spot : spots(pack)) {
      if (!spot.scales().isEmpty()) {
        BigDecimal share = new BigDecimal(spot.scales().replace(" %", "")).movePointLeft(2);
        BigDecimal value = new BigDecimal(spot.value()).multiply(share).stripTrailingZeros();
        out.add(new Edit(spot, value.toPlainString()));
      }
    }
    return out;
  }

  /// Copies the policy in `from` to the new folder `to` with other values, and reads it.
  ///
  /// @throws dev.warrant.rules.text.RuleException if what comes of it is no policy, naming the line
  public static PolicyPack write(Path from, Path to, List<Edit> edits) {
    try {
      copy(from, to);
      // From the end of a file on, so that places before stay where they are.
      List<Edit> last =
          edits.stream()
              .sorted(
                  Comparator.comparingInt((Edit e) -> e.spot().place().line())
                      .thenComparingInt(e -> e.spot().place().column())
                      .reversed())
              .toList();
      for (Edit edit : last) {
        apply(to.resolve(edit.spot().place().file()), edit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the policy to " + to, e);
    }
    return PolicyPacks.load(to);
  }

  private static void apply(Path file, Edit edit) throws IOException {
    Place place = edit.spot().place();
    List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
    String line = lines.get(place.line() - 1);
    int at = line.indexOf(edit.spot().value(), place.column() - 1);
    if (at < 0 || at > place.column()) {
      throw new IllegalStateException(
          "no value " + edit.spot().value() + " at " + place + ", found " + line);
    }
    lines.set(
        place.line() - 1,
        line.substring(0, at) + edit.value() + line.substring(at + edit.spot().value().length()));
    Files.writeString(file, String.join("\n", lines));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.sorted().toList()) {
        Path target = to.resolve(from.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(target);
        } else {
          Files.copy(p, target);
        }
      }
    }
  }
}
