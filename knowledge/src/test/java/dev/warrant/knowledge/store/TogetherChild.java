package dev.warrant.knowledge.store;

import dev.warrant.knowledge.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the tables and the indexes of a run as soon as its input ends, and says what it found.
public final class TogetherChild {
  private TogetherChild() {}

  /// Prints the digest of the tables, the file they are in, nodes of the trace, and how many
  /// indexes it had to make.
  public static void main(String[] args) throws IOException {
    Path run = Path.of(args[0]);
    System.out.println("up");
    while (System.in.read() >= 0) {
      // Until all are up.
    }
    TraceReader trace = TraceReader.open(RunFolder.trace(run));
    long nodes = trace.nodes();
    try (Projection tables = Projection.open(run)) {
      System.out.println(tables.digest());
      System.out.println(Files.getAttribute(RunFolder.database(run), "unix:ino"));
    }
    System.out.println(nodes);
    System.out.println(trace.indexesMade());
  }
}
