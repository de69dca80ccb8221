package dev.warrant.governance.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.lang.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The relations that are made of a journal, as questions ask for them.
public final class Relations {
  private static final Pattern DECLARED =
      Pattern.compile("(?m)^Decl ([a-z_]+)\\(([^)]*)\\)( temporal)?.*extensional\\(\\)");

  private Relations() {}

  /// One of them.
  ///
  /// @param columns variables, those of time last
  public record Relation(String name, List<String> columns, boolean temporal) {
    /// `name(A, B)@[From, To]`, with other terms in place of some columns.
    public String atom(List<String> terms) {
      int times = temporal ? 2 : 0;
      List<String> plain = terms.subList(0, terms.size() - times);
      String when = temporal ? "@" + terms.subList(terms.size() - times, terms.size()) : "";
      return name + "(" + String.join(", ", plain) + ")" + when;
    }

    /// Every row.
    public String all() {
      return atom(columns);
    }
  }

  /// All of them, in the order of the library.
  public static List<Relation> all() {
    String library = Question.libraryText();
    Matcher m = DECLARED.matcher(library.substring(0, library.indexOf("# --- from the trace")));
    List<Relation> out = new ArrayList<>();
    while (m.find()) {
      List<String> columns = new ArrayList<>();
      for (String c : m.group(2).split(", *", -1)) {
        columns.add(c.substring(0, 1).toUpperCase(Locale.ROOT) + c.substring(1));
      }
      boolean temporal = m.group(3) != null;
      columns.addAll(temporal ? List.of("Begin", "End") : List.of());
      out.add(new Relation(m.group(1), columns, temporal));
    }
    return out;
  }

  /// From the excerpt.
  public static List<Fact> quick(RunFolder run, String question) {
    return Question.read("question", question).ask(run, Fuel.PLENTY, null).rows();
  }

  /// From the whole journal.
  public static List<Fact> whole(RunFolder run, String question) {
    return Question.read("question", question).askWhole(run, Fuel.PLENTY, (_, _) -> {}).rows();
  }
}
