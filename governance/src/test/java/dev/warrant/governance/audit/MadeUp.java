package dev.warrant.governance.audit;

import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A run of three epochs whose journal and trace are drawn from a seed: facts of many shapes, some
/// of an epoch before, deliberations with warrants, orders of these, of warrants that none issued,
/// of no deliberation, and below other orders; and refusals, breaches, warnings and patterns.
final class MadeUp {
  private static final int EPOCHS = 3;

  private final SeededRandom random;
  private final List<TraceNode> facts = new ArrayList<>();
  private final List<TraceNode> orders = new ArrayList<>();
  private int made;

  private MadeUp(long seed) {
    random = new SeededRandom(seed);
  }

  static RunFolder run(Path path, long seed) {
    RunFolder run = new RunFolder(path);
    MadeUp by = new MadeUp(seed);
    by.journal(run);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      try (TraceWriter trace = TraceWriter.open(run.trace(), epoch)) {
        by.trace(trace, epoch);
      }
    }
    return run;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private void journal(RunFolder run) {
    try (JournalWriter journal = JournalWriter.open(run.journal(), "made-up")) {
      journal.input(
          1,
          new DeskEvent.Started(
              1,
              0,
              1,
              Digest.ZERO,
              Digest.ZERO,
              Digest.sha256("model"),
              List.of(),
              DeskConfig.standard().canonical()));
      for (int i = 0; i < 30; i++) {
        long seq = journal.input(10L * i + 10, new DeskEvent.Timer());
        journal.derived(concluded(seq));
        journal.settle();
      }
    }
  }

  private Derived concluded(long seq) {
    String rule = "rule-" + random.nextInt(9);
    return switch (random.nextInt(4)) {
      case 0 ->
          new Derived.Refused(
              new Refusal(
                  new Objection(Stage.GUARD, rule, 0, Side.BUY, "W1", "a <= b", 2, 1, 1, "over"),
                  1,
                  seq));
      case 1 ->
          new Derived.Breached(
              Derived.Turn.OPENED,
              new Derived.Breach(
                  0, rule, true, seq, 1, new Derived.Outside(1, 2, 1, 1), true, Mode.PAUSE, 1, ""),
              "");
      case 2 -> new Derived.Warned(0, rule, 40 * random.nextInt(3), 0, 400_000, "");
      default -> new Derived.Matched(new Fact.Pattern(0, seq, rule, 1, seq, seq + 1));
    };
  }

  private TraceNode node(
      TraceWriter to, TraceNode.Kind kind, String rule, String content, List<TraceNode> on) {
    TraceNode out =
        TraceNode.of(kind, rule, content, on.stream().map(TraceNode::id).distinct().toList());
    to.append(out);
    return out;
  }

  private TraceNode fact(TraceWriter to) {
    int input = random.nextInt(60);
    String model = Digest.sha256(one("model", "another")).hex();
    String content =
        switch (random.nextInt(6)) {
          case 0 -> "Belief(0,%d,%s,7,1,%s)".formatted(input, one("CALM", "RANGING"), model);
          case 1 -> "Quote(%d,%d,1,2,3)".formatted(random.nextInt(2), input);
          case 2 -> "Feature(0,%d,\"%s\",5)".formatted(input, one("vpin", "calm", "quote"));
          case 3 -> "Event(%d)".formatted(input);
          case 4 -> "Event(%d,17)".formatted(input);
          default -> "Measure(0,%d,\"market.spread\",%d)".formatted(input, random.nextInt(3));
        };
    TraceNode out = node(to, TraceNode.Kind.FACT, one("", "event"), content, List.of());
    facts.add(out);
    return out;
  }

  private List<TraceNode> some(TraceWriter to) {
    List<TraceNode> out = new ArrayList<>();
    for (int n = random.nextInt(4); n >= 0; n--) {
      out.add(random.nextInt(3) == 0 && !facts.isEmpty() ? old() : fact(to));
    }
    return out;
  }

  private TraceNode old() {
    return facts.get(random.nextInt(facts.size()));
  }

  private void trace(TraceWriter to, int epoch) {
    for (int i = 0; i < 8; i++) {
      List<TraceNode> warrants = new ArrayList<>();
      List<TraceNode> on = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        TraceNode bound =
            node(to, TraceNode.Kind.INTERVAL, "BUY 0", bound(), List.of(fact(to), fact(to)));
        String said = "Derived(0,%d,\"calm\",1,\"regime\")".formatted(random.nextInt(60));
        TraceNode derived = node(to, TraceNode.Kind.DERIVED, one("r", "s"), said, some(to));
        List<TraceNode> below = new ArrayList<>(some(to));
        below.add(derived);
        below.add(bound);
        TraceNode intent =
            node(to, TraceNode.Kind.INTENT, one("a, b", "c"), "Intent(%d)".formatted(made), below);
        if (random.nextInt(3) == 0) {
          on.add(
              node(to, TraceNode.Kind.OBJECTION, one("x", "y"), "Objection(" + made + ")", below));
        } else {
          String content = "Warrant(%d,%d,0)".formatted(epoch, ++made);
          warrants.add(node(to, TraceNode.Kind.WARRANT, "c", content, List.of(intent)));
        }
      }
      on.addAll(warrants);
      TraceNode deliberation =
          node(to, TraceNode.Kind.DELIBERATION, "", "Root(%d,%d)".formatted(epoch, i), on);
      for (int n = random.nextInt(4); n > 0; n--) {
        order(to, epoch, deliberation, warrants);
      }
    }
  }

  private String bound() {
    return "Interval(0,1,\"%s\")".formatted(one("", "limit-a", "limit-b, limit-c"));
  }

  private void order(TraceWriter to, int epoch, TraceNode deliberation, List<TraceNode> warrants) {
    List<TraceNode> on = new ArrayList<>(some(to));
    boolean stop = random.nextInt(4) == 0;
    if (!stop) {
      on.addFirst(deliberation);
    } else if (!orders.isEmpty()) {
      on.add(orders.get(random.nextInt(orders.size())));
    }
    String warrant = "0";
    if (!warrants.isEmpty() && random.nextInt(5) > 0) {
      warrant = warrants.get(random.nextInt(warrants.size())).content().split(",", -1)[1];
    }
    String name = (stop ? "S" : "W") + ++made;
    String content = "OrderRecord(\"%s\",%d,%s,0,BUY)".formatted(name, epoch, warrant);
    orders.add(node(to, TraceNode.Kind.ORDER, "warrant", content, on));
  }
}
