package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.SampleRuns;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// The process that gets killed: writes a journal without end, forces it, keeps its log, and prints
/// a line whenever another checkpoint was signed.
final class LogKillChild {
  private LogKillChild() {}

  /// Arguments: run folder, key file.
  public static void main(String[] args) {
    Path run = Path.of(args[0]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    JournalWriter writer = SampleRuns.writer(run);
    RunLog.Setup setup =
        new RunLog.Setup(
            run.resolve("journal"),
            run.resolve("log"),
            run.resolveSibling("outside"),
            "warrant.local/kill/run",
            NoteSigner.read(Path.of(args[1])),
            true);
    RunLog log = RunLog.open(setup, writer.lastSeq());
    long told = 0;
    while (true) {
      SampleRuns.append(writer, 4, writer.lastSeq() + 7);
      long through = writer.force();
      log.advance(through, false);
      Note head = log.checkpoint(false);
      long size = Checkpoint.parse(head.text()).size();
      if (size > told + 20) {
        told = size;
        out.println(size);
      }
      LockSupport.parkNanos(200_000);
    }
  }
}
