package dev.warrant.governance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The house policy with one edit.
public final class PolicyCopy {
  public static final Path HOUSE = SharedData.root().resolve("rules/packs/house-policy");

  private PolicyCopy() {}

  /// A copy below `temp` in which `file` says `to` where the house says `from`.
  public static Path edited(Path temp, String file, String from, String to) throws IOException {
    Path copy = temp.resolve("policy");
    try (Stream<Path> all = Files.walk(HOUSE)) {
      for (Path path : all.toList()) {
        Files.copy(path, copy.resolve(HOUSE.relativize(path).toString()));
      }
    }
    Path limits = copy.resolve(file);
    String text = Files.readString(limits);
    assertThat(text).contains(from);
    Files.writeString(limits, text.replace(from, to));
    return copy;
  }
}
