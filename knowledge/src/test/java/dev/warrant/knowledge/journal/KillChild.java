package dev.warrant.knowledge.journal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The process that gets killed: appends sample records without end and prints every sequence
/// number it has been promised.
final class KillChild {
  private static final int SEGMENT_BYTES = 1 << 16;

  /// Records that may wait for the disk, so that it is not flooded.
  private static final long WINDOW = 300;

  private KillChild() {}

  /// Arguments: folder, seed.
  public static void main(String[] args) {
    long seed = Long.parseLong(args[1]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    JournalWriter writer = JournalWriter.open(Path.of(args[0]), "kill", SEGMENT_BYTES);
    Samples.start(writer);
    AtomicLong durable = new AtomicLong();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (true) {
            long through = writer.force();
            if (through > durable.get()) {
              durable.set(through);
              out.println(through);
              if (out.checkError()) {
                // Whoever wanted to kill it is gone.
                Runtime.getRuntime().halt(3);
              }
            }
          }
        });
    long marked = 0;
    while (true) {
      while (writer.lastSeq() - durable.get() > WINDOW) {
        LockSupport.parkNanos(100_000);
      }
      Samples.append(writer, seed, writer.lastSeq() + 1);
      writer.settle();
      long through = durable.get();
      if (through > marked) {
        Samples.mark(writer, through);
        marked = through;
      }
    }
  }
}
