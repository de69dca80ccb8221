package dev.warrant.perception.pattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The text of one pattern file.
///
/// @param file its name, for messages
public record PatternSource(String file, String text) {
  /// All `.epl` files of a folder, sorted by name.
  ///
  /// @throws IOException if one cannot be read
  public static List<PatternSource> folder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(".epl")).sorted().toList();
    }
    PatternSource[] out = new PatternSource[files.size()];
    for (int i = 0; i < out.length; i++) {
      Path file = files.get(i);
      out[i] = new PatternSource(String.valueOf(file.getFileName()), Files.readString(file));
    }
    return List.of(out);
  }
}
