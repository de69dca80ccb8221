package dev.warrant.governance.cli;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.NearLimit;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Share;
import dev.warrant.governance.audit.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Orders close to a limit.
@Command(
    name = "near-limit",
    mixinStandardHelpOptions = true,
    description = {
      "Which orders were admitted close to a limit? The closest first, with limit, margin and unit.",
      "The record tells of the limit that was closest to each order; --rebuild of every limit."
    })
final class NearLimitCommand extends StockQuestion {
  @Option(
      names = "--within",
      paramLabel = "SHARE",
      defaultValue = "5%",
      description = "how close, as a part of the limit (default: ${DEFAULT-VALUE})")
  private String within = "5%";

  @Option(
      names = "--rebuild",
      description = {
        "play the run again for the measures the guard saw: every limit, also where its bound moves;",
        "exits with 1 if an order is not recorded as it is rebuilt"
      })
  private boolean rebuild;

  @Override
  Told about(RunFolder run) {
    long ppm = Share.ppm(within);
    RunRecord record = record(run);
    return rebuild
        ? NearLimit.rebuilt(record, ppm, Packs.rebuilding(run))
        : NearLimit.recorded(record, ppm);
  }
}
