package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.WindowCommands;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalStrip;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Canon;
import dev.warrant.reasoning.explain.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a match stood on, asked of a run, held against what its journal has; and of forged copies.
final class WindowCommandTest {
  private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT");

  @TempDir private static Path folder = Path.of("");

  /// The last match of each pattern, and the inputs.
  private static final TreeMap<String, Entry.Concluded> LAST = new TreeMap<>();

  private static final List<Stamped> INPUTS = new ArrayList<>();

  @BeforeAll
  static void trade() {
    Said said = Said.by("backtest", "--generated", "0.004", "--seed", "3", "--run", run());
    assertThat(said.code()).as(said.err()).isZero();
    JournalReader.read(
        journal(),
        entry -> {
          switch (entry) {
            case Entry.Input i -> INPUTS.add(i.stamped());
            case Entry.Concluded c when c.derived() instanceof Derived.Matched m ->
                LAST.put(m.pattern().name(), c);
            case Entry.Concluded _ -> {}
          }
        });
    assertThat(LAST.keySet()).contains("largeTrade", "momentumBurst");
  }

  private static String run() {
    return folder.resolve("whole").toString();
  }

  private static Path journal() {
    return new RunFolder(Path.of(run())).journal();
  }

  private static Said ask(Path run, Entry.Concluded match, String... more) {
    List<String> args = new ArrayList<>(List.of("window", "--run", run.toString()));
    args.addAll(List.of("--match", Long.toString(match.seq())));
    args.addAll(List.of("--pattern", fact(match).name()));
    args.addAll(List.of("--instrument", SYMBOLS.get(fact(match).instrument())));
    args.addAll(List.of(more));
    return Said.by(args.toArray(String[]::new));
  }

  private static Fact.Pattern fact(Entry.Concluded match) {
    return ((Derived.Matched) match.derived()).pattern();
  }

  private static JsonNode json(Said said) throws IOException {
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  private static Entry.Concluded last(String pattern) {
    return Objects.requireNonNull(LAST.get(pattern));
  }

  @Test
  void everyPatternsLastMatchIsVerifiedAndItsLeavesAreInputsOfTheJournal() throws IOException {
    for (Entry.Concluded match : LAST.values()) {
      JsonNode told = json(ask(Path.of(run()), match, "--json"));
      assertThat(told.path("verified").asBoolean()).isTrue();
      assertThat(told.path("value").asLong()).isEqualTo(fact(match).value());
      assertThat(told.path("leaves")).hasSize(told.path("count").asInt()).isNotEmpty();
      JsonNode closing = told.path("leaves").path(told.path("count").asInt() - 1);
      assertThat(closing.path("input").asLong()).isEqualTo(match.seq());
      assertThat(told.path("closed").path("input")).isEqualTo(closing.path("input"));
      assertThat(told.path("opened").path("at")).isEqualTo(told.path("leaves").path(0).path("at"));
      long before = 0;
      for (JsonNode leaf : told.path("leaves")) {
        assertThat(leaf.path("input").asLong()).isGreaterThanOrEqualTo(before);
        before = leaf.path("input").asLong();
        Event event = INPUTS.get((int) before - 1).event();
        assertThat(leaf.path("says").asText()).startsWith(SYMBOLS.get(fact(match).instrument()));
        switch (leaf.path("event").asText()) {
          case "Trade" -> assertThat(event).isInstanceOf(MarketEvent.Trade.class);
          case "Book" -> assertThat(event).isInstanceOf(MarketEvent.DepthUpdate.class);
          default -> assertThat(leaf.path("tellsTo").asLong()).isLessThan(before);
        }
      }
    }
  }

  @Test
  void aLargeTradeStoodOnTheLastOrdinaryTradesOfItsInstrument() throws IOException {
    Entry.Concluded match = last("largeTrade");
    List<String> expected = new ArrayList<>();
    for (Stamped in : INPUTS.subList(0, (int) match.seq())) {
      if (in.event() instanceof MarketEvent.Trade t
          && t.regular()
          && t.instrument() == fact(match).instrument()) {
        expected.add(in.seq() + " " + t.price() + " " + t.lots());
      }
    }
    List<String> leaves = new ArrayList<>();
    json(ask(Path.of(run()), match, "--json"))
        .path("leaves")
        .forEach(leaf ->
            leaves.add(
                leaf.path("input").asLong()
                    + " "
                    + leaf.path("columns").path("price").asLong()
                    + " "
                    + leaf.path("columns").path("lots").asLong()));
    assertThat(leaves)
        .isEqualTo(expected.subList(Math.max(0, expected.size() - 256), expected.size()));
  }

  @Test
  void itIsToldInThreeLengthsAndASequenceByWhatOpenedAndClosedIt() {
    Path run = Path.of(run());
    String shortly = ask(run, last("momentumBurst"), "--depth", "short").out();
    assertThat(shortly.lines()).hasSize(3);
    assertThat(shortly)
        .startsWith("momentumBurst of ")
        .contains(": opened by a of ", ", closed by b of ", "Verified: perception was played");
    String mid = ask(run, last("largeTrade")).out();
    assertThat(mid).contains(" more; --depth long has all", "its window held ");
    assertThat(mid).containsPattern("USDT (sale|purchase) of [0-9.]+ at [0-9.]+");
    assertThat(mid.lines()).hasSize(15);
    String all = ask(run, last("largeTrade"), "--depth", "long").out();
    assertThat(all).contains("asked of the engine: ", "window(*) as ").doesNotContain(" more; ");
  }

  @Test
  void aMatchIsFoundByTimeAndByItsNodeInTheTrace() throws IOException {
    Entry.Concluded match = LAST.values().iterator().next();
    JsonNode bySeq = json(ask(Path.of(run()), match, "--json"));
    String at = bySeq.path("from").asText();
    JsonNode byTime =
        json(
            Said.by(
                "window",
                "--run",
                run(),
                "--at",
                at,
                "--pattern",
                fact(match).name(),
                "--instrument",
                SYMBOLS.get(fact(match).instrument()),
                "--json"));
    assertThat(byTime).isEqualTo(bySeq);

    TraceNode node = Objects.requireNonNull(nodes().firstEntry()).getValue();
    for (int digits : List.of(12, 64)) {
      String asked = node.id().hex().substring(0, digits);
      JsonNode byNode = json(Said.by("window", "--run", run(), "--node", asked, "--json"));
      assertThat(node.content())
          .startsWith(
              "Pattern("
                  + SYMBOLS.indexOf(byNode.path("instrument").asText())
                  + ","
                  + byNode.path("input").asLong()
                  + ",");
    }
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIs() {
    Said none = Said.by("window", "--run", run(), "--pattern", "moonPhase");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no match of moonPhase", "Maybe one of ", "largeTrade of ");
    assertThat(Said.by("window", "--run", run(), "--match", "2").code()).isEqualTo(2);
    assertThat(Said.by("window", "--run", run(), "--node", "xyz").err()).contains("six or more");
  }

  @Test
  void aCopyWithoutConclusionsHasNoMatchToHoldAWindowAgainst() throws IOException {
    Path copy = folder.resolve("stripped");
    Packs.copy(Path.of(run()), copy);
    WhyVerifiedTest.clear(copy.resolve("journal"));
    JournalStrip.strip(journal(), copy.resolve("journal"));
    Said said = Said.by("window", "--run", copy.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("no match: it was stripped of conclusions\nMaybe ");
  }

  @Test
  void aForgedMatchIsUnexplained() throws IOException {
    Entry.Concluded match = last("momentumBurst");
    Fact.Pattern p = fact(match);
    List<Fact.Pattern> forged =
        List.of(
            new Fact.Pattern(
                p.instrument(), p.source(), p.name(), p.value() + 1, p.fromNanos(), p.untilNanos()),
            new Fact.Pattern(
                p.instrument(), p.source(), p.name(), p.value(), p.fromNanos(), p.untilNanos() + 1),
            new Fact.Pattern(
                p.instrument(), p.source() - 1, p.name(), p.value(), p.fromNanos(), p.untilNanos()),
            new Fact.Pattern(
                1 - p.instrument(), p.source(), p.name(), p.value(), p.fromNanos(), p.untilNanos()),
            new Fact.Pattern(
                p.instrument(), p.source(), "moonPhase", p.value(), p.fromNanos(), p.untilNanos()));
    for (int i = 0; i < forged.size(); i++) {
      Entry.Concluded to =
          new Entry.Concluded(
              match.seq(), match.ordinal(), match.nanos(), new Derived.Matched(forged.get(i)));
      Path copy = copy("forged" + i, entry -> entry.equals(match) ? to : entry);
      alarmed(ask(copy, to), i == 4 ? "no pattern \"moonPhase\"" : "derived was ");
      assertThat(ask(copy, to, "--json").out()).contains("\"verified\":false", "\"alarms\":[\"");
    }
  }

  @Test
  void anInputThatWasChangedOrAMatchThatWasTakenOutIsUnexplained() throws IOException {
    Entry.Concluded match = last("largeTrade");
    Path moved = copy("moved", entry -> entry.seq() == match.seq() ? smaller(entry) : entry);
    alarmed(ask(moved, match), "derived was ");
    List<Entry.Concluded> all = new ArrayList<>();
    JournalReader.read(
        journal(),
        entry -> {
          if (entry instanceof Entry.Concluded c
              && c.derived() instanceof Derived.Matched m
              && m.pattern().name().equals("momentumBurst")) {
            all.add(c);
          }
        });
    assertThat(all).hasSizeGreaterThan(1);
    Path without =
        copy("without", entry -> entry.equals(all.getFirst()) ? forged(all.getFirst()) : entry);
    alarmed(ask(without, all.getLast()), "the journal has no match of the pattern, derived was ");
  }

  private static Entry smaller(Entry entry) {
    return entry instanceof Entry.Input i && i.stamped().event() instanceof MarketEvent.Trade t
        ? new Entry.Input(
            new Stamped(
                i.seq(),
                i.stamped().nanos(),
                new MarketEvent.StreamState(t.instrument(), true, "changed")))
        : entry;
  }

  @Test
  void inALaterLifeOfTheDeskNothingOfAnEarlierOneStandsInAWindow() throws IOException {
    Path run = folder.resolve("lives");
    Packs.copy(Path.of(run()), run);
    WhyVerifiedTest.clear(run.resolve("journal"));
    int inputs = INPUTS.size();
    for (int life = 0; life < 2; life++) {
      long moved = (long) life * inputs;
      try (Journal copy = JournalWriter.open(run.resolve("journal"), "lives")) {
        JournalReader.read(
            journal(),
            entry -> {
              switch (entry) {
                case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
                case Entry.Concluded c -> {
                  if (c.derived() instanceof Derived.Matched(Fact.Pattern p)) {
                    copy.derived(new Derived.Matched(later(p, moved)));
                  }
                }
              }
            });
      }
    }
    for (Entry.Concluded match : LAST.values()) {
      JsonNode first = json(ask(Path.of(run()), match, "--json"));
      Entry.Concluded again =
          new Entry.Concluded(match.seq() + inputs, 0, match.nanos(), match.derived());
      JsonNode second = json(ask(run, again, "--json"));
      assertThat(second.path("firstInput").asLong()).isEqualTo(inputs + 1);
      assertThat(second.path("leaves")).hasSize(first.path("leaves").size());
      for (int i = 0; i < first.path("leaves").size(); i++) {
        JsonNode was = first.path("leaves").path(i);
        JsonNode is = second.path("leaves").path(i);
        assertThat(is.path("input").asLong()).isEqualTo(was.path("input").asLong() + inputs);
        assertThat(is.path("columns")).isEqualTo(was.path("columns"));
      }
    }
  }

  private static Fact.Pattern later(Fact.Pattern p, long moved) {
    return new Fact.Pattern(
        p.instrument(), p.source() + moved, p.name(), p.value(), p.fromNanos(), p.untilNanos());
  }

  @Test
  void anotherPackIsUnexplained() throws IOException {
    Path copy = copy("packed", entry -> entry);
    Path pattern = copy.resolve("packs/strategy/patterns/large-trade.epl");
    Files.writeString(pattern, Files.readString(pattern).replace("10 * sum", "11 * sum"));
    alarmed(ask(copy, last("largeTrade")), "was under strategy pack ");
  }

  @Test
  void aNodeThatTheJournalDoesNotHaveIsUnexplained() throws IOException {
    TraceNode node = Objects.requireNonNull(nodes().firstEntry()).getValue();
    Path copy =
        copy(
            "unheard",
            entry ->
                entry instanceof Entry.Concluded c
                        && c.derived() instanceof Derived.Matched(Fact.Pattern p)
                        && Canon.text(p).equals(node.content())
                    ? forged(c)
                    : entry);
    alarmed(
        Said.by("window", "--run", copy.toString(), "--node", node.id().hex()), "the journal none");
  }

  /// Another conclusion in the place of a match, so that the numbers stay.
  private static Entry.Concluded forged(Entry.Concluded match) {
    return new Entry.Concluded(
        match.seq(), match.ordinal(), match.nanos(), new Derived.Cancelled(0, "X", "forged"));
  }

  /// Nodes of matches in the trace, by digest.
  private static TreeMap<String, TraceNode> nodes() {
    TreeMap<String, TraceNode> nodes = new TreeMap<>();
    TraceReader.open(Path.of(run(), "trace"))
        .forEach(node -> {
          if (node.content().startsWith("Pattern(")) {
            nodes.put(node.id().hex(), node);
          }
        });
    assertThat(nodes).isNotEmpty();
    return nodes;
  }

  @Test
  void whyTellsHowTheWindowOfEachMatchInItsTreeIsAskedFor() {
    RunFolder run = new RunFolder(Path.of(run()));
    Explanation.Line match = line("BTCUSDT pattern largeTrade, input 812");
    Explanation.Line other = line("BTCUSDT book synced, input 812");
    Explanation.Line intent =
        new Explanation.Line("INTENT", "r", "BUY BTCUSDT", "ab", false, List.of(other, match));
    assertThat(WindowCommands.of(run, List.of(other, intent, match)))
        .containsExactly(
            "./warrant window --run whole --match 812 --pattern largeTrade --instrument BTCUSDT");
  }

  private static Explanation.Line line(String says) {
    return new Explanation.Line("FACT", "", says, "ab", false, List.of());
  }

  private static void alarmed(Said said, String because) {
    assertThat(said.code()).as(said.out() + said.err()).isEqualTo(1);
    assertThat(said.out())
        .startsWith("UNEXPLAINED: ")
        .contains("\nALARM: ", because)
        .doesNotContain("Verified", "its window held");
  }

  private static Path copy(String name, UnaryOperator<Entry> change) throws IOException {
    Path to = folder.resolve(name);
    Packs.copy(Path.of(run()), to);
    WhyVerifiedTest.rewrite(to, change);
    return to;
  }
}
