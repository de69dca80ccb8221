package dev.warrant.governance.cli.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.governance.release.Held;
import dev.warrant.governance.report.BreachLog;
import dev.warrant.governance.report.BreachLog.Told;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import dev.warrant.sim.replay.Replayer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// When a desk stood outside a limit without any order.
@Command(
    name = "breaches",
    mixinStandardHelpOptions = true,
    description = {
      "When did the desk stand outside a limit without any order? Active (an order or fill of its",
      "own led there) or passive (the market did, or another policy), since when, how far at worst,",
      "until when, and what was done. Of a copy stripped of conclusions they are rebuilt."
    })
public final class BreachesCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id; the latest run if left out")
  private @Nullable String run;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = {
        "what was known by then: an instant such as 2026-01-01T00:00:30Z, or seconds since the run",
        "began (default: the end)"
      })
  private @Nullable String at;

  @Option(
      names = "--whole",
      description = "read the whole journal and verify every byte, instead of its excerpt")
  private boolean whole;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  private List<Instrument> instruments = List.of();
  private String from = "";
  private PolicyPack policy = new PolicyPack("", "", Digest.ZERO, List.of(), List.of());

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    long until = Moments.nanos(folder, at);
    boolean stripped = JournalReader.tail(folder.journal()).stripped();
    BreachLog log = new BreachLog();
    inputs(folder, until, stripped ? new BreachLog() : log);
    if (stripped) {
      rebuilt(folder, until, log);
    }
    policy = PolicyPacks.load(Packs.policy(folder));
    System.out.println(json ? json(folder, log.all(), stripped) : text(folder, log.all()));
    return 0;
  }

  private void inputs(RunFolder folder, long until, BreachLog log) {
    List<Kind> kinds = List.of(Kind.STARTED, Kind.BREACHED, Kind.MODE_CHANGED);
    Consumer<Entry> each = entry -> take(entry, until, log);
    JournalSummary read =
        whole ? Excerpt.whole(folder, kinds, each) : Excerpt.read(folder, kinds, each);
    from = Excerpt.source(read, whole);
  }

  private void take(Entry entry, long until, BreachLog log) {
    switch (entry) {
      case Entry.Input i when i.stamped().event() instanceof DeskEvent.Started s ->
          instruments = i.stamped().nanos() > until ? instruments : s.instruments();
      case Entry.Concluded c when c.nanos() <= until -> log.take(c.nanos(), c.derived());
      default -> {}
    }
  }

  private static void rebuilt(RunFolder folder, long until, BreachLog log) {
    try (Replayer replayer =
        new Replayer(
            Packs.of(folder),
            (p, s) -> Packs.kept(folder, p, s),
            Packs.cache(),
            n -> System.err.printf("replayed %,d inputs%n", n))) {
      replayer.conclusions(
          folder.journal(), until, (input, derived) -> log.take(input.nanos(), derived));
    }
  }

  private String text(RunFolder folder, List<Told> all) {
    StringBuilder out = new StringBuilder(folder.id());
    long open = all.stream().filter(t -> t.breach().open()).count();
    out.append(": ")
        .append(all.isEmpty() ? "no breach" : count(all.size()) + ", " + open + " open");
    for (Told t : all) {
      Derived.Breach b = t.breach();
      out.append("\n\n").append(b.active() ? "active  " : "passive ").append(b.limit());
      out.append(", ").append(place(b.instrument())).append("   input ").append(b.opened());
      out.append("\n  since    ").append(Moments.instant(b.openedNanos()));
      out.append("\n  at worst ").append(Moments.instant(b.peak().nanos())).append("  ");
      out.append(b.says()).append(" That is ").append(beyond(b)).append(" outside.");
      out.append("\n  cleared  ").append(when(t.clearedNanos(), t.cleared(), "not yet"));
      out.append("\n  done     ").append(t.done());
      if (b.asks() != Mode.NORMAL) {
        String not = b.people() == 1 ? "not yet; one person must" : "not yet; two people must sign";
        out.append("\n  released ").append(when(t.releasedNanos(), t.released(), not));
      }
    }
    return out.append("\n\n").append(from).toString();
  }

  private static String count(int n) {
    return n + (n == 1 ? " breach" : " breaches");
  }

  private static String when(long nanos, String words, String not) {
    return nanos == BreachLog.NEVER ? not : Moments.instant(nanos) + "  " + words;
  }

  private String place(int instrument) {
    return instrument < 0 || instrument >= instruments.size()
        ? Held.ACCOUNT
        : instruments.get(instrument).symbol();
  }

  /// In the limit's own unit; a limit that the policy has no more is told as a number.
  private String beyond(Derived.Breach b) {
    for (Limit limit : policy.limits()) {
      if (limit.id().equals(b.limit())) {
        return LimitSays.beyond(limit, b.peak().beyond());
      }
    }
    return Long.toString(b.peak().beyond());
  }

  private ObjectNode json(RunFolder folder, List<Told> all, boolean rebuilt) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("rebuilt", rebuilt).put("readFrom", from);
    var breaches = o.putArray("breaches");
    for (Told t : all) {
      Derived.Breach b = t.breach();
      ObjectNode one = breaches.addObject();
      one.put("limit", b.limit()).put("of", place(b.instrument()));
      one.put("kind", b.active() ? "active" : "passive").put("opened", b.opened());
      one.put("since", Moments.instant(b.openedNanos())).put("open", b.open());
      ObjectNode peak = one.putObject("peak");
      peak.put("at", Moments.instant(b.peak().nanos())).put("value", b.peak().value());
      peak.put("bound", b.peak().bound()).put("beyond", b.peak().beyond());
      peak.put("outside", beyond(b));
      one.put("cleared", time(t.clearedNanos())).put("asks", b.asks().name());
      one.put("releaseTakes", b.people()).put("released", time(t.releasedNanos()));
      one.put("says", b.says()).put("done", t.done());
    }
    return o;
  }

  private static @Nullable String time(long nanos) {
    return nanos == BreachLog.NEVER ? null : Moments.instant(nanos);
  }
}
