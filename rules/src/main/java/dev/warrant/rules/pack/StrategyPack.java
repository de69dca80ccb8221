package dev.warrant.rules.pack;

import dev.warrant.knowledge.unit.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A strategy pack as read: its texts, for the engines that own them to fence and build.
///
/// @param digest over sorted path and raw bytes of every file, models included
/// @param files path relative to the pack to text; models are not among them
/// @param folder where it was read, for model files
public record StrategyPack(
    String name, String version, Digest digest, SortedMap<String, String> files, Path folder) {
  public StrategyPack {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// Where it holds.
  ///
  /// @throws dev.warrant.rules.text.RuleException if its header cannot be read
  public Scope scope() {
    String header = files.get(PackHeader.FILE);
    return header == null ? Scope.EVERYWHERE : PackHeader.read(header, "strategy").scope();
  }

  /// Path and text of the files below `subfolder` with this ending, in order of path.
  ///
  /// @param subfolder such as `intents`
  /// @param ending such as `.drl`
  public SortedMap<String, String> files(String subfolder, String ending) {
    SortedMap<String, String> out = new TreeMap<>();
    files.forEach((path, text) -> {
      if (path.startsWith(subfolder + "/") && path.endsWith(ending)) {
        out.put(path, text);
      }
    });
    return Collections.unmodifiableSortedMap(out);
  }
}
