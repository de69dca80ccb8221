package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.NearLimit;
import dev.warrant.governance.audit.Share;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.cli.common.StockQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Orders close to a limit.
@Command(
    name = "near-limit",
    mixinStandardHelpOptions = true,
    description = {
      "Which orders were admitted close to a limit? The closest first, with limit, margin and unit.",
      "It stands on what the guard is recorded to have seen; exits with 1 if that is not what the",
      "order was admitted by."
    })
public final class NearLimitCommand extends StockQuestion {
  @Option(
      names = "--within",
      paramLabel = "SHARE",
      defaultValue = "5%",
      description = "how close, as a part of the limit (default: ${DEFAULT-VALUE})")
  private String within = "5%";

  @Override
  protected Told about(RunFolder run) {
    return NearLimit.of(seen(run), Share.ppm(within));
  }
}
