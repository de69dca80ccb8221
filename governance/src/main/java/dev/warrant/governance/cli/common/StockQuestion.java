package dev.warrant.governance.cli.common;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunRecord;
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

  @Option(
      names = "--whole",
      description = "read the whole journal and verify every byte, instead of its excerpt")
  private boolean whole;

  private @Nullable RunRecord record;

  /// Whether the journal itself is to be read.
  protected boolean whole() {
    return whole;
  }

  /// The orders of a run.
  protected RunRecord record(RunFolder run) {
    return kept(RunRecord.read(run, whole));
  }

  /// The orders of a run, each with what its guard saw.
  protected RunRecord seen(RunFolder run) {
    return kept(RunRecord.seen(run, whole));
  }

  private RunRecord kept(RunRecord read) {
    record = read;
    return read;
  }

  /// The answer about a run.
  protected abstract Told about(RunFolder run) throws IOException;

  @Override
  public Integer call() throws IOException {
    Told told = about(Runs.find(run));
    RunRecord read = record;
    if (read != null) {
      told.json().put("readFrom", read.source());
    }
    String from = read == null ? "" : "\n" + read.source();
    System.out.println(json ? told.json() : told.text() + from);
    return told.exit();
  }
}
