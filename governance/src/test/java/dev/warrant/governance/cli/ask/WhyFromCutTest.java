package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.FromCut;
import dev.warrant.governance.audit.Passages;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.audit.Verification;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.cuts.CutStore;
import dev.warrant.knowledge.cuts.KeptCut;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An order that is derived again from the kept cut of its deliberation: the same answer as from
/// the inputs for every order of a run, an alarm for whatever was forged on the way it goes, and
/// never the word *Verified*.
final class WhyFromCutTest {
  @TempDir private static Path folder = Path.of("");
  private static String order = "";

  @BeforeAll
  static void trade() {
    Said said =
        Said.by("backtest", "--generated", "0.003", "--seed", "3", "--json", "--run", run());
    assertThat(said.code()).isZero();
    order =
        ids(Path.of(run())).sent().stream()
            .filter(id -> id.startsWith("W"))
            .reduce((_, last) -> last)
            .orElseThrow();
  }

  private static String run() {
    return folder.resolve("whole").toString();
  }

  private static OrderIds ids(Path run) {
    return OrderIds.of(TraceReader.open(new RunFolder(run).trace()));
  }

  private static AskedOrder asked() {
    return new AskedOrder(folder, order);
  }

  private static Path copy(String name) throws IOException {
    return asked().copy(name);
  }

  private static Said why(Path run, String... more) {
    return asked().why(run, more);
  }

  private static void alarmed(Path run, String because) {
    asked().alarmed(why(run, "--replay-within", "0"), because);
  }

  @Test
  void everyOrderIsToldAsTheInputsTellIt() {
    RunFolder run = new RunFolder(Path.of(run()));
    OrderIds ids = ids(run.path());
    TreeMap<String, Digest> nodes = new TreeMap<>(ids.nodes());
    Map<String, Verification.Verdict> full =
        Verification.of(run, Packs.rebuilding(run, _ -> {}), nodes);
    assertThat(nodes).hasSizeGreaterThan(3);
    RunRecord record = RunRecord.read(run);
    Passages passages = new Passages(run, TraceReader.open(run.trace()));
    nodes.forEach((id, node) -> {
      Verification.Verdict quick =
          FromCut.of(run, Packs.rebuilding(run, _ -> {}), passages, id, node).orElseThrow();
      assertThat(quick.alarms())
          .as(id)
          .isEqualTo(Objects.requireNonNull(full.get(id)).alarms())
          .isEmpty();
      assertThat(quick.verified()).isFalse();
      assertThat(quick.taken()).isNotEmpty();
      assertThat(passages.order(node)).isEqualTo(record.order(id));
    });
  }

  @Test
  void howLongAReplayTakesDecidesUnlessSomebodyAsks() throws IOException {
    Path run = Path.of(run());
    Said quick = why(run, "--replay-within", "0");
    assertThat(quick.code()).as(quick.out() + quick.err()).isZero();
    assertThat(quick.out())
        .contains("Derived again from the kept cut", "taken as recorded: the facts of the cut of")
        .contains("--from-inputs")
        .doesNotContain("Verified");
    JsonNode json = new ObjectMapper().readTree(why(run, "--replay-within", "0", "--json").out());
    assertThat(json.path("verified").isNull()).isTrue();
    assertThat(json.path("status").asText()).isEqualTo("from the kept cut");
    assertThat(json.path("takenAsRecorded")).hasSize(3);
    Said asked = why(run, "--replay-within", "0", "--from-inputs", "--json");
    json = new ObjectMapper().readTree(asked.out());
    assertThat(json.path("verified").asBoolean()).isTrue();
    assertThat(json.path("status").asText()).isEqualTo("verified");
    assertThat(json.path("takenAsRecorded")).isEmpty();
    assertThat(why(run, "--replay-within", "100000").out()).contains("Verified: derived again");
  }

  @Test
  void withoutKeptCutsTheInputsTell() throws IOException {
    Path run = copy("cutless");
    WhyVerifiedTest.clear(run.resolve("cuts"));
    Said said = why(run, "--replay-within", "0");
    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("Verified: derived again");
  }

  @Test
  void anotherCauseInTheJournalAlarms() throws IOException {
    Path run = copy("cause");
    WhyVerifiedTest.rewrite(run, entry -> ordered(entry, o -> o.withCause(o.cause() - 1)));
    alarmed(run, "the trace says OrderRecord(\"" + order + "\"");
  }

  @Test
  void anotherCauseInTheTraceAlarms() throws IOException {
    Path run = copy("traced-cause");
    TraceNode node = node(run, ids(run).node(order));
    String cause = node.content().substring(node.content().lastIndexOf(','));
    String other = "," + (Long.parseLong(cause.substring(1, cause.length() - 1)) - 1) + ")";
    retrace(run, n -> n.id().equals(node.id()) ? content(n, cause, other) : n);
    alarmed(run, "the journal has no such order at input ");
  }

  @Test
  void theCutOfAnotherMomentAlarms() throws IOException {
    Path run = copy("other-cut");
    long seq = thought(run).asOf();
    List<KeptCut> kept = new ArrayList<>();
    CutStore store = CutStore.of(run.resolve("cuts"));
    JournalReader.read(
        run.resolve("journal"),
        entry -> {
          if (entry instanceof Entry.Input i && i.stamped().event() instanceof DeskEvent.CutTaken) {
            store.find(1, i.seq()).ifPresent(kept::add);
          }
        });
    WhyVerifiedTest.clear(run.resolve("cuts"));
    Cut before = kept.getFirst().cut();
    try (CutKeeper keeper = CutKeeper.patient(run.resolve("cuts"))) {
      for (KeptCut k : kept) {
        Cut c = k.cut();
        before = c.seq() < seq ? c : before;
        Cut told =
            c.seq() == seq
                ? new Cut(
                    c.epoch(),
                    c.id(),
                    c.seq(),
                    c.nanos(),
                    before.facts(),
                    c.live(),
                    c.nextWarrant())
                : c;
        keeper.keep(told, k.policy());
      }
    }
    alarmed(run, "the kept cut of input " + seq + " has facts with digest ");
  }

  @Test
  void anotherRootInTheJournalAlarms() throws IOException {
    Path run = copy("root");
    Digest other = Digest.sha256("another root");
    Digest root = thought(run).root();
    WhyVerifiedTest.rewrite(run, entry -> rooted(entry, root, other));
    alarmed(run, "the trace says OrderRecord(\"" + order + "\"");
    Path half = copy("half-root");
    WhyVerifiedTest.rewrite(half, entry -> isOrder(entry) ? entry : rooted(entry, root, other));
    alarmed(half, "its deliberation came to " + other.brief() + " by the journal");
  }

  @Test
  void aWholeOtherDeliberationThatJournalAndTraceAgreeOnAlarms() throws IOException {
    Path run = copy("agreed");
    Digest root = thought(run).root();
    TraceNode was = node(run, root);
    TraceNode other = content(was, "\"WARRANTS\"", "\"WARRANTS!\"");
    TraceNode sent = node(run, ids(run).node(order));
    WhyVerifiedTest.rewrite(run, entry -> rooted(entry, root, other.id()));
    retrace(
        run,
        n -> {
          if (n.id().equals(root)) {
            return other;
          }
          boolean under = n.children().contains(root) && n.kind() == TraceNode.Kind.ORDER;
          return under
              ? TraceNode.of(
                  n.kind(),
                  n.rule(),
                  n.content().replace(root.hex(), other.id().hex()),
                  n.children().stream().map(c -> c.equals(root) ? other.id() : c).toList())
              : n;
        });
    assertThat(ids(run).node(order)).isNotEqualTo(sent.id());
    alarmed(run, " does not come to " + other.id().brief());
  }

  @Test
  void anotherSizeThatJournalAndTraceAgreeOnAlarms() throws IOException {
    Path run = copy("size");
    TraceNode node = node(run, ids(run).node(order));
    OrderRecord[] was = new OrderRecord[1];
    WhyVerifiedTest.rewrite(
        run,
        entry ->
            ordered(
                entry,
                o -> {
                  was[0] = o;
                  return o.withLots(o.lots() + 1);
                }));
    OrderRecord o = Objects.requireNonNull(was[0]);
    String price = "," + o.price() + ",";
    retrace(
        run,
        n ->
            n.id().equals(node.id())
                ? content(n, price + o.lots() + ",", price + (o.lots() + 1) + ",")
                : n);
    alarmed(run, "the guard saw order.lots " + o.lots() + ", and it was " + (o.lots() + 1));
  }

  /// What the journal says of the deliberation behind the order.
  private static Derived.Deliberated thought(Path run) {
    TreeMap<Digest, Derived.Deliberated> all = new TreeMap<>();
    List<Digest> roots = new ArrayList<>();
    JournalReader.read(
        run.resolve("journal"),
        entry -> {
          if (entry instanceof Entry.Concluded c) {
            if (c.derived() instanceof Derived.Deliberated d) {
              all.put(d.root(), d);
            } else if (c.derived() instanceof Derived.Ordered o
                && o.order().clientId().equals(order)) {
              roots.add(o.order().root());
            }
          }
        });
    return Objects.requireNonNull(all.get(roots.getFirst()));
  }

  private static TraceNode node(Path run, Digest id) {
    return Objects.requireNonNull(TraceReader.open(run.resolve("trace")).find(id));
  }

  private static TraceNode content(TraceNode n, String was, String is) {
    assertThat(n.content()).contains(was);
    return TraceNode.of(n.kind(), n.rule(), n.content().replace(was, is), n.children());
  }

  /// Writes the trace again.
  private static void retrace(Path run, UnaryOperator<TraceNode> change) throws IOException {
    List<TraceNode> nodes = new ArrayList<>();
    TraceReader.open(run.resolve("trace")).forEach(n -> nodes.add(change.apply(n)));
    WhyVerifiedTest.clear(run.resolve("trace"));
    try (TraceWriter out = TraceWriter.open(run.resolve("trace"), 1)) {
      out.append(nodes);
    }
  }

  private static boolean isOrder(Entry entry) {
    return entry instanceof Entry.Concluded c && c.derived() instanceof Derived.Ordered;
  }

  private static Entry ordered(Entry entry, UnaryOperator<OrderRecord> change) {
    return entry instanceof Entry.Concluded c
            && c.derived() instanceof Derived.Ordered(OrderRecord o)
            && o.clientId().equals(order)
        ? concluded(c, new Derived.Ordered(change.apply(o)))
        : entry;
  }

  /// The same entry with another root wherever it names one.
  private static Entry rooted(Entry entry, Digest was, Digest is) {
    if (!(entry instanceof Entry.Concluded c)) {
      return entry;
    }
    return switch (c.derived()) {
      case Derived.Deliberated d when d.root().equals(was) ->
          concluded(
              c,
              new Derived.Deliberated(
                  d.cut(),
                  d.asOf(),
                  d.facts(),
                  d.factCount(),
                  d.intents(),
                  d.objections(),
                  d.warrants(),
                  d.outcome(),
                  is));
      case Derived.Issued(Warrant w) when w.root().equals(was) ->
          concluded(c, new Derived.Issued(w.withRoot(is)));
      case Derived.Ordered(OrderRecord o) when o.root().equals(was) ->
          concluded(c, new Derived.Ordered(o.withRoot(is)));
      default -> entry;
    };
  }

  private static Entry concluded(Entry.Concluded c, Derived other) {
    return new Entry.Concluded(c.seq(), c.ordinal(), c.nanos(), other);
  }
}
