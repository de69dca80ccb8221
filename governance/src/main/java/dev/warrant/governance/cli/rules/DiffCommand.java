package dev.warrant.governance.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.reasoning.prove.LimitChanges;
import dev.warrant.reasoning.prove.PolicyDiff;
import dev.warrant.reasoning.prove.Witness;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.rules.pack.StrategyPacks;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How one pack differs from another of its kind: in its text, and in what it means.
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "How does pack B differ from pack A? Of policies: limits added, removed and changed, and a",
      "proof: equivalent, tighter, looser or incomparable, with an order that shows each difference.",
      "Of strategies: lines added and removed, and whether B deduces intents on the same occasions,",
      "fewer or more, with facts that show it. Exit code 0 if B is proved no looser, else 1."
    })
public final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "folder of the pack in force")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "folder of the pack to compare")
  private Path candidate = Path.of("");

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    if (StrategyPacks.is(base) && StrategyPacks.is(candidate)) {
      StrategyComparison compared = StrategyComparison.of(base, candidate);
      System.out.println(json ? compared.json() : compared.text());
      return compared.noLooser() ? 0 : 1;
    }
    PolicyPack a = PolicyPacks.load(base);
    PolicyPack b = PolicyPacks.load(candidate);
    PolicyDiff.Result result = PolicyDiff.compare(a, b);
    List<String> changes = LimitChanges.of(a, b);
    System.out.println(json ? json(a, b, changes, result) : text(a, b, changes, result));
    return result.verdict().noLooser() ? 0 : 1;
  }

  private static String text(
      PolicyPack a, PolicyPack b, List<String> changes, PolicyDiff.Result result) {
    StringBuilder out = new StringBuilder();
    changes.forEach(line -> out.append(line).append('\n'));
    out.append(name(b)).append(" is ");
    out.append(
        switch (result.verdict()) {
          case EQUIVALENT ->
              "equivalent to "
                  + name(a)
                  + ": both admit exactly the same orders, and"
                  + " do the same besides";
          case TIGHTER ->
              "tighter than "
                  + name(a)
                  + ": it admits no order that one refuses,"
                  + " and does no less besides";
          case LOOSER -> "looser than " + name(a) + ": two people of risk have to approve it";
          case INCOMPARABLE ->
              "incomparable with "
                  + name(a)
                  + ": looser here, tighter there; two people have to"
                  + " approve it";
          case UNKNOWN -> "not proved either way against " + name(a) + ", which counts as looser";
        });
    out.append(" (").append(result.obligations()).append(" questions to the solver).");
    result.looser().forEach(w -> witness(out, "Now admitted", "refused before", w));
    result.tighter().forEach(w -> witness(out, "Now refused", "admitted before", w));
    result.dropped().forEach(d -> out.append("\nNo longer as it was: ").append(d).append('.'));
    result.undecided().forEach(u -> out.append("\nNot decided: ").append(u));
    return out.toString();
  }

  private static void witness(StringBuilder out, String now, String before, Witness w) {
    out.append('\n').append(now).append(", ").append(before).append(" [");
    out.append(w.limit().id()).append("]: ").append(w.says());
    out.append("\n  for example ").append(Hierarchy.example(w));
  }

  private static String name(PolicyPack pack) {
    return Hierarchy.name(pack);
  }

  private static ObjectNode json(
      PolicyPack a, PolicyPack b, List<String> changes, PolicyDiff.Result result) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("base", a.digest().hex()).put("candidate", b.digest().hex());
    o.put("verdict", result.verdict().name()).put("questions", result.obligations());
    ArrayNode text = o.putArray("changes");
    changes.forEach(text::add);
    witnesses(o.putArray("looser"), result.looser());
    witnesses(o.putArray("tighter"), result.tighter());
    ArrayNode dropped = o.putArray("dropped");
    result.dropped().forEach(dropped::add);
    ArrayNode undecided = o.putArray("undecided");
    result.undecided().forEach(undecided::add);
    return o;
  }

  private static void witnesses(ArrayNode out, List<Witness> witnesses) {
    for (Witness w : witnesses) {
      ObjectNode o = out.addObject();
      o.put("guard", w.guard()).put("limit", w.limit().id()).put("says", w.says());
      ObjectNode measures = o.putObject("measures");
      w.measures().forEach((id, value) -> measures.put(id.text(), value));
    }
  }
}
