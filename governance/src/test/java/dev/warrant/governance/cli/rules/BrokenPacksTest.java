package dev.warrant.governance.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Packs broken on purpose, in `src/test/packs/broken`: each folder holds files that are laid over
/// the house packs (those below `append/` are added to the end of the house's own), and
/// `expected.txt`, every line of which the report must say.
final class BrokenPacksTest {
  private static final Path BROKEN = SharedData.root().resolve("governance/src/test/packs/broken");

  @TempDir private static Path proofs = Path.of("");
  @TempDir private Path folder = Path.of("");

  static List<Path> packs() throws IOException {
    try (Stream<Path> all = Files.list(BROKEN)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("packs")
  void whatIsWrongIsSaidInSentencesWithItsPlace(Path broken) throws IOException {
    Packs.copy(Packs.housePolicy(), folder.resolve("policy"));
    Packs.copy(Packs.houseStrategy(), folder.resolve("strategy"));
    for (Path file : files(broken)) {
      Path name = broken.relativize(file);
      String text = Files.readString(file);
      if (name.startsWith("append")) {
        Path own = folder.resolve(Path.of("append").relativize(name).toString());
        Files.writeString(own, Files.readString(own) + text);
      } else if (name.getNameCount() > 1) {
        Path there = folder.resolve(name.toString());
        Files.createDirectories(Objects.requireNonNull(there.getParent()));
        Files.writeString(there, text);
      }
    }
    CheckResult result =
        new Check(folder.resolve("policy"), folder.resolve("strategy"), proofs, _ -> {}).run();
    String report = CheckReport.of(result);
    assertThat(result.good()).isFalse();
    for (String line : Files.readAllLines(broken.resolve("expected.txt"))) {
      assertThat(report).contains(line);
    }
  }

  private static List<Path> files(Path broken) throws IOException {
    try (Stream<Path> all = Files.walk(broken)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
