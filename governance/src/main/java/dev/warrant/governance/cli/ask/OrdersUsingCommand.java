package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.OrdersUsing;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.cli.common.StockQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Orders that rest on a fact or a model.
@Command(
    name = "orders-using",
    mixinStandardHelpOptions = true,
    description = {
      "Which orders rest on a fact, or on a belief of a model, through any number of steps? Of a",
      "deliberation that issued several warrants only the order's own one counts."
    })
public final class OrdersUsingCommand extends StockQuestion {
  @Parameters(
      paramLabel = "FACT|MODEL",
      description = {
        "number of an input, kind of fact (belief, quote, pattern, ...), name of a fact",
        "(market.spread, momentumBurst, ...), or first digits of a fact's or model's digest"
      })
  private String fact = "";

  @Override
  protected Told about(RunFolder run) {
    return OrdersUsing.of(record(run), fact);
  }
}
