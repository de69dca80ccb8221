package dev.warrant.governance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.replay.Replayer;
import dev.warrant.sim.trial.Impact;
import dev.warrant.sim.trial.PastRun;
import dev.warrant.sim.trial.Rerun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a change of policy would have done to the orders over a market.
@Command(
    name = "impact",
    mixinStandardHelpOptions = true,
    description = {
      "What would policy B have changed where policy A was in force? Both are run in full over the",
      "same market, seed and strategy: orders added, removed and resized, P&L, exposure, refusals.",
      "With --run, A is not run again: its past orders are those on record, proved by replay.",
      "With --report the answer is written to a file, as `rules propose --impact` takes it."
    })
final class ImpactCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Parameters(index = "0", paramLabel = "A", description = "folder of the policy in force")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "folder of the policy to compare")
  private Path candidate = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(names = "--strategy", paramLabel = "DIR", description = "strategy (default: the house's)")
  private @Nullable Path strategy;

  @Option(
      names = "--seed",
      description = "seed of market, network and desk (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(names = "--report", paramLabel = "FILE", description = "write the answer there as well")
  private @Nullable Path report;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  private RunSource market = new RunSource(List.of(), 0, 0);

  /// What to run over.
  static final class Source {
    @Option(names = "--recorded", arity = "1..*", paramLabel = "FILE", description = "recordings")
    private @Nullable List<Path> recorded;

    @Option(names = "--generated", paramLabel = "HOURS", description = "hours of generated market")
    private @Nullable Double hours;

    @Option(
        names = "--run",
        paramLabel = "RUN",
        description = "a backtest's run under A: its recorded orders against a run under B")
    private @Nullable String run;
  }

  @Override
  public Integer call() throws IOException {
    Path traders = strategy == null ? Packs.houseStrategy() : strategy;
    if (source.hours != null) {
      Spans.hours(source.hours);
    }
    RunFolder past = source.run == null ? null : Runs.find(source.run);
    market =
        past == null ? RunSource.of(source.recorded, source.hours, seed) : RunSource.load(past);
    DeskRules a = Packs.load(base, past == null ? traders : past.strategy());
    DeskRules b = Packs.load(candidate, past == null ? traders : past.strategy());
    Impact impact = Impact.of(past == null ? run("A", a) : past(past, a), run("B", b));
    String text = text(a, b, impact);
    if (report != null) {
      Files.writeString(report, text + "\n");
      System.err.println("report: " + report + ", digest " + Digest.sha256(text + "\n").hex());
    }
    System.out.println(json ? json(a, b, impact) : text);
    return 0;
  }

  /// The run as it is on record, which must be one of policy A.
  private static Rerun past(RunFolder folder, DeskRules a) {
    DeskRules rules = Packs.of(folder);
    if (!rules.policy().digest().equals(a.policy().digest())) {
      throw new IllegalArgumentException(
          folder.id()
              + " traded under "
              + name(rules)
              + ", expected "
              + name(a)
              + "\nMaybe give "
              + folder.policy()
              + " as A");
    }
    try (Replayer replayer =
        new Replayer(
            rules,
            (policy, intents) -> Packs.kept(folder, policy, intents),
            Packs.cache(),
            _ -> {})) {
      return PastRun.read(folder.journal(), replayer);
    }
  }

  private Rerun run(String name, DeskRules rules) {
    DeskConfig standard = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(standard.capitalE8(), standard.leverage());
    long[] told = {0};
    return Rerun.of(
        rules,
        new Rerun.Setting(
            market.venue(funding),
            StartLicence.demo(rules, Packs.proofs(), null),
            Packs.cache(),
            market.seed(),
            SimVenue.START_NANOS,
            market.endNanos(),
            second -> {
              if (second % 60 == 0 && second > told[0]) {
                told[0] = second;
                System.err.println("policy " + name + ": " + second + " s of market");
              }
            }));
  }

  private static String name(DeskRules rules) {
    var policy = rules.policy();
    return policy.name() + " " + policy.version() + " (" + policy.digest().hex() + ")";
  }

  private String text(DeskRules a, DeskRules b, Impact impact) {
    List<String> out = new ArrayList<>();
    out.add("A: " + name(a));
    out.add("B: " + name(b));
    out.add("Over " + market.says() + ":");
    out.add(
        "%d orders alike, %d only under A, %d only under B, %d of another size%s."
            .formatted(
                impact.same(),
                impact.removed().size(),
                impact.added().size(),
                impact.resized().size(),
                impact.none() ? ": nothing changes" : ""));
    out.add(sums("A", impact.before()));
    out.add(sums("B", impact.after()));
    refusals(out, impact);
    list(out, "- ", impact.removed());
    list(out, "+ ", impact.added());
    impact.resized().stream()
        .limit(SHOWN)
        .forEach(r ->
            out.add(
                "~ "
                    + words(r.before())
                    + " became "
                    + r.after().instrument().quantityText(r.after().lots())));
    return String.join("\n", out);
  }

  private static String sums(String name, Rerun run) {
    return "%s: %d orders, %d fills, P&L %s USDT, fees %s USDT, greatest exposure %s USDT, %s"
        .formatted(
            name,
            run.orders().size(),
            run.fills(),
            Decimals.text(run.pnlE8(), 4),
            Decimals.text(run.feesE8(), 4),
            Decimals.text(run.grossPeakE8(), 2),
            run.mode());
  }

  private static void refusals(List<String> out, Impact impact) {
    TreeSet<String> limits = new TreeSet<>(impact.before().refusals().keySet());
    limits.addAll(impact.after().refusals().keySet());
    for (String limit : limits) {
      long before = impact.before().refusals().getOrDefault(limit, 0L);
      long after = impact.after().refusals().getOrDefault(limit, 0L);
      if (before != after) {
        out.add("refusals by " + limit + ": " + before + " under A, " + after + " under B");
      }
    }
  }

  private static void list(List<String> out, String sign, List<Rerun.Placed> orders) {
    orders.stream().limit(SHOWN).forEach(o -> out.add(sign + words(o)));
    if (orders.size() > SHOWN) {
      out.add(sign + "and " + (orders.size() - SHOWN) + " more (--json lists all)");
    }
  }

  private static String words(Rerun.Placed o) {
    return "%.3f s: %s %s %s at %s (%s%s)"
        .formatted(
            (o.nanos() - SimVenue.START_NANOS) / 1e9,
            o.side(),
            o.instrument().quantityText(o.lots()),
            o.instrument().symbol(),
            o.instrument().priceText(o.price()),
            o.kind(),
            o.reduceOnly() ? ", reduce-only" : "");
  }

  private ObjectNode json(DeskRules a, DeskRules b, Impact impact) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("base", a.policy().digest().hex()).put("candidate", b.policy().digest().hex());
    o.put("strategy", a.strategy().digest().hex())
        .put("market", market.says())
        .put("seed", market.seed());
    o.put("same", impact.same());
    orders(o.putArray("removed"), impact.removed());
    orders(o.putArray("added"), impact.added());
    ArrayNode resized = o.putArray("resized");
    impact
        .resized()
        .forEach(r -> order(resized.addObject(), r.before()).put("to", r.after().lots()));
    run(o.putObject("before"), impact.before());
    run(o.putObject("after"), impact.after());
    return o;
  }

  private static void orders(ArrayNode out, List<Rerun.Placed> orders) {
    orders.forEach(order -> order(out.addObject(), order));
  }

  private static ObjectNode order(ObjectNode o, Rerun.Placed p) {
    o.put("nanos", p.nanos()).put("instrument", p.instrument().symbol());
    o.put("side", p.side().name()).put("kind", p.kind().name());
    return o.put("ticks", p.price()).put("lots", p.lots()).put("reduceOnly", p.reduceOnly());
  }

  private static void run(ObjectNode o, Rerun run) {
    o.put("orders", run.orders().size()).put("fills", run.fills());
    o.put("pnl", Decimals.text(run.pnlE8(), 4)).put("fees", Decimals.text(run.feesE8(), 4));
    o.put("greatestExposure", Decimals.text(run.grossPeakE8(), 2)).put("mode", run.mode().name());
    ObjectNode refusals = o.putObject("refusalsByLimit");
    run.refusals().forEach(refusals::put);
    o.put("journalRoot", run.journalRoot().hex());
  }
}
