package dev.warrant.reasoning.deduce;

import dev.warrant.reasoning.deduce.RandomProgram.Arg;
import dev.warrant.reasoning.deduce.RandomProgram.Check;
import dev.warrant.reasoning.deduce.RandomProgram.Group;
import dev.warrant.reasoning.deduce.RandomProgram.Line;
import dev.warrant.reasoning.deduce.RandomProgram.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a random program means, said as plainly as can be: level by level, until nothing changes,
/// try every choice of facts for the atoms of every rule. Shares nothing with the engine.
final class NaiveEvaluator {
  private final TreeMap<String, TreeMap<String, List<Long>>> facts = new TreeMap<>();

  private NaiveEvaluator() {}

  /// Per predicate, its rows as text.
  static TreeMap<String, TreeSet<String>> evaluate(RandomProgram program) {
    NaiveEvaluator e = new NaiveEvaluator();
    program.preds().forEach(p -> e.facts.put(p.name(), new TreeMap<>()));
    program.facts().forEach(f -> e.add(f.pred().name(), f.values()));
    for (int level = 0; level < 4; level++) {
      boolean changed = true;
      while (changed) {
        changed = false;
        for (Line line : program.rules()) {
          if (line.head().pred().level() == level) {
            changed |= e.apply(line);
          }
        }
      }
    }
    TreeMap<String, TreeSet<String>> out = new TreeMap<>();
    e.facts.forEach((p, rows) -> out.put(p, new TreeSet<>(rows.keySet())));
    return out;
  }

  private boolean add(String pred, List<Long> row) {
    return rows(pred).putIfAbsent(row.toString(), row) == null;
  }

  private TreeMap<String, List<Long>> rows(String pred) {
    return facts.getOrDefault(pred, new TreeMap<>());
  }

  private boolean apply(Line line) {
    List<TreeMap<String, Long>> found = new ArrayList<>();
    choose(line, 0, new TreeMap<>(), found);
    boolean changed = false;
    for (TreeMap<String, Long> v : line.group() == null ? found : grouped(line.group(), found)) {
      List<Long> row = line.head().args().stream().map(a -> value(a, v)).toList();
      changed |= add(line.head().pred().name(), row);
    }
    return changed;
  }

  private void choose(
      Line line, int atom, TreeMap<String, Long> v, List<TreeMap<String, Long>> found) {
    if (atom < line.positive().size()) {
      Use use = line.positive().get(atom);
      for (List<Long> row : List.copyOf(rows(use.pred().name()).values())) {
        TreeMap<String, Long> inner = new TreeMap<>(v);
        if (fits(use, row, inner)) {
          choose(line, atom + 1, inner, found);
        }
      }
      return;
    }
    for (Check c : line.checks()) {
      if (!holds(c, v)) {
        return;
      }
    }
    for (Use use : line.negative()) {
      for (List<Long> row : rows(use.pred().name()).values()) {
        if (fits(use, row, new TreeMap<>(v))) {
          return;
        }
      }
    }
    found.add(v);
  }

  private static boolean fits(Use use, List<Long> row, TreeMap<String, Long> v) {
    for (int i = 0; i < row.size(); i++) {
      Arg a = use.args().get(i);
      if (a.variable().equals("_")) {
        continue;
      }
      if (a.variable().isEmpty()) {
        if (a.constant() != row.get(i)) {
          return false;
        }
      } else {
        Long before = v.putIfAbsent(a.variable(), row.get(i));
        if (before != null && !before.equals(row.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static long value(Arg a, TreeMap<String, Long> v) {
    Long bound = v.get(a.variable());
    return bound == null ? a.constant() : bound;
  }

  private static boolean holds(Check c, TreeMap<String, Long> v) {
    long a = value(c.left(), v);
    long b = value(c.right(), v);
    if (!c.result().isEmpty()) {
      long result =
          switch (c.op()) {
            case "plus" -> a + b;
            case "minus" -> a - b;
            default -> a * b;
          };
      v.put(c.result(), result);
      return true;
    }
    return switch (c.op()) {
      case "=" -> a == b;
      case "!=" -> a != b;
      case "<" -> a < b;
      case "<=" -> a <= b;
      case ">" -> a > b;
      default -> a >= b;
    };
  }

  private static List<TreeMap<String, Long>> grouped(
      Group group, List<TreeMap<String, Long>> found) {
    TreeMap<String, TreeMap<String, TreeMap<String, Long>>> groups = new TreeMap<>();
    for (TreeMap<String, Long> v : found) {
      String key = group.by().stream().map(b -> b + v.get(b)).toList().toString();
      groups.computeIfAbsent(key, k -> new TreeMap<>()).put(v.toString(), v);
    }
    List<TreeMap<String, Long>> out = new ArrayList<>();
    for (TreeMap<String, TreeMap<String, Long>> rows : groups.values()) {
      List<Long> values =
          rows.values().stream().map(v -> v.getOrDefault(group.of(), 0L)).sorted().toList();
      long result =
          switch (group.reducer()) {
            case "count" -> values.size();
            case "sum" -> values.stream().mapToLong(Long::longValue).sum();
            case "min" -> values.getFirst();
            case "max" -> values.getLast();
            default -> values.stream().distinct().count();
          };
      TreeMap<String, Long> v = new TreeMap<>(rows.firstEntry().getValue());
      v.put(group.result(), result);
      out.add(v);
    }
    return out;
  }
}
