package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.release.House;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A question about a run that the release log knows something about.
abstract class HouseQuestion implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(
      names = "--whole",
      description = "read the whole journal and verify every byte, instead of its excerpt")
  private boolean whole;

  @Mixin private HouseOptions house = new HouseOptions();

  /// Whether the journal itself is to be read.
  boolean whole() {
    return whole;
  }

  /// The answer about a run.
  ///
  /// @param house null if there is no release folder, and none was named
  abstract Told about(RunFolder run, @Nullable House house) throws IOException;

  @Override
  public Integer call() throws IOException {
    boolean there = house.named() || Files.isDirectory(house.folder().resolve("log"));
    Told told = about(Runs.find(run), there ? house.open() : null);
    System.out.println(house.json() ? told.json() : told.text());
    return told.exit();
  }
}
