package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.trace.TraceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An explanation is shown only if deriving it again comes to what is recorded: whatever one fact
/// of the record is changed into, however well the forger made the checksums again, is an alarm.
final class WhyVerifiedTest {
  private static final Pattern SOURCE = Pattern.compile("^Quote\\((\\d+),(\\d+),");

  @TempDir private static Path folder = Path.of("");
  private static String order = "";

  @BeforeAll
  static void trade() {
    Said said =
        Said.by("backtest", "--generated", "0.002", "--seed", "3", "--json", "--run", run());
    assertThat(said.code()).isZero();
    order =
        OrderIds.of(TraceReader.open(new RunFolder(Path.of(run())).trace())).sent().stream()
            .filter(id -> id.startsWith("W"))
            .findFirst()
            .orElseThrow();
  }

  private static String run() {
    return folder.resolve("whole").toString();
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

  private static void alarmed(Said said, String because) {
    asked().alarmed(said, because);
  }

  @Test
  void anUnchangedRecordIsVerified() {
    Said said = why(Path.of(run()));
    assertThat(said.code()).as(said.out()).isZero();
    assertThat(said.out())
        .contains("expected edge", " Verified: derived again")
        .doesNotContain("Not");
  }

  @Test
  void aMarketEventThatWasChangedAlarmsThoughAllChecksumsAreSound() throws IOException {
    Path run = copy("input");
    long seq = quoteUnderTheOrder();
    rewrite(run, entry -> entry.seq() == seq ? moved(entry) : entry);
    alarmed(why(run), "its deliberation saw facts with digest ");
    assertThat(why(run, "--json").out()).contains("\"verified\":false", "\"alarms\":[\"");
    Said unasked = why(run, "--no-verify");
    assertThat(unasked.code()).isZero();
    assertThat(unasked.out()).contains("Not verified.");
  }

  @Test
  void anOrderThatWasChangedAlarms() throws IOException {
    Path run = copy("conclusion");
    rewrite(run, WhyVerifiedTest::smaller);
    alarmed(why(run), "the order is recorded as OrderRecord[clientId=" + order);
  }

  @Test
  void aFactThatWasChangedInTheTraceAlarms() throws IOException {
    Path run = copy("trace");
    TraceReader was = TraceReader.open(Path.of(run(), "trace"));
    String quote = "," + quoteUnderTheOrder() + ",";
    clear(run.resolve("trace"));
    try (TraceWriter out = TraceWriter.open(run.resolve("trace"), 1)) {
      was.forEach(node -> out.append(otherwise(node, quote)));
    }
    alarmed(why(run), " of its derivation is not in the trace");
  }

  @Test
  void anOrderWithoutATraceAlarms() throws IOException {
    Path run = copy("untraced");
    clear(run.resolve("trace"));
    alarmed(why(run), "it is not in the trace");
  }

  @Test
  void aDamagedJournalAlarms() throws IOException {
    Path run = copy("damaged");
    try (var files = Files.list(run.resolve("journal"))) {
      Path segment = files.filter(f -> f.toString().endsWith(".wj")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(segment);
      bytes[bytes.length / 3] ^= 1;
      Files.write(segment, bytes);
    }
    alarmed(why(run), "record");
  }

  /// The input on which a price that the order was reasoned from rests.
  private static long quoteUnderTheOrder() {
    TraceReader trace = TraceReader.open(Path.of(run(), "trace"));
    List<TraceNode> open =
        new ArrayList<>(List.of(node(trace, OrderIds.of(trace).node(order).hex())));
    for (int i = 0; i < open.size(); i++) {
      Matcher m = SOURCE.matcher(open.get(i).content());
      if (m.find()) {
        return Long.parseLong(m.group(2));
      }
      open.get(i).children().forEach(c -> open.add(node(trace, c.hex())));
    }
    throw new AssertionError("the order rests on no price");
  }

  private static TraceNode node(TraceReader trace, String hex) {
    return Objects.requireNonNull(trace.find(dev.warrant.knowledge.unit.Digest.parse(hex)));
  }

  private static TraceNode otherwise(TraceNode node, String quote) {
    return node.content().startsWith("Quote(") && node.content().contains(quote)
        ? TraceNode.of(
            node.kind(), node.rule(), node.content().replace(quote, quote + "1"), node.children())
        : node;
  }

  private static Entry moved(Entry entry) {
    return entry instanceof Entry.Input i && i.stamped().event() instanceof MarketEvent m
        ? new Entry.Input(
            new dev.warrant.knowledge.event.Stamped(i.seq(), i.stamped().nanos(), moved(m)))
        : entry;
  }

  private static Event moved(MarketEvent event) {
    return event instanceof MarketEvent.BookTicker t
        ? new MarketEvent.BookTicker(
            t.instrument(),
            t.updateId(),
            t.bid() - 1,
            t.bidLots(),
            t.ask(),
            t.askLots(),
            t.eventMs(),
            t.transactMs())
        : new MarketEvent.StreamState(event.instrument(), false, "changed");
  }

  private static Entry smaller(Entry entry) {
    return entry instanceof Entry.Concluded c
            && c.derived() instanceof Derived.Ordered(OrderRecord o)
            && o.clientId().equals(order)
        ? new Entry.Concluded(
            c.seq(), c.ordinal(), c.nanos(), new Derived.Ordered(o.withLots(o.lots() - 1)))
        : entry;
  }

  /// Writes the journal again with sound checksums, chains and trace heads.
  static void rewrite(Path run, UnaryOperator<Entry> change) throws IOException {
    Path journal = run.resolve("journal");
    Path original = run.resolve("original");
    Files.move(journal, original);
    try (Journal copy = JournalWriter.open(journal, "whole")) {
      JournalReader.read(
          original,
          entry -> {
            switch (change.apply(entry)) {
              case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
              case Entry.Concluded c ->
                  copy.derived(
                      c.derived() instanceof Derived.TraceHead h
                          ? new Derived.TraceHead(h.size(), copy.inputHead(), h.root())
                          : c.derived());
            }
          });
    }
  }

  static void clear(Path dir) throws IOException {
    try (var files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(dir)) {
          Files.delete(file);
        }
      }
    }
  }
}
