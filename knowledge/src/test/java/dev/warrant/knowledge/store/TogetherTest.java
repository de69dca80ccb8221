package dev.warrant.knowledge.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.ChildJvm;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes ask a run for tables and indexes that are not there yet.
class TogetherTest {
  private static final int ASKERS = 4;
  private static final int NODES = 20_000;

  @TempDir Path run;

  private void write() {
    try (JournalWriter journal = JournalWriter.open(RunFolder.journal(run), "run")) {
      for (int i = 1; i <= 10_000; i++) {
        journal.input(i, new DeskEvent.Command(DeskEvent.CommandKind.PAUSE, "ann", "because " + i));
      }
    }
    for (int epoch = 1; epoch <= 2; epoch++) {
      try (TraceWriter trace = TraceWriter.open(RunFolder.trace(run), epoch)) {
        for (int i = 0; i < NODES; i++) {
          trace.append(
              TraceNode.of(TraceNode.Kind.FACT, "", "F(" + epoch + "," + i + ")", List.of()));
        }
      }
    }
  }

  @Test
  void whoComesSecondUsesWhatTheFirstMade() throws IOException, InterruptedException {
    write();
    List<Process> askers = new ArrayList<>();
    try {
      for (int i = 0; i < ASKERS; i++) {
        askers.add(
            ChildJvm.of(TogetherChild.class, run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
      }
      for (Process asker : askers) {
        assertThat(asker.inputReader().readLine()).isEqualTo("up");
      }
      for (Process asker : askers) {
        asker.getOutputStream().close();
      }
      List<List<String>> told = new ArrayList<>();
      int made = 0;
      for (Process asker : askers) {
        List<String> lines = asker.inputReader().readAllLines();
        assertThat(asker.waitFor()).isZero();
        made += Integer.parseInt(Objects.requireNonNull(lines.getLast()));
        told.add(lines.subList(0, 3));
      }
      assertThat(told).as("the same tables, in the same file").containsOnly(told.getFirst());
      assertThat(told.getFirst().getLast()).isEqualTo("" + 2 * NODES);
      assertThat(made).as("indexes made").isEqualTo(2);
    } finally {
      askers.forEach(Process::destroyForcibly);
    }
  }
}
