package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.audit.UnderPack;
import dev.warrant.governance.cli.common.StockQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Orders under a version.
@Command(
    name = "under-pack",
    mixinStandardHelpOptions = true,
    description = {
      "Which orders were admitted while a policy, strategy or model was in force? Counts and list;",
      "exits and stops are among them."
    })
public final class UnderPackCommand extends StockQuestion {
  @Parameters(
      paramLabel = "PACK",
      description = "version, name, name@version, or the first digits of a digest")
  private String pack = "";

  @Override
  protected Told about(RunFolder run) {
    return UnderPack.of(record(run), pack);
  }
}
