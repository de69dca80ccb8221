package dev.warrant.reasoning.deduce;

import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A random program with recursion, negation, arithmetic and aggregation, over small integers.
/// Levels keep it stratified: a rule sees its own level and those below, but negates and groups
/// only below.
record RandomProgram(List<Pred> preds, List<Line> rules, List<Given> facts) {
  record Pred(String name, int arity, int level) {}

  /// An argument: `variable` or, if that is empty, `constant`; `_` is a variable of that name.
  record Arg(String variable, long constant) {
    @Override
    public String toString() {
      return variable.isEmpty() ? Long.toString(constant) : variable;
    }
  }

  record Use(Pred pred, List<Arg> args) {
    @Override
    public String toString() {
      return args.stream()
          .map(Arg::toString)
          .collect(Collectors.joining(", ", pred.name + "(", ")"));
    }
  }

  /// `left op right`, or `result = function(left, right)` where there is a result.
  record Check(String result, String op, Arg left, Arg right) {
    @Override
    public String toString() {
      return result.isEmpty()
          ? left + " " + op + " " + right
          : result + " = fn:" + op + "(" + left + ", " + right + ")";
    }
  }

  /// `|> do fn:group_by(by), let result = reducer(of)`.
  record Group(List<String> by, String result, String reducer, String of) {
    @Override
    public String toString() {
      String arg = reducer.equals("count") ? "" : of;
      return " |> do fn:group_by("
          + String.join(", ", by)
          + "), let "
          + result
          + " = fn:"
          + reducer
          + "("
          + arg
          + ")";
    }
  }

  record Line(
      Use head, List<Use> positive, List<Use> negative, List<Check> checks, @Nullable Group group) {
    String text(SeededRandom random) {
      List<String> parts = new ArrayList<>();
      positive.forEach(p -> parts.add(p.toString()));
      negative.forEach(n -> parts.add("!" + n));
      checks.forEach(c -> parts.add(c.toString()));
      shuffle(parts, random);
      return head + " :- " + String.join(", ", parts) + (group == null ? "" : group) + ".";
    }
  }

  record Given(Pred pred, List<Long> values) {
    @Override
    public String toString() {
      return values.stream()
          .map(String::valueOf)
          .collect(Collectors.joining(", ", pred.name + "(", ")."));
    }
  }

  static <T> void shuffle(List<T> list, SeededRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T swap = list.get(i);
      list.set(i, list.get(j));
      list.set(j, swap);
    }
  }

  /// The program as text, its clauses and conditions in an order that `random` chooses.
  String text(SeededRandom random) {
    List<String> lines = new ArrayList<>();
    facts.forEach(f -> lines.add(f.toString()));
    rules.forEach(r -> lines.add(r.text(random)));
    shuffle(lines, random);
    StringBuilder out = new StringBuilder();
    for (Pred p : preds) {
      String args =
          java.util.stream.IntStream.range(0, p.arity)
              .mapToObj(i -> "A" + i)
              .collect(Collectors.joining(", "));
      out.append("Decl ").append(p.name).append('(').append(args).append(").\n");
    }
    return out.append(String.join("\n", lines)).append('\n').toString();
  }

  static RandomProgram of(SeededRandom r) {
    List<Pred> preds = new ArrayList<>();
    for (int level = 0; level < 4; level++) {
      int many = 1 + r.nextInt(2);
      for (int i = 0; i < many; i++) {
        preds.add(new Pred("p" + level + (char) ('a' + i), 1 + r.nextInt(2), level));
      }
    }
    List<Given> facts = new ArrayList<>();
    List<Line> rules = new ArrayList<>();
    for (Pred p : preds) {
      int given = p.level == 0 ? 2 + r.nextInt(6) : r.nextInt(5) / 4;
      for (int i = 0; i < given; i++) {
        List<Long> values = new ArrayList<>();
        for (int a = 0; a < p.arity; a++) {
          values.add((long) r.nextInt(5));
        }
        facts.add(new Given(p, values));
      }
      int clauses = p.level == 0 ? 0 : 1 + r.nextInt(3);
      for (int i = 0; i < clauses; i++) {
        rules.add(r.nextInt(4) == 0 ? group(r, preds, p) : line(r, preds, p));
      }
    }
    return new RandomProgram(preds, rules, facts);
  }

  private static Pred pick(SeededRandom r, List<Pred> preds, int below) {
    List<Pred> fit = preds.stream().filter(p -> p.level < below).toList();
    return fit.get(r.nextInt(fit.size()));
  }

  private static Line line(SeededRandom r, List<Pred> preds, Pred head) {
    TreeSet<String> bound = new TreeSet<>();
    List<Use> positive = positive(r, preds, head.level + 1, bound);
    List<Check> checks = checks(r, bound);
    List<Use> negative = negative(r, preds, head.level, bound);
    List<Arg> args = new ArrayList<>();
    for (int i = 0; i < head.arity; i++) {
      args.add(argument(r, bound));
    }
    return new Line(new Use(head, args), positive, negative, checks, null);
  }

  private static Line group(SeededRandom r, List<Pred> preds, Pred head) {
    TreeSet<String> bound = new TreeSet<>();
    List<Use> positive = positive(r, preds, head.level, bound);
    List<Use> negative = negative(r, preds, head.level, bound);
    if (bound.isEmpty()) {
      return line(r, preds, head);
    }
    List<Check> checks = checks(r, bound);
    List<String> names = new ArrayList<>(bound);
    List<String> by = new ArrayList<>();
    List<Arg> args = new ArrayList<>();
    for (int i = 1; i < head.arity; i++) {
      by.add(names.get(r.nextInt(names.size())));
      args.add(new Arg(by.getLast(), 0));
    }
    args.add(new Arg("N", 0));
    String reducer = List.of("count", "sum", "min", "max", "count_distinct").get(r.nextInt(5));
    String of = names.get(r.nextInt(names.size()));
    return new Line(
        new Use(head, args), positive, negative, checks, new Group(by, "N", reducer, of));
  }

  private static List<Use> positive(
      SeededRandom r, List<Pred> preds, int below, TreeSet<String> bound) {
    List<Use> out = new ArrayList<>();
    int many = 1 + r.nextInt(3);
    for (int i = 0; i < many; i++) {
      Pred p = pick(r, preds, below);
      List<Arg> args = new ArrayList<>();
      for (int a = 0; a < p.arity; a++) {
        int kind = r.nextInt(12);
        String v = String.valueOf((char) ('U' + r.nextInt(5)));
        Arg arg = kind == 0 ? new Arg("", r.nextInt(5)) : new Arg(kind == 1 ? "_" : v, 0);
        args.add(arg);
        if (kind > 1) {
          bound.add(v);
        }
      }
      out.add(new Use(p, args));
    }
    return out;
  }

  private static List<Use> negative(
      SeededRandom r, List<Pred> preds, int below, TreeSet<String> bound) {
    List<Use> out = new ArrayList<>();
    if (r.nextInt(3) == 0) {
      Pred p = pick(r, preds, below);
      List<Arg> args = new ArrayList<>();
      for (int a = 0; a < p.arity; a++) {
        args.add(r.nextInt(6) == 0 ? new Arg("_", 0) : argument(r, bound));
      }
      out.add(new Use(p, args));
    }
    return out;
  }

  private static List<Check> checks(SeededRandom r, TreeSet<String> bound) {
    List<Check> out = new ArrayList<>();
    int kind = r.nextInt(4);
    if (kind == 0) {
      String op = List.of("=", "!=", "<", "<=", ">", ">=").get(r.nextInt(6));
      out.add(new Check("", op, argument(r, bound), argument(r, bound)));
    } else if (kind == 1) {
      String op = List.of("plus", "minus", "mult").get(r.nextInt(3));
      out.add(new Check("C", op, argument(r, bound), argument(r, bound)));
      out.add(new Check("", "<=", new Arg("C", 0), new Arg("", 9)));
      out.add(new Check("", ">=", new Arg("C", 0), new Arg("", -9)));
      bound.add("C");
    }
    return out;
  }

  private static Arg argument(SeededRandom r, TreeSet<String> bound) {
    if (bound.isEmpty() || r.nextInt(6) == 0) {
      return new Arg("", r.nextInt(5));
    }
    return new Arg(List.copyOf(bound).get(r.nextInt(bound.size())), 0);
  }
}
