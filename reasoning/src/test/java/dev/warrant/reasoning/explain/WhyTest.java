package dev.warrant.reasoning.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deliberate.Cuts;
import dev.warrant.reasoning.deliberate.Desk;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WhyTest {
  private static final TreeMap<Digest, TraceNode> NODES = new TreeMap<>();
  private static final TraceNode ORDER = order();
  private static final Why WHY =
      new Why(
          NODES::get,
          Cuts.INSTRUMENTS,
          (_, i, m) -> "position-cap v" + i + " with " + m + " lots to spare");

  private static TraceNode order() {
    Deliberation d = Desk.deliberator(Desk.stages()).deliberate(Cuts.calm().cut());
    d.nodes().forEach(n -> NODES.put(n.id(), n));
    Warrant w = d.warrants().get(1);
    OrderRecord record =
        new OrderRecord(
            "W00001000000001500001",
            1,
            w.id(),
            0,
            w.side(),
            OrderKind.POST_ONLY,
            600_150,
            25,
            false,
            w.root(),
            210);
    TraceNode admission =
        TraceNode.of(
            TraceNode.Kind.FACT,
            "admission",
            Canon.text(new Derived.Admitted(record.clientId(), 3, 120, Digest.ZERO)),
            List.of());
    NODES.put(admission.id(), admission);
    TraceNode node =
        TraceNode.of(
            TraceNode.Kind.ORDER, "", Canon.text(record), List.of(d.root(), admission.id()));
    NODES.put(node.id(), node);
    return node;
  }

  private static Explanation why(Depth depth) {
    return Objects.requireNonNull(WHY.explain(ORDER.id(), depth));
  }

  @Test
  void shortIsOneSentenceARiskOfficerUnderstands() {
    Explanation answer = why(Depth.SHORT);
    assertThat(answer.tree()).isEmpty();
    assertThat(answer.sentence())
        .startsWith("SELL 0.025 BTCUSDT at 60015.0 (post-only) for market making")
        .contains("believed calm at 62 %")
        .contains("vpin 0.200000")
        .contains("closest limit position-cap v3 with 120 lots to spare");
  }

  @Test
  void midIsATreeToDepthThree() {
    assertThat(depth(why(Depth.MID).tree())).isEqualTo(3);
    assertThat(why(Depth.MID).tree())
        .anyMatch(l -> l.says().equals("closest limit position-cap v3 with 120 lots to spare"));
  }

  @Test
  void longReachesTheInputsTheFactsRestOn() {
    assertThat(why(Depth.LONG).text()).contains("input 105").contains("resting_pays");
    assertThat(depth(why(Depth.LONG).tree())).isGreaterThan(3);
  }

  @Test
  void onlyTheOrdersOwnWarrantIsFollowed() {
    assertThat(why(Depth.LONG).text()).contains("SELL BTCUSDT").doesNotContain("BUY ETHUSDT");
  }

  @Test
  void sharedPartsAreShownOnce() {
    TreeMap<Digest, TraceNode> nodes = new TreeMap<>();
    TraceNode leaf = TraceNode.of(TraceNode.Kind.FACT, "", "Leaf(1)", List.of());
    TraceNode part = TraceNode.of(TraceNode.Kind.PROOF, "p", "Part(2)", List.of(leaf.id()));
    TraceNode left = TraceNode.of(TraceNode.Kind.PROOF, "l", "Left(3)", List.of(part.id()));
    TraceNode top = TraceNode.of(TraceNode.Kind.PROOF, "t", "T(4)", List.of(left.id(), part.id()));
    List.of(leaf, part, left, top).forEach(n -> nodes.put(n.id(), n));
    Explanation answer =
        Objects.requireNonNull(
            new Why(nodes::get, Cuts.INSTRUMENTS, (_, _, _) -> "").explain(top.id(), Depth.LONG));
    assertThat(answer.text().split("Leaf", -1)).hasSize(2);
    assertThat(answer.tree().get(1).seen()).isTrue();
  }

  @Test
  void aNodeThatIsNotThereHasNoExplanation() {
    assertThat(WHY.explain(Digest.sha256("nothing"), Depth.LONG)).isNull();
  }

  private static int depth(List<Explanation.Line> lines) {
    return lines.isEmpty() ? 0 : 1 + lines.stream().mapToInt(l -> depth(l.parts())).max().orElse(0);
  }
}
