package dev.warrant.governance.cli.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.MomentRebuilt;
import dev.warrant.governance.audit.WhatIfTrees;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.ask.Change;
import dev.warrant.reasoning.ask.Supposed;
import dev.warrant.reasoning.ask.WhatIf;
import dev.warrant.reasoning.explain.Depth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What would have been concluded if a fact had been another.
@Command(
    name = "what-if",
    mixinStandardHelpOptions = true,
    description = {
      "What would the desk have concluded at a moment of a run if some facts had been others?",
      "The moment is rebuilt from the journal and deliberated twice by the engines of the run: as",
      "it was, which must come to the recorded conclusion, and with the changes in it. What was",
      "computed from a changed fact stays as it was, and so does everything after that moment. Facts",
      "are those that were kept of the moment, if they have the recorded digest; --from-inputs",
      "derives them too, and only then the answer is called verified."
    })
public final class WhatIfCommand implements Callable<Integer> {
  @Mixin private MomentOptions at = new MomentOptions();

  @Option(
      names = "--set",
      required = true,
      arity = "1..*",
      paramLabel = "[SYMBOL.]NAME=VALUE",
      description = {
        "a measure or feature (market.spread=12 ticks, or book.spread; ETHUSDT.zscore30=-0.9,",
        "belief.probability=70 %%),",
        "or belief.regime=calm, feed=STALE, mode=PAUSE, pattern.momentumBurst=off"
      })
  private List<String> set = List.of();

  @Option(
      names = "--depth",
      paramLabel = "DEPTH",
      description = {
        "short: one sentence; mid: what became of each intent, objection and warrant; long: that,",
        "and the trees of both down to the inputs, without what is the same (default:",
        "${DEFAULT-VALUE})"
      },
      defaultValue = "mid")
  private Depth depth = Depth.MID;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  /// @param trees of both; null unless all is to be told
  /// @param derived whether the first comes to the recorded conclusion; null if none was recorded
  private record Answer(
      Cut cut,
      List<String> told,
      WhatIf what,
      @Nullable WhatIfTrees trees,
      @Nullable Boolean derived,
      MomentRebuilt rebuilt) {}

  @Override
  public Integer call() throws IOException {
    List<Change> changes = set.stream().map(Change::parse).toList();
    RunFolder folder = at.folder();
    Answer answer = at.ask(folder, asked -> answer(folder, asked, changes));
    System.out.println(json ? json(folder, answer) : text(folder, answer));
    return Boolean.FALSE.equals(answer.derived()) ? 1 : 0;
  }

  private Answer answer(RunFolder folder, MomentOptions.Asked asked, List<Change> changes) {
    var moment = asked.moment();
    Supposed supposed = Supposed.in(moment.cut(), moment.instruments(), changes);
    var was = asked.replayer().deliberate(moment.cut());
    var would = asked.replayer().deliberate(supposed.cut());
    Digest recorded = recorded(folder.journal(), moment.cut());
    WhatIf what = WhatIf.between(was, would, moment.instruments());
    return new Answer(
        moment.cut(),
        supposed.told(),
        what,
        depth == Depth.LONG ? WhatIfTrees.of(what, moment.instruments()) : null,
        recorded == null ? null : recorded.equals(was.root()),
        MomentRebuilt.of(folder, moment.indexed()));
  }

  /// The recorded conclusion of the deliberation that `cut` began; null if none was recorded.
  private static @Nullable Digest recorded(Path journal, Cut cut) {
    JournalReader reader =
        JournalReader.openAt(journal, cut.seq() + 1).only(List.of(Kind.DELIBERATED));
    while (reader.hasNext()) {
      if (reader.next() instanceof Entry.Concluded c
          && c.seq() > cut.seq()
          && c.derived() instanceof Derived.Deliberated d) {
        return d.asOf() == cut.seq() ? d.root() : null;
      }
    }
    return null;
  }

  private static String verdict(Answer a) {
    if (a.derived() == null) {
      return "The run recorded no conclusion of this deliberation, so nothing vouches for the first.";
    }
    return a.derived()
        ? a.rebuilt().says("as it was, it comes to the recorded conclusion", "")
        : "UNEXPLAINED: as it was, it does not come to the recorded conclusion.";
  }

  private String text(RunFolder folder, Answer a) {
    StringBuilder out = new StringBuilder(folder.id());
    out.append(" at ").append(Moments.instant(a.cut().nanos()));
    out.append(" (").append(a.rebuilt().where(a.cut(), 0)).append(")");
    if (depth == Depth.SHORT) {
      out.append('\n').append(a.what().sentence());
      return out.append('\n').append(verdict(a)).toString();
    }
    out.append("\nSuppose");
    if (a.told().isEmpty()) {
      out.append(" nothing: the facts were so already");
    }
    a.told().forEach(line -> out.append("\n  ").append(line));
    out.append("\nThe desk would have concluded ")
        .append(a.what().same() ? "the same." : "otherwise:");
    for (WhatIf.Difference d : a.what().differences()) {
      out.append("\n  ").append(d.kind());
      out.append("\n    - ").append(d.was().isEmpty() ? "none" : d.was());
      out.append("\n    + ").append(d.would().isEmpty() ? "none" : d.would());
    }
    String outcomes = a.what().outcomes();
    out.append('\n')
        .append(Character.toUpperCase(outcomes.charAt(0)))
        .append(outcomes, 1, outcomes.length());
    if (a.trees() != null) {
      out.append(a.trees().text());
    }
    return out.append('\n').append(verdict(a)).toString();
  }

  private static ObjectNode json(RunFolder folder, Answer a) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("at", Moments.instant(a.cut().nanos()));
    o.put("input", a.cut().seq()).put("same", a.what().same());
    o.put("sentence", a.what().sentence());
    o.put("outcome", a.what().was().outcome()).put("supposed", a.what().would().outcome());
    if (a.derived() == null) {
      o.putNull("verified").put("status", "nothing recorded");
    } else {
      a.rebuilt().json(o, a.derived(), "");
    }
    ArrayNode changes = o.putArray("changes");
    a.told().forEach(changes::add);
    ArrayNode all = o.putArray("differences");
    for (WhatIf.Difference d : a.what().differences()) {
      all.addObject().put("kind", d.kind()).put("was", d.was()).put("would", d.would());
    }
    if (a.trees() != null) {
      a.trees().json(o.putObject("trees"));
    }
    return o;
  }
}
