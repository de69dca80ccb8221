package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One small backtest that several test classes look at and none changes for good.
final class AuditRun {
  static final String DAY = "2026-01-01";

  private static @Nullable Path made;

  private AuditRun() {}

  /// Its folder; made at the first call, deleted with the process.
  static synchronized Path path() {
    Path run = made;
    if (run == null) {
      run = folder().resolve("audit");
      Said said =
          Said.by("backtest", "--generated", "0.01", "--seed", "3", "--run", run.toString());
      assertThat(said.code()).isZero();
      made = run;
    }
    return run;
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("warrant-audit");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> inner = all.sorted(Comparator.reverseOrder()).toList();
      for (Path p : inner) {
        Files.delete(p);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
