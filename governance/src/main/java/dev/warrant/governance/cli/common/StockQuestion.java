package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Told;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the questions about a run have in common: one answer, as text or JSON.
public abstract class StockQuestion implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  /// The answer about a run.
  protected abstract Told about(RunFolder run) throws IOException;

  @Override
  public Integer call() throws IOException {
    Told told = about(Runs.find(run));
    System.out.println(json ? told.json() : told.text());
    return told.exit();
  }
}
