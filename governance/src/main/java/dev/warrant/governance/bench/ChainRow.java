package dev.warrant.governance.bench;

import java.util.List;

/// The full chain beside real time.
final class ChainRow implements Row {
  @Override
  public String name() {
    return "chain";
  }

  @Override
  public List<Figure> run(Scope scope) {
    Chain c = scope.chain();
    String over =
        "full chain, "
            + scope.source()
            + ", "
            + Figure.number(c.deliberations() / c.simulatedSeconds())
            + " deliberations/s, "
            + c.orders()
            + " orders";
    return List.of(
        Figure.of(over, c.simulatedSeconds() / c.realSeconds(), "× real time")
            .anchor("target 20×")
            .atLeast(10),
        Figure.of(
            "the same by processor time", c.simulatedSeconds() / c.cpuSeconds(), "× real time"),
        Figure.of("the same, inputs", c.inputs() / c.realSeconds(), "inputs/s"),
        Figure.of("the same, deliberations", c.deliberations() / c.realSeconds(), "/s"));
  }
}
