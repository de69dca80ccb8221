package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes the page and the tables of a run again.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Make report.html and the tables of a run anew, from its journal and trace.",
      "Also for a run that was cut short."
    })
public final class ReportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id; the latest if left out")
  private @Nullable String run;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    RunReport.page(folder);
    RunReport.tables(folder);
    RunReport.made(folder).forEach(System.out::println);
    return 0;
  }
}
