package dev.warrant.sim.chaos;

import dev.warrant.execution.desk.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The house packs with an eager strategy and limits that a slow machine does not run into.
final class ChaosPacks {
  private static final Path ROOT =
      Path.of(System.getProperty("warrant.root", "..")).toAbsolutePath().normalize();

  private ChaosPacks() {}

  /// Folder of compiled rules, for all tests of a build.
  static Path cache() {
    return ROOT.resolve("sim/target/chaos-cache");
  }

  /// A run folder with packs.
  static RunFolder run(Path path) {
    try {
      RunFolder folder = RunFolder.make(path);
      copy(ROOT.resolve("rules/packs/house-policy"), folder.policy());
      copy(ROOT.resolve("rules/packs/house-strategy"), folder.strategy());
      strategy(folder.strategy());
      tactics(folder.strategy().resolve("tactics.yaml"));
      limits(folder.policy().resolve("limits"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same with a capital tier that is broken when money is withdrawn.
  static RunFolder tiered(Path path) throws IOException {
    RunFolder folder = run(path);
    Path account = folder.policy().resolve("limits/3-account.yaml");
    Files.writeString(
        account,
        """
        - id: capital-tier
          says: "Equity is {lhs}; this policy is for desks of at least {min}."
          binds: increasing
          require: account.equity >= min
          parameters: {min: {value: "5000", unit: USDT, range: "1000..100000", from: "capital tiers"}}
          onPassiveBreach: {mode: REDUCE, release: two people}
          owner: risk
        """
            + Files.readString(account));
    return folder;
  }

  private static void strategy(Path pack) throws IOException {
    for (String old : List.of("market-making", "mean-reversion", "momentum", "positions")) {
      Files.delete(pack.resolve("intents/" + old + ".drl"));
    }
    for (String name : List.of("intents/eager.drl", "theory/soundness.pl")) {
      try (var in = ChaosPacks.class.getResourceAsStream("/chaos/strategy/" + name)) {
        if (in == null) {
          throw new IllegalStateException("no resource " + name);
        }
        Files.write(pack.resolve(name), in.readAllBytes());
      }
    }
  }

  /// Orders move often, so that faults find some.
  private static void tactics(Path file) throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            .replace("reprice_ppm: 40", "reprice_ppm: 10")
            .replace("life_millis_min: 5000", "life_millis_min: 2000")
            .replace("life_millis_max: 30000", "life_millis_max: 4000"));
  }

  private static void limits(Path limits) throws IOException {
    widen(limits.resolve("4-systemic.yaml"), "quote-age", "2000");
    widen(limits.resolve("4-systemic.yaml"), "slippage", "50");
    // What kills and full disks make a desk flatten counts as slippage for a quarter of an hour.
    widen(limits.resolve("4-systemic.yaml"), "slippage-usual", "50", "0..50");
    widen(limits.resolve("4-systemic.yaml"), "spread", "10");
    widen(limits.resolve("4-systemic.yaml"), "volatility", "2000");
    widen(limits.resolve("5-model.yaml"), "belief-age", "120");
    widen(limits.resolve("5-model.yaml"), "belief-drift", "200");
    widen(limits.resolve("5-model.yaml"), "belief-probability", "25");
    widen(limits.resolve("6-operational.yaml"), "clock-offset", "1000");
    widen(limits.resolve("6-operational.yaml"), "message-rate", "150");
    widen(limits.resolve("7-compliance.yaml"), "repeated-execution", "20");
  }

  /// Sets the first parameter of a limit.
  private static void widen(Path file, String id, String to) throws IOException {
    String text = Files.readString(file);
    int at = text.indexOf("- id: " + id + "\n");
    int value = text.indexOf("value: \"", at) + "value: \"".length();
    if (at < 0 || value < at) {
      throw new IllegalStateException("no limit " + id + " with a parameter in " + file);
    }
    Files.writeString(
        file, text.substring(0, value) + to + text.substring(text.indexOf('"', value)));
  }

  /// The same of one whose range ends before that.
  private static void widen(Path file, String id, String to, String range) throws IOException {
    widen(file, id, to);
    String text = Files.readString(file);
    int at = text.indexOf("range: \"", text.indexOf("- id: " + id + "\n")) + "range: \"".length();
    Files.writeString(file, text.substring(0, at) + range + text.substring(text.indexOf('"', at)));
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
