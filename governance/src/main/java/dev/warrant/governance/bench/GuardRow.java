package dev.warrant.governance.bench;

import dev.warrant.execution.guard.GuardBench;
import dev.warrant.execution.guard.GuardRows;
import dev.warrant.reasoning.session.RowsBench;
import java.util.List;

/// The compiled guard beside a table loop and beside the rule engine on the same rows.
final class GuardRow implements Row {
  @Override
  public String name() {
    return "guard";
  }

  @Override
  public List<Figure> run(Scope scope) {
    GuardBench.Result guard = GuardBench.run(scope.rules().policy());
    GuardRows rows = GuardRows.of(scope.rules().policy());
    RowsBench.Result drools =
        RowsBench.run(rows.violations(), rows.vectors(), scope.quick() ? 5_000 : 20_000);
    String of = "guard, " + guard.limits() + " limits";
    String linear = "Drools on " + rows.violations().size() + " of " + rows.rows() + " rows";
    return List.of(
        Figure.of(of + ", varied orders", guard.guardNanos(), "ns")
            .anchor("SAPL 4: 179 ns; target 25 ns")
            .atMost(25),
        Figure.of("guard, allocated", guard.bytesPerCall(), "B/call").anchor("target 0").atMost(0),
        Figure.of("guard ÷ table loop (" + Figure.number(guard.loopNanos()) + " ns)", guard.ratio(), "×")
            .anchor("never above 1")
            .atMost(1),
        Figure.of(linear + ", stateful", drools.statefulNanos(), "ns").anchor("ours: 400 ns on 20"),
        Figure.of(linear + ", stateless", drools.statelessNanos(), "ns")
            .anchor("ours: 3 200 ns on 20"),
        Figure.of("guard ÷ Drools stateful", guard.guardNanos() / drools.statefulNanos(), "×"));
  }
}
