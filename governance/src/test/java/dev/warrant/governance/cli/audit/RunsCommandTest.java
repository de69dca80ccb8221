package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunsCommandTest {
  @TempDir private Path home = Path.of("");

  @BeforeEach
  void play() throws IOException {
    for (String run : new String[] {"old", "new"}) {
      String folder = home.resolve(run).toString();
      assertThat(Said.by("backtest", "--generated", "0.0003", "--run", folder).code()).isZero();
    }
    try (Stream<Path> files = Files.list(home.resolve("old/journal"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
      }
    }
    Files.setLastModifiedTime(
        home.resolve("old/journal"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private Said retire(String... more) {
    return Said.by(
        Stream.concat(
                Stream.of("runs", "retire", "--in", home.toString(), "--older-than", "30"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private boolean hasSegments(String run) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(run + "/journal"))) {
      return files.anyMatch(f -> f.toString().endsWith(".wj"));
    }
  }

  @Test
  void whatIsOldIsRetiredAndItsSummaryStays() throws IOException {
    assertThat(home.resolve("old/excerpt")).exists();
    assertThat(retire("--dry-run").out()).contains("would retire old").doesNotContain("retire new");
    assertThat(hasSegments("old")).isTrue();
    Said said = retire();
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(hasSegments("old")).isFalse();
    assertThat(hasSegments("new")).isTrue();
    assertThat(home.resolve("old/summary.json")).exists();
    assertThat(home.resolve("old/excerpt")).doesNotExist();
    assertThat(Said.by("runs", "--in", home.toString()).out()).containsPattern("old .* retired");
    assertThat(Said.by("replay", home.resolve("old").toString()).code()).isNotZero();
    assertThat(Said.by("replay", home.resolve("new").toString()).code()).isZero();
  }

  @Test
  void aRunThatIsBeingWrittenIsLeftAlone() throws IOException {
    try (JournalWriter desk = JournalWriter.open(home.resolve("old/journal"), "old")) {
      try (Stream<Path> files = Files.list(home.resolve("old/journal"))) {
        for (Path file : files.toList()) {
          Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        }
      }
      Files.setLastModifiedTime(
          home.resolve("old/journal"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
      assertThat(desk.lastSeq()).isPositive();
      assertThat(retire().out()).contains("old is left alone: another writer has the journal");
      assertThat(hasSegments("old")).isTrue();
    }
  }

  @Test
  void noDaysAreRefused() {
    assertThat(retire("--older-than", "0").code()).isEqualTo(2);
  }
}
