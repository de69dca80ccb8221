package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.NeverFired;
import dev.warrant.governance.audit.Told;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Rules that never mattered.
@Command(
    name = "rules-never-fired",
    mixinStandardHelpOptions = true,
    description = {
      "Which intent rules, clauses, patterns, limits and rows of tables were in force and never",
      "mattered, in one run or in several together?"
    })
public final class NeverFiredCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "run folder or id; may be repeated (default: the latest run)")
  private List<String> runs = List.of();

  @Option(
      names = "--rebuild",
      description = "play the runs again, which tells the rows of tables as well")
  private boolean rebuild;

  @Option(
      names = "--whole",
      description =
          "read all of journal and trace and verify every byte, instead of excerpt and index")
  private boolean whole;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<RunFolder> folders = new ArrayList<>();
    for (String run : runs) {
      folders.add(Runs.find(run));
    }
    if (folders.isEmpty()) {
      folders.add(Runs.find(null));
    }
    NeverFired never = new NeverFired(rebuild, whole);
    for (RunFolder folder : folders) {
      never.add(folder, Packs.rebuilding(folder));
    }
    Told told = never.told();
    System.out.println(json ? told.json() : told.text());
    return told.exit();
  }
}
