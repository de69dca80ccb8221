package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.trace.TraceWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that ends wherever a kill may end it: of its trace no more than what was derived in the
/// last second is under no signed record.
final class KilledTraceTest {
  private static final NoteSigner DESK = NoteSigner.generate("desk.example", NoteKey.Use.LOG);

  /// A second, and the timer after it.
  private static final long MOST_NANOS = 1_020_000_000L;

  @TempDir private static Path folder = Path.of("");
  private static final List<Entry> RECORDS = new ArrayList<>();
  private static final List<TraceNode> NODES = new ArrayList<>();

  /// A trace head and the place of its record among all.
  private record Told(int at, long nanos, long size) {}

  private static final List<Told> HEADS = new ArrayList<>();

  @BeforeAll
  static void trade() {
    Path run = folder.resolve("run");
    Said said = Said.by("backtest", "--generated", "0.004", "--seed", "3", "--run", run.toString());
    assertThat(said.code()).isZero();
    JournalReader.read(run.resolve("journal"), RECORDS::add);
    TraceReader.open(run.resolve("trace")).forEach(NODES::add);
    for (int i = 0; i < RECORDS.size(); i++) {
      if (RECORDS.get(i) instanceof Entry.Concluded(_, _, long nanos, Derived.TraceHead h)) {
        HEADS.add(new Told(i, nanos, h.size()));
      }
    }
    assertThat(HEADS).hasSizeGreaterThan(10);
    assertThat(HEADS.getLast().size()).isEqualTo(NODES.size());
  }

  @Test
  void aTraceThatGrowsIsToldOncePerSecond() {
    for (int i = 1; i < HEADS.size(); i++) {
      assertThat(HEADS.get(i).nanos() - HEADS.get(i - 1).nanos()).isLessThanOrEqualTo(MOST_NANOS);
    }
  }

  @Test
  void ofAKilledLifeTheNodesOfItsLastSecondAreUnderNoRecord() {
    for (int i : new int[] {0, HEADS.size() / 2, HEADS.size() - 2}) {
      Told last = HEADS.get(i);
      Told never = HEADS.get(i + 1);
      // The worst there is: killed just before the next head, with every node on the disk.
      Said said = verified("killed" + i, never.at(), never.size());
      assertThat(said.code()).as(said.out()).isZero();
      assertThat(said.out())
          .contains("\"traceNodes\":" + last.size() + ",")
          .contains("\"traceNodesUnderNoRecord\":" + (never.size() - last.size()) + ",");
      assertThat(never.nanos() - last.nanos()).isLessThanOrEqualTo(MOST_NANOS);
    }
  }

  /// What the verifier says of the run as a kill before this record left it.
  private static Said verified(String name, int records, long nodes) {
    Path run = folder.resolve(name);
    try (JournalWriter journal = JournalWriter.open(run.resolve("journal"), name)) {
      for (Entry entry : RECORDS.subList(0, records)) {
        switch (entry) {
          case Entry.Input i -> journal.input(i.stamped().nanos(), i.stamped().event());
          case Entry.Concluded c -> journal.derived(c.derived());
        }
      }
    }
    try (TraceWriter trace = TraceWriter.open(run.resolve("trace"), 1)) {
      NODES.subList(0, (int) nodes).forEach(trace::append);
    }
    Path log = run.resolve("log");
    RunLog.Setup setup =
        new RunLog.Setup(run.resolve("journal"), log, log, "desk.example/run", DESK, false);
    String origin;
    try (RunLog signed = RunLog.open(setup, Long.MAX_VALUE)) {
      signed.finish();
      origin = Checkpoint.parse(signed.checkpoint(false).text()).origin();
    }
    String key = DESK.open().toString();
    return Said.by("trace", "verify", run.toString(), "--json", "--origin", origin, "--key", key);
  }
}
