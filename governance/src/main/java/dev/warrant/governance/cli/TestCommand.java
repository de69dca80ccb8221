package dev.warrant.governance.cli;

import dev.warrant.sim.trial.Coverage;
import dev.warrant.sim.trial.TrialReport;
import dev.warrant.sim.trial.Trials;
import dev.warrant.sim.trial.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs the scenarios of a policy.
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Run the scenarios of a policy pack (tests/*.yaml): stories told to a real desk on a virtual",
      "clock, and vectors of measures. Ends with 1 if one does not come to what it says."
    })
final class TestCommand implements Callable<Integer> {
  @Option(names = "--policy", paramLabel = "DIR", description = "default: the house policy")
  private @Nullable Path policy;

  @Option(names = "--strategy", paramLabel = "DIR", description = "default: the house strategy")
  private @Nullable Path strategy;

  @Option(names = "--coverage", description = "what the scenarios saw of each limit")
  private boolean coverage;

  @Option(names = "--verbose", description = "also what each scenario found")
  private boolean verbose;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "only these scenarios")
  private List<String> names = List.of();

  @SuppressWarnings("NullAway.Init") // picocli fills the fields before it runs the command
  TestCommand() {}

  @Override
  public Integer call() {
    Trials trials =
        Trials.load(
            policy == null ? Packs.housePolicy() : policy,
            strategy == null ? Packs.houseStrategy() : strategy,
            names);
    TrialReport report = trials.run(this::say);
    System.out.printf(
        Locale.ROOT,
        "%d scenarios, %d red, %.1f s%n",
        report.verdicts().size(),
        report.red().size(),
        report.seconds());
    if (coverage) {
      table(report.coverage());
    }
    return report.red().isEmpty() ? 0 : 1;
  }

  private void say(Verdict v) {
    if (verbose || !v.passed()) {
      System.out.println(
          (v.passed() ? "ok   " : "RED  ") + v.scenario().name() + " (" + v.scenario().place().cite() + ")");
      System.out.println("  expected " + v.scenario().expect().text());
      System.out.println("  found    " + v.found());
    }
  }

  private static void table(Coverage c) {
    for (Coverage.Row r : c.rows()) {
      System.out.printf(
          Locale.ROOT, "%-22s kept %6d  broken %5d  absent %5d  alone %s, together %s%n",
          r.limit(), r.kept(), r.broken(), r.absent(), r.alone(), r.together());
    }
  }
}
