package dev.warrant.governance.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.RunSource;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Spans;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.sim.market.HeardMarket;
import dev.warrant.sim.replay.Replayer;
import dev.warrant.sim.trial.Footing;
import dev.warrant.sim.trial.Impact;
import dev.warrant.sim.trial.PastRun;
import dev.warrant.sim.trial.Rerun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
      "With --run, the orders of a backtest are those on record, proved by replay. Any other run",
      "lends its market as its desk heard it, and both are run in full over that; fills are those",
      "of the simulated venue, and what is on record is told beside them.",
      "With --report the answer is written to a file, as `rules propose --impact` takes it."
    })
public final class ImpactCommand implements Callable<Integer> {
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

  private @Nullable Over over;

  /// What is the same for both, in words and in full.
  ///
  /// @param record the run as it is on record, if it lends its market only
  /// @param said what is held fixed and what is not as it was, one sentence each
  private record Over(Footing footing, String says, @Nullable Rerun record, List<String> said) {}

  /// What to run over.
  static final class Source {
    @Option(names = "--recorded", arity = "1..*", paramLabel = "FILE", description = "recordings")
    private @Nullable List<Path> recorded;

    @Option(names = "--generated", paramLabel = "HOURS", description = "hours of generated market")
    private @Nullable Double hours;

    @Option(
        names = "--run",
        paramLabel = "RUN",
        description = "a run under A: a backtest, or a demo or live run whose journal is there")
    private @Nullable String run;
  }

  @Override
  public Integer call() throws IOException {
    Path traders = strategy == null ? Packs.houseStrategy() : strategy;
    if (source.hours != null) {
      Spans.hours(source.hours);
    }
    RunFolder past = source.run == null ? null : Runs.find(source.run);
    DeskRules a = Packs.load(base, past == null ? traders : past.strategy());
    DeskRules b = Packs.load(candidate, past == null ? traders : past.strategy());
    RunSource again =
        past == null
            ? RunSource.of(source.recorded, source.hours, seed)
            : RunSource.load(past).orElse(null);
    Rerun record = past == null ? null : past(past, a);
    Impact impact;
    if (again == null) {
      over = heard(Objects.requireNonNull(past), Objects.requireNonNull(record));
      impact = Impact.of(run("A", a), run("B", b));
    } else {
      over = new Over(again.footing(), again.says(), null, List.of());
      impact = Impact.of(record == null ? run("A", a) : record, run("B", b));
    }
    String text = text(a, b, impact);
    if (report != null) {
      Files.writeString(report, text + "\n");
      System.err.println("report: " + report + ", digest " + Digest.sha256(text + "\n").hex());
    }
    System.out.println(json ? json(a, b, impact) : text);
    return 0;
  }

  private Over over() {
    return Objects.requireNonNull(over);
  }

  /// The market of a run against a venue, from its journal.
  private static Over heard(RunFolder folder, Rerun record) {
    HeardMarket heard = HeardMarket.read(folder.journal());
    List<String> said = new ArrayList<>();
    said.add("held fixed: the market as its desk heard it, with what its own orders did to it");
    said.add("held fixed: restricted lists, seed, configuration, the wallet it began with");
    said.add(
        "fills under both are those of the simulated venue, whose network and disk never fail");
    said.add("left out: what people commanded, and other policies that came into force");
    heard.declared().forEach(sentence -> said.add("not as it was: " + sentence));
    return new Over(
        Footing.heard(heard), "the market that " + folder.id() + " heard", record, said);
  }

  /// The run as it is on record, which must be one under policy A.
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
              + Packs.policy(folder)
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
    long[] told = {0};
    return Rerun.of(
        rules,
        new Rerun.Setting(
            over().footing(),
            StartLicence.demo(rules, Packs.proofs(), null),
            Packs.cache(),
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
    out.add("Over " + over().says() + ":");
    over().said().forEach(sentence -> out.add("  " + sentence));
    out.add(
        "%d orders alike, %d only under A, %d only under B, %d of another size%s."
            .formatted(
                impact.same(),
                impact.removed().size(),
                impact.added().size(),
                impact.resized().size(),
                impact.none() ? ": nothing changes" : ""));
    Rerun record = over().record();
    if (record != null) {
      out.add(sums("on record", record));
      out.add("A and B run again over that market, so that they stand on the same ground:");
    }
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

  private void list(List<String> out, String sign, List<Rerun.Placed> orders) {
    orders.stream().limit(SHOWN).forEach(o -> out.add(sign + words(o)));
    if (orders.size() > SHOWN) {
      out.add(sign + "and " + (orders.size() - SHOWN) + " more (--json lists all)");
    }
  }

  private String words(Rerun.Placed o) {
    return "%.3f s: %s %s %s at %s (%s%s)"
        .formatted(
            (o.nanos() - over().footing().startNanos()) / 1e9,
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
        .put("market", over().says())
        .put("seed", over().footing().seed());
    Rerun record = over().record();
    if (record != null) {
      over().said().forEach(o.putArray("footing")::add);
      run(o.putObject("onRecord"), record);
    }
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
