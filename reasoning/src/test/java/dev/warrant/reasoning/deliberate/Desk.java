package dev.warrant.reasoning.deliberate;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.order.Intent;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.joint.JointTheory;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.RuleFence;
import dev.warrant.reasoning.sizing.Sizer;
import dev.warrant.reasoning.sizing.SizingPolicy;
import dev.warrant.reasoning.strategy.Theory;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The shipped strategy pack over real engines, with a fixed room in place of the limits.
public final class Desk {
  public static final StrategyPack PACK =
      StrategyPacks.load(
          Path.of(System.getProperty("warrant.root", ".."), "rules/packs/house-strategy"));
  public static final Digest POLICY = Digest.sha256("policy");
  public static final DroolsSession RULES =
      DroolsSession.open(PACK.files("intents", ".drl"), RuleFence.house(), null, 5000);

  private Desk() {}

  /// Room of up to `high` lots for every intent, with the measures it would have looked at.
  public record Room(long high) implements FeasibilityStage {
    @Override
    public Look at(Cut cut) {
      return new Look() {
        @Override
        public Feasibility of(List<Intent> intents) {
          return Room.this.of(cut, intents);
        }

        @Override
        public boolean jointly(List<Intent> intents, List<Long> added) {
          return true;
        }
      };
    }

    Feasibility of(Cut cut, List<Intent> intents) {
      List<Range> ranges = new ArrayList<>();
      List<TraceNode> nodes = new ArrayList<>();
      for (Intent intent : intents) {
        List<Digest> leaves = new ArrayList<>();
        for (Fact fact : cut.facts()) {
          if (fact instanceof Fact.Measure && fact.name().equals("account.equity")) {
            TraceNode leaf = TraceNode.of(TraceNode.Kind.FACT, "", Canon.text(fact), List.of());
            nodes.add(leaf);
            leaves.add(leaf.id());
          }
        }
        TraceNode node =
            TraceNode.of(
                TraceNode.Kind.INTERVAL, "room", "Room(" + intent.instrument() + ")", leaves);
        nodes.add(node);
        ranges.add(new Range(1, high, node.id()));
      }
      return new Feasibility(ranges, List.of(), List.of(), nodes);
    }
  }

  public static Stages stages() {
    Theory theory = Theory.read(PACK.files("theory", ".pl"), Cuts.INSTRUMENTS, 12, 20_000);
    SizingPolicy sizing = SizingPolicy.read(PACK);
    Sizer sizer = new Sizer(sizing.moves());
    return new Stages(
        RULES::deduce,
        new Proving(theory),
        JointTheory.read(PACK.files("theory", ".mg"), Cuts.INSTRUMENTS, 200_000)::judge,
        new Room(100_000),
        sizer::size);
  }

  public static DeskDeliberator deliberator(Stages stages) {
    return new DeskDeliberator(
        stages,
        new PackDigests(POLICY, PACK.digest(), Cuts.MODEL),
        Cuts.INSTRUMENTS,
        SizingPolicy.read(PACK),
        TacticPolicy.read(PACK));
  }
}
