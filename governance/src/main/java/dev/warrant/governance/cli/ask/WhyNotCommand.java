package dev.warrant.governance.cli.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Aftermath;
import dev.warrant.governance.audit.MomentRebuilt;
import dev.warrant.governance.audit.WhyNotJson;
import dev.warrant.governance.audit.WhyNotReport;
import dev.warrant.governance.audit.WhyNotText;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.reasoning.ask.Engines;
import dev.warrant.reasoning.ask.Wanted;
import dev.warrant.reasoning.ask.WhyNot;
import dev.warrant.reasoning.explain.Depth;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Why something was not traded at a moment, and the least that would have had to be otherwise.
@Command(
    name = "why-not",
    mixinStandardHelpOptions = true,
    description = {
      "Why was it not bought or sold at a moment of a run, and what would have had to be otherwise?",
      "The moment is rebuilt from the journal and deliberated again by the engines of the run. Told",
      "are the conditions that failed, nearest first, the smallest change of inputs that undoes",
      "the refusal (fewest inputs, then least change), what would have refused next, and so on. Where",
      "the guard refused an order, the guard is asked again over what it saw, as recorded. Facts are",
      "those that were kept of the moment, if they have the recorded digest; --from-inputs derives",
      "them too, and only then the answer is called verified."
    })
public final class WhyNotCommand implements Callable<Integer> {
  @Mixin private MomentOptions at = new MomentOptions();

  @Option(
      names = "--intent",
      required = true,
      paramLabel = "\"SIDE SYMBOL\"",
      description = "what was not traded, such as \"SELL BTCUSDT\"")
  private String intent = "";

  @Option(
      names = "--depth",
      paramLabel = "DEPTH",
      description = "short, mid or long (default: ${DEFAULT-VALUE})",
      defaultValue = "mid")
  private Depth depth = Depth.MID;

  @Option(
      names = "--fuel",
      paramLabel = "N",
      description = "how many deliberations the search may cost (default: ${DEFAULT-VALUE})",
      defaultValue = "" + WhyNot.FUEL)
  private int fuel = WhyNot.FUEL;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = at.folder();
    WhyNotReport report = at.ask(folder, asked -> report(folder, asked));
    System.out.println(json ? WhyNotJson.of(report) : WhyNotText.of(report, depth));
    return report.explained() ? 0 : Mishaps.BAD_NEWS;
  }

  private WhyNotReport report(RunFolder folder, MomentOptions.Asked asked) {
    var moment = asked.moment();
    Wanted wanted = Wanted.parse(intent, moment.instruments());
    // One sentence says what refused; what would undo it is looked for if it is going to be told.
    int spend = depth == Depth.SHORT && !json ? 0 : fuel;
    WhyNot search =
        new WhyNot(
            new ToldSearch(spend)
                .over(new Engines(asked.replayer()::deliberate, asked.replayer()::sketch)),
            moment.policy(),
            moment.strategy(),
            moment.instruments(),
            spend);
    return new WhyNotReport(
            folder.id(),
            wanted,
            moment.cut(),
            search.ask(moment.cut(), wanted),
            Aftermath.of(folder.journal(), moment.cut(), wanted),
            moment.policy(),
            List.of(),
            MomentRebuilt.of(folder, moment.indexed()))
        .asked(folder, fuel);
  }
}
