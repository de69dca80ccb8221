package dev.warrant.knowledge.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files that follow one another, found by their names: every number in a name has all its leading
/// zeros, so that names sort in the order of the files.
public final class NumberedFiles {
  private NumberedFiles() {}

  /// The files of `folder` whose whole name matches, in order; none if there is no folder.
  ///
  /// @throws UncheckedIOException if the folder cannot be read
  public static List<Path> list(Path folder, Pattern name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> name.matcher(f.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
