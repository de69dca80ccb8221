package dev.warrant.governance.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.ask.Relations.Relation;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.lang.Comparison;
import dev.warrant.reasoning.deduce.lang.Fact;
import dev.warrant.reasoning.deduce.lang.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that are left out are those that no condition could match: answers are what looking at all
/// rows finds.
final class SieveTest {
  @TempDir private static Path folder = Path.of("");
  private static RunFolder run = new RunFolder(Path.of(""));

  @BeforeAll
  static void write() {
    run = AnyRun.write(folder.resolve("run"), 5, 900, _ -> {});
  }

  private static List<List<Value>> asked(String question) {
    return Relations.quick(run, question).stream().map(Fact::values).toList();
  }

  /// A drawn column of a drawn row.
  private record Drawn(Relation relation, List<Fact> rows, int column, Value value) {}

  private static Drawn draw(SeededRandom random) {
    List<Relation> all = Relations.all();
    Relation relation = all.get(random.nextInt(all.size()));
    List<Fact> rows = Relations.quick(run, relation.all());
    int column = random.nextInt(relation.columns().size());
    Value value = rows.get(random.nextInt(rows.size())).values().get(column);
    return new Drawn(relation, rows, column, value);
  }

  @Test
  void aConstantInAnAtomFindsTheRowsThatHaveIt() {
    SeededRandom random = new SeededRandom(1);
    for (int i = 0; i < 60; i++) {
      Drawn d = draw(random);
      List<String> terms = new ArrayList<>(d.relation.columns());
      String own = terms.set(d.column, d.value.toString());
      String head = String.join(", ", d.relation.columns()).replaceFirst("\\b" + own + "\\b", "1");
      String rule = "found(" + head + ") :- " + d.relation.atom(terms) + ".";
      assertThat(asked(rule))
          .as(rule)
          .hasSize(
              (int) d.rows.stream().filter(r -> r.values().get(d.column).equals(d.value)).count())
          .isNotEmpty();
    }
  }

  @Test
  void aTestAgainstAConstantFindsTheRowsThatPassIt() {
    SeededRandom random = new SeededRandom(2);
    int found = 0;
    for (int i = 0; i < 120; i++) {
      Drawn d = draw(random);
      Comparison op = Comparison.values()[random.nextInt(d.value instanceof Value.Num ? 6 : 2)];
      String test = d.relation.columns().get(d.column) + " " + op.sign() + " " + d.value;
      String question = d.relation.all() + ", " + test;
      List<List<Value>> expected = new ArrayList<>();
      for (Fact row : d.rows) {
        if (op.holds(row.values().get(d.column), d.value)) {
          expected.add(row.values());
        }
      }
      assertThat(asked(question)).as(question).isEqualTo(expected);
      found += expected.size();
    }
    assertThat(found).isGreaterThan(1_000);
  }

  @Test
  void aRowThatOneOfSeveralConditionsNeedsStays() {
    List<List<Value>> all = asked("order(O, I, S, K, L, P)@[T, _]");
    assertThat(
            asked(
                "o(O) :- order(O, _, /buy, _, _, _)@_. o(O) :- order(O, _, _, _, L, _)@_, L > 9."))
        .hasSameSizeAs(
            all.stream()
                .filter(r -> r.get(2).toString().equals("/buy") || over(r.get(4), 9))
                .map(List::getFirst)
                .distinct()
                .toList());
    assertThat(asked("o(O) :- order(O, _, _, _, L, _)@_, !order(O, _, /buy, _, _, _)@_, L > 9."))
        .hasSameSizeAs(
            all.stream()
                .filter(r -> over(r.get(4), 9))
                .map(List::getFirst)
                .distinct()
                .filter(o ->
                    all.stream()
                        .noneMatch(
                            r -> r.getFirst().equals(o) && r.get(2).toString().equals("/buy")))
                .toList());
  }

  private static boolean over(Value value, long bound) {
    return ((Value.Num) value).value() > bound;
  }

  /// Which an answer must not hide by not looking.
  @Test
  void whatIsWrongForRowsThatAreNotNeededIsStillWrong() {
    List<String> wrong =
        List.of(
            "deliberation(C, O, I, J, W, N)@_, O > 5",
            "deliberation(C, O, I, J, W, N)@[T, _], O > 5, T < 0",
            "x(Y) :- deliberation(C, O, I, J, W, N)@[T, _], Y = fn:div(1, 0), T < 0.",
            "x(A) :- command(A, B, _)@_, deliberation(C, O, I, J, W, N)@[T, _], B > 1, T < 0.");
    for (String question : wrong) {
      assertThatThrownBy(() -> asked(question)).as(question).hasMessageContaining("deduce-value");
    }
  }

  @Test
  void whatIsLeftOutCostsNoFuel() {
    long all = steps("deliberation(C, O, I, J, W, N)@_");
    assertThat(steps("deliberation(7, O, I, J, W, N)@_")).isLessThan(all / 2);
  }

  private static long steps(String question) {
    return Question.read("question", question).ask(run, Fuel.PLENTY, null).model().steps();
  }
}
