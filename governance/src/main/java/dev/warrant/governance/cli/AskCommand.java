package dev.warrant.governance.cli;

import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.seam.Stopwatch;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// One question after the other in one process, so that only the first waits for the JVM.
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description = {
      "Answers questions about a run, one a line, in one process: what costs seconds in a new one",
      "(loading some thousand classes) costs nothing from the second question on. A line is what",
      "would stand after ./warrant, RUN left out:",
      "  why-not --at 20 --intent \"BUY BTCUSDT\"",
      "Lines come from the terminal or a pipe; `exit` or the end of the input ends it. Exits with",
      "the worst code of its answers."
    })
final class AskCommand implements Callable<Integer> {
  /// What may be asked. Nothing that acts is among it: the run is filled in here, and nobody is to
  /// stop a desk by a word typed among questions.
  private static final List<String> QUESTIONS =
      List.of(
          "why",
          "why-not",
          "what-if",
          "who",
          "near-limit",
          "rules-never-fired",
          "unchanged-since",
          "overrides",
          "orders-using",
          "window",
          "under-pack",
          "replay",
          "status",
          "audit",
          "trace",
          "log show",
          "log prove",
          "rules limits",
          "rules breaches");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @Option(names = "--times", description = "say how long each answer took, on stderr")
  private boolean times;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  AskCommand() {}

  @Override
  public Integer call() throws IOException {
    String asked = Runs.find(run).path().toString();
    boolean typed = typed();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int worst = 0;
    for (String line = next(in, typed); line != null; line = next(in, typed)) {
      String question = line.strip();
      if (question.equals("exit") || question.equals("quit")) {
        break;
      }
      if (!question.isEmpty() && !question.startsWith("#")) {
        worst = Math.max(worst, answered(question, asked, typed));
      }
    }
    return worst;
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal
  private static boolean typed() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static @Nullable String next(BufferedReader in, boolean typed) throws IOException {
    if (typed) {
      System.out.print("ask> ");
      System.out.flush();
    }
    return in.readLine();
  }

  private int answered(String question, String asked, boolean typed) {
    long began = Stopwatch.ticks();
    int code = answer(question, asked);
    System.out.flush();
    if (times || typed) {
      double seconds = (Stopwatch.ticks() - began) / 1e9;
      err().println(String.format(Locale.ROOT, "(%.2f s)", seconds));
    }
    return code;
  }

  private int answer(String question, String asked) {
    List<String> words;
    try {
      words = Words.of(question);
    } catch (IllegalArgumentException e) {
      err().println("warrant: " + e.getMessage());
      return Mishaps.UNUSABLE;
    }
    if (words.getFirst().endsWith("warrant")) {
      words.removeFirst();
    }
    if (words.isEmpty()) {
      return 0;
    }
    String name = words.getFirst();
    if (!isQuestion(words)) {
      err()
          .println(
              "warrant: "
                  + name
                  + " is no question; there are "
                  + String.join(", ", QUESTIONS)
                  + "\nMaybe leave with `exit`: ./warrant "
                  + name);
      return Mishaps.UNUSABLE;
    }
    CommandLine line = Main.commandLine(name);
    line.setOut(spec.commandLine().getOut());
    line.setErr(err());
    line.setParameterExceptionHandler(this::misread);
    if (name.equals("help")) {
      words.set(0, "--help");
    }
    return line.execute(RunLeftOut.in(line, words, asked).toArray(String[]::new));
  }

  private static boolean isQuestion(List<String> words) {
    String two = words.size() > 1 ? words.get(0) + " " + words.get(1) : words.getFirst();
    return words.getFirst().equals("help")
        || words.getFirst().equals("--help")
        || QUESTIONS.contains(words.getFirst())
        || QUESTIONS.contains(two);
  }

  /// A wrong line gets a sentence here, not the page of help it gets from a shell.
  private int misread(ParameterException e, String... words) {
    err().println("warrant: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err());
    return Mishaps.UNUSABLE;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
