package dev.warrant.rules.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What two strategy packs say differently, rule by rule, clause by clause and file by file, in the
/// manner of a diff: `-` lines that only the first has, `+` lines that only the second has.
public final class StrategyChanges {
  private static final Pattern RULE = Pattern.compile("(?ms)^rule \"([^\"]+)\".*?^end\\b");
  private static final Pattern CLAUSE =
      Pattern.compile("(?ms)^(?:rule|says)\\(([a-z0-9_]+),.*?\\)\\.\\s*$");

  private StrategyChanges() {}

  /// The lines, by file; none if both say the same. Comments and spaces at ends do not count.
  public static List<String> of(StrategyPack base, StrategyPack candidate) {
    SortedMap<String, String> before = parts(base);
    SortedMap<String, String> now = parts(candidate);
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> out = new ArrayList<>();
    for (String name : names) {
      List<String> was = lines(before.getOrDefault(name, ""));
      List<String> is = lines(now.getOrDefault(name, ""));
      if (!was.equals(is)) {
        out.add(name + (was.isEmpty() ? ": new" : is.isEmpty() ? ": gone" : ":"));
        less(was, is).forEach(line -> out.add("- " + line));
        less(is, was).forEach(line -> out.add("+ " + line));
      }
    }
    return out;
  }

  /// Files outside `intents/` and `tests/` that differ.
  public static List<String> others(StrategyPack base, StrategyPack candidate) {
    Set<String> names = new TreeSet<>(base.files().keySet());
    names.addAll(candidate.files().keySet());
    return names.stream()
        .filter(name -> !name.matches("(intents|tests)/.*|pack.yaml|findings.yaml|README.md"))
        .filter(name ->
            !lines(base.files().getOrDefault(name, ""))
                .equals(lines(candidate.files().getOrDefault(name, ""))))
        .toList();
  }

  private static SortedMap<String, String> parts(StrategyPack pack) {
    SortedMap<String, String> out = new TreeMap<>();
    pack.files()
        .forEach((file, text) -> {
          if (file.endsWith(".drl")) {
            cut(file, text, RULE, out);
          } else if (file.endsWith(".pl")) {
            cut(file, text, CLAUSE, out);
          } else {
            out.put(file, text);
          }
        });
    return out;
  }

  private static void cut(String file, String text, Pattern part, SortedMap<String, String> out) {
    Matcher parts = part.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (parts.find()) {
      out.merge(file + " " + parts.group(1), parts.group(), (a, b) -> a + "\n" + b);
      parts.appendReplacement(rest, "");
    }
    out.put(file, parts.appendTail(rest).toString());
  }

  private static List<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("(//|%|#|;).*"))
        .toList();
  }

  /// The lines of `of` without those that `by` has as well, each as often as it is there.
  private static List<String> less(List<String> of, List<String> by) {
    List<String> left = new ArrayList<>(by);
    List<String> out = new ArrayList<>();
    for (String line : of) {
      if (!left.remove(line)) {
        out.add(line);
      }
    }
    return out;
  }
}
