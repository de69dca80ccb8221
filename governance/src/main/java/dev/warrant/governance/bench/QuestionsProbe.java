package dev.warrant.governance.bench;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.seam.Stopwatch;
import java.nio.file.Path;

/// Asks one question in a new JVM, and says how many milliseconds passed, and how many of the
/// processor's, since the JVM had started.
final class QuestionsProbe {
  private QuestionsProbe() {}

  /// Arguments: the project's folder, the run, `what-if` and a moment or `why` and an order.
  public static void main(String[] args) {
    long began = Stopwatch.ticks();
    long cpu = Cpu.process();
    Asking asking = new Asking(Path.of(args[0]));
    RunFolder run = new RunFolder(Path.of(args[1]));
    if (args[2].equals("why")) {
      asking.why(run, args[3]);
    } else {
      asking.whatIf(run, Long.parseLong(args[3]));
    }
    long millis = (Stopwatch.ticks() - began) / 1_000_000;
    System.out.println(millis + " " + (Cpu.process() - cpu) / 1_000_000);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
