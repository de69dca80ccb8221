package dev.warrant.rules.pack;

import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.PackFolder;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.YamlReader;
import java.nio.file.Path;
import java.util.List;

/// Reads strategy packs. The texts are not judged here beyond where they lie: each engine's fence
/// judges its own language before anything is built from it.
public final class StrategyPacks {
  private static final List<String> ALLOWED =
      List.of(
          "[a-z][a-z-]*\\.yaml",
          "README\\.md",
          "intents/[a-z0-9-]+\\.drl",
          "patterns/[a-z0-9-]+\\.epl",
          "theory/[a-z0-9-]+\\.(pl|mg)",
          "diagnosis/[a-z0-9-]+\\.clp",
          "tests/[a-z0-9-]+\\.yaml",
          "models/[A-Za-z0-9._/-]+");

  private StrategyPacks() {}

  /// Whether the pack in `folder` says of itself that it is a strategy.
  ///
  /// @throws RuleException if the folder or its `pack.yaml` cannot be read
  public static boolean is(Path folder) {
    String text = PackFolder.read(folder).text(PackHeader.FILE);
    Fields fields = Fields.of(YamlReader.read(PackHeader.FILE, text), PackHeader.FILE);
    return fields.text("kind", "").equals("strategy");
  }

  /// Reads the pack in `folder`.
  ///
  /// @throws RuleException if a file cannot be read, does not belong, or `pack.yaml` is wrong
  public static StrategyPack load(Path folder) {
    PackFolder files = PackFolder.read(folder);
    for (String path : files.paths()) {
      if (ALLOWED.stream().noneMatch(path::matches)) {
        throw new RuleError(
                "file-unknown",
                Place.of(path),
                "a file that belongs to no part of a strategy pack",
                "*.yaml, intents/*.drl, patterns/*.epl, theory/*.pl, theory/*.mg, diagnosis/*.clp,"
                    + " tests/*.yaml or models/*",
                "it is a backup copy, or its name has capitals or underscores.")
            .thrown();
      }
    }
    PackHeader header = PackHeader.read(files, "strategy");
    return new StrategyPack(header.name(), header.version(), files.digest(), files.texts(), folder);
  }
}
