package dev.warrant.knowledge.journal;

import dev.warrant.knowledge.testing.SampleRecords;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A process that writes a journal, says when it was refused and when it went on, and ends cleanly
/// once nobody holds its input any more.
final class FullChild {
  private static final long SEED = 1;

  private FullChild() {}

  /// Arguments: folder.
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean refused = false;
    try (JournalWriter writer = JournalWriter.open(Path.of(args[0]), "full", 1 << 16)) {
      out.println("up");
      while (System.in.available() == 0) {
        long seq = writer.lastSeq() + 1;
        try {
          writer.input(Samples.nanos(seq), SampleRecords.input(SEED, seq));
          SampleRecords.derived(SEED, seq).forEach(writer::derived);
          writer.settle();
          if (refused) {
            out.println("on " + writer.force());
          }
          refused = false;
        } catch (JournalFault e) {
          if (!refused) {
            out.println(e.kind() + " " + String.valueOf(e.getMessage()).replace('\n', ' '));
          }
          refused = true;
        }
        LockSupport.parkNanos(200_000);
      }
    }
  }
}
