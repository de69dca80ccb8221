package dev.warrant.governance.bench;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.seam.Stopwatch;
import java.nio.file.Path;

/// Asks one question in a new JVM, and says how many milliseconds passed, and how many of the
/// processor's, since the JVM had started.
final class QuestionsProbe {
  private QuestionsProbe() {}

  /// Arguments: the project's folder, the run, the question and what it is about.
  public static void main(String[] args) {
    long began = Stopwatch.ticks();
    long cpu = Cpu.process();
    Asking asking = new Asking(Path.of(args[0]));
    RunFolder run = new RunFolder(Path.of(args[1]));
    switch (args[2]) {
      case "why" -> asking.why(run, args[3]);
      case "why-not" -> asking.whyNot(run, Long.parseLong(args[3]));
      case "why-from-cut" -> asking.whyFromCut(run, args[3]);
      case "limits" -> asking.limits(run, Long.parseLong(args[3]));
      case "near-limit" -> asking.nearLimit(run);
      case "never-fired" -> asking.neverFired(run, false);
      case "orders-using" -> asking.ordersUsing(run, false);
      case "stands-on" -> asking.standsOn(run, args[3], false);
      case "approved" -> asking.whoApproved(run, args[3]);
      case "datalog" -> asking.datalog(run, args[3]);
      case "sample" -> asking.sample(run, Long.parseLong(args[3]));
      default -> asking.whatIf(run, Long.parseLong(args[3]));
    }
    long millis = (Stopwatch.ticks() - began) / 1_000_000;
    System.out.println(millis + " " + (Cpu.process() - cpu) / 1_000_000);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
