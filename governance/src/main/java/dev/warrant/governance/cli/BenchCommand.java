package dev.warrant.governance.cli;

import dev.warrant.governance.bench.Bench;
import dev.warrant.governance.bench.Machine;
import dev.warrant.governance.cli.common.Runs;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures the house on this machine.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure this build on this machine, beside public figures and our floors.",
      "Rows: guard order deliberation journal log tape chain deduce start check parts; all by",
      "default. questions (a day and a year of records: minutes, 11 GB of disk) only if named.",
      "Exit code 1 if a floor is missed."
    })
final class BenchCommand implements Callable<Integer> {
  @Option(names = "--quick", description = "fewer events: a look in about a minute")
  private boolean quick;

  @Option(names = "--json", description = "end with one JSON object")
  private boolean json;

  @Parameters(paramLabel = "ROW", arity = "0..*", description = "what to measure")
  private List<String> rows = new ArrayList<>();

  @Override
  public Integer call() {
    PrintStream to = json ? System.err : System.out;
    Bench bench = new Bench(Runs.root().toAbsolutePath().normalize(), quick);
    Bench.Report report = bench.run(rows, m -> to.print(Bench.text(m)));
    Machine machine = report.machine();
    to.printf(
        Locale.ROOT,
        "%s, %d cores, %s, load %.1f; commit %s%n%s%n",
        machine.cpu(),
        machine.cores(),
        machine.jdk(),
        machine.load(),
        machine.commit(),
        report.kept() ? "every floor is kept" : "a floor is missed");
    if (json) {
      System.out.println(report.json());
    }
    return report.kept() ? 0 : 1;
  }
}
