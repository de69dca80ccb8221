package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.reasoning.explain.Explanation;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands that tell the windows of matches which an answer names.
public final class WindowCommands {
  private static final Pattern FACT = Pattern.compile("^(\\S+) pattern (\\S+), input (\\d+)$");

  private WindowCommands() {}

  /// The command that tells the window of a match that was said in words; empty if it is none.
  ///
  /// @param says the fact as [dev.warrant.reasoning.explain.Words] has it
  static String of(RunFolder run, String says) {
    Matcher m = FACT.matcher(says);
    return m.matches()
        ? "./warrant window --run %s --match %s --pattern %s --instrument %s"
            .formatted(run.id(), m.group(3), m.group(2), m.group(1))
        : "";
  }

  /// The same of all matches in an explanation.
  public static SortedSet<String> of(RunFolder run, List<Explanation.Line> tree) {
    TreeSet<String> out = new TreeSet<>();
    for (Explanation.Line line : tree) {
      String command = of(run, line.says());
      if (!command.isEmpty()) {
        out.add(command);
      }
      out.addAll(of(run, line.parts()));
    }
    return out;
  }
}
