package dev.warrant.reasoning.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.table.TableFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SmtTest {
  private static final long FUEL = 1_000_000;
  private static final List<Integer> FIRST = List.of(0);

  private static Limit limit(Cond when, Cond.Compare require) {
    return new Limit(
        1,
        "l",
        Layer.POSITION,
        Binds.ALL,
        "says",
        "text",
        when,
        require,
        new TreeMap<>(Map.of("p", new Expr.Num(7, 3))),
        "risk",
        "l.yaml:1");
  }

  private static Expr m(MeasureId id) {
    return new Expr.Measured(id);
  }

  private static Cond.Compare compare(Cond.Op op, Expr l, Expr r) {
    return new Cond.Compare(op, l, r);
  }

  @Test
  void everyConstructMeansToTheSolverWhatItMeansToTheExactReading() {
    SeededRandom random = new SeededRandom(11);
    int[] seen = new int[2];
    for (int i = 0; i < 300; i++) {
      Limit limit = limit(cond(random, 2), compare(op(random), expr(random, 3), expr(random, 3)));
      Map<MeasureId, Form> forms = new TreeMap<>();
      forms.put(MeasureId.ORDER_LOTS, new Form.Unknown(0));
      forms.put(MeasureId.MARKET_MARK, new Form.Known(random.nextInt(40) - 20));
      long q = random.nextInt(9) - 4L;
      boolean exact = LimitReader.read(limit, at(forms, q)).admits();
      try (Smt smt = new Smt(FUEL)) {
        Questions ask = smt.about(Box.of(-10, 10), forms, Map.of(), List.of(limit));
        Verdict solver = ask.admissible(List.of(Box.at(q)), FIRST);
        assertThat(solver).as("%s at %d", limit, q).isEqualTo(exact ? Verdict.SAT : Verdict.UNSAT);
        assertThat(ask.exception(Box.at(q), List.of(), FIRST))
            .isEqualTo(exact ? Verdict.UNSAT : Verdict.SAT);
        assertThat(ask.exception(Box.of(1, 0), List.of(Box.at(q)), FIRST))
            .isEqualTo(exact ? Verdict.SAT : Verdict.UNSAT);
      }
      seen[exact ? 1 : 0]++;
    }
    assertThat(seen[0]).isGreaterThan(50);
    assertThat(seen[1]).isGreaterThan(50);
  }

  @Test
  void aTableMeansToTheSolverWhatItMeansToTheExactReading() {
    int[] seen = new int[3];
    for (String hit : List.of("first", "unique")) {
      DecisionTable table =
          TableFile.read(
              "tables/t.csv",
              hit
                  + """
                  ,in order.lots: lots,in mode: enum,out max: x
                  a,< -5,-,1
                  b,(-5..0],NORMAL | PAUSE,2.5
                  c,0 | 3,-,0.1
                  d,> 4,EMERGENCY,7
                  """);
      Lookup lookup = new Lookup(table, 0, List.of(num(1, 1), num(5, 2), num(1, 10), num(7, 1)));
      Cond.Compare require = compare(Cond.Op.LE, m(MeasureId.ORDER_LOTS), new Expr.Param("max"));
      Limit limit = tabled(require, lookup);
      for (int mode = 0; mode < 4; mode++) {
        Map<MeasureId, Form> forms = new TreeMap<>();
        forms.put(MeasureId.ORDER_LOTS, new Form.Unknown(0));
        forms.put(MeasureId.DESK_MODE, new Form.Known(mode));
        for (long q = -7; q <= 9; q++) {
          Reading exact = LimitReader.read(limit, at(forms, q));
          try (Smt smt = new Smt(FUEL)) {
            Questions ask = smt.about(Box.of(-10, 10), forms, Map.of(), List.of(limit));
            assertThat(ask.admissible(List.of(Box.at(q)), FIRST))
                .as("%s %d %d", hit, mode, q)
                .isEqualTo(exact.admits() ? Verdict.SAT : Verdict.UNSAT);
          }
          seen[exact instanceof Reading.NoRow ? 2 : exact.admits() ? 1 : 0]++;
        }
      }
    }
    assertThat(seen).doesNotContain(0);
  }

  private static Expr.Num num(long over, long under) {
    return new Expr.Num(over, under);
  }

  private static Limit tabled(Cond.Compare require, Lookup lookup) {
    Limit plain = limit(new Cond.Always(), require);
    return new Limit(
        1,
        plain.id(),
        plain.layer(),
        plain.binds(),
        plain.says(),
        plain.shown(),
        plain.text(),
        plain.when(),
        require,
        plain.parameters(),
        new TreeMap<>(Map.of("max", lookup)),
        plain.owner(),
        plain.file());
  }

  @Test
  void everyFormMeansToTheSolverWhatItMeansToArithmetic() {
    SeededRandom random = new SeededRandom(12);
    for (int i = 0; i < 200; i++) {
      Form form = form(random, 4);
      long q = random.nextInt(21) - 10L;
      long value = form.at(q);
      Limit equal =
          limit(
              new Cond.Always(),
              compare(Cond.Op.EQ, m(MeasureId.ORDER_LOTS), new Expr.Num(value, 1)));
      try (Smt smt = new Smt(FUEL)) {
        Map<MeasureId, Form> forms = Map.of(MeasureId.ORDER_LOTS, form);
        Questions ask = smt.about(Box.of(-10, 10), forms, Map.of(), List.of(equal));
        assertThat(ask.admissible(List.of(Box.at(q)), FIRST))
            .as("%s at %d", form, q)
            .isEqualTo(Verdict.SAT);
      }
    }
  }

  @Test
  void anAbsentOrOutlyingMeasureIsNeverAdmissible() {
    Limit limit =
        limit(new Cond.Always(), compare(Cond.Op.GE, m(MeasureId.ORDER_LOTS), new Expr.Num(0, 1)));
    try (Smt smt = new Smt(FUEL)) {
      Questions absent = smt.about(Box.of(-10, 10), Map.of(), Map.of(), List.of(limit));
      assertThat(absent.admissible(List.of(Box.of(0, 9)), FIRST)).isEqualTo(Verdict.UNSAT);
      Map<MeasureId, MeasureRange> ranges =
          Map.of(MeasureId.ORDER_LOTS, new MeasureRange(MeasureId.ORDER_LOTS, 0, 5));
      Map<MeasureId, Form> lots = Map.of(MeasureId.ORDER_LOTS, new Form.Unknown(0));
      Questions ranged = smt.about(Box.of(-10, 10), lots, ranges, List.of(limit));
      assertThat(ranged.admissible(List.of(Box.of(5, 9)), FIRST)).isEqualTo(Verdict.SAT);
      assertThat(ranged.admissible(List.of(Box.of(6, 9)), FIRST)).isEqualTo(Verdict.UNSAT);
    }
  }

  @Test
  void questionsAskedInTurnsKeepTheirOwnFacts() {
    Limit limit =
        limit(new Cond.Always(), compare(Cond.Op.GE, m(MeasureId.ORDER_LOTS), new Expr.Num(3, 1)));
    Form up = new Form.RoundedUp(new Form.Unknown(0), 2);
    Form more =
        new Form.RoundedUp(new Form.Sum(List.of(new Form.Unknown(0), new Form.Known(10))), 2);
    try (Smt smt = new Smt(FUEL)) {
      Questions small = about(smt, up, limit);
      Questions large = about(smt, more, limit);
      for (int i = 0; i < 3; i++) {
        assertThat(small.admissible(List.of(Box.of(0, 2)), FIRST)).isEqualTo(Verdict.UNSAT);
        assertThat(large.admissible(List.of(Box.of(0, 2)), FIRST)).isEqualTo(Verdict.SAT);
        assertThat(large.exception(Box.of(0, 2), List.of(), FIRST)).isEqualTo(Verdict.UNSAT);
      }
    }
  }

  private static Questions about(Smt smt, Form lots, Limit limit) {
    return smt.about(Box.of(0, 2), Map.of(MeasureId.ORDER_LOTS, lots), Map.of(), List.of(limit));
  }

  @Test
  void aSolverThatComplainedIsNotBelievedAnyMore() {
    try (Smt smt = new Smt(FUEL)) {
      Questions ask = smt.about(Box.at(), Map.of(), Map.of(), List.of());
      smt.fail();
      Limit never =
          limit(
              new Cond.Always(), compare(Cond.Op.GE, m(MeasureId.ORDER_LOTS), new Expr.Num(3, 1)));
      Questions later = smt.about(Box.at(), Map.of(), Map.of(), List.of(never));
      assertThat(later.admissible(List.of(Box.at()), FIRST)).isEqualTo(Verdict.UNKNOWN);
      assertThat(ask.exception(Box.at(), List.of(), List.of())).isEqualTo(Verdict.UNKNOWN);
    }
  }

  @Test
  void aContextOfAnotherThreadIsRefusedBeforeItCanCrash() {
    try (Smt smt = new Smt(FUEL)) {
      smt.about(Box.at(), Map.of(), Map.of(), List.of());
      CompletableFuture<Object> other =
          CompletableFuture.supplyAsync(() -> smt.about(Box.at(), Map.of(), Map.of(), List.of()));
      assertThatThrownBy(other::join).hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void sparesAreFreshAndCanBeUsedByWhoTakesThem() {
    Spares used;
    try (Spares spares = new Spares(FUEL)) {
      used = spares;
      Smt first = spares.take();
      Smt second = spares.take();
      assertThat(first).isNotSameAs(second);
      for (Smt smt : List.of(first, second)) {
        try (smt) {
          assertThat(
                  smt.about(Box.at(), Map.of(), Map.of(), List.of())
                      .admissible(List.of(Box.at()), List.of()))
              .isEqualTo(Verdict.SAT);
        }
      }
    }
    assertThatThrownBy(used::take).hasMessageContaining("already closed");
  }

  private static Measures at(Map<MeasureId, Form> forms, long q) {
    return new Measures() {
      @Override
      public boolean present(MeasureId measure) {
        return forms.containsKey(measure);
      }

      @Override
      public long value(MeasureId measure) {
        return forms.getOrDefault(measure, new Form.Known(0)).at(q);
      }
    };
  }

  private static Cond.Op op(SeededRandom random) {
    return Cond.Op.values()[random.nextInt(Cond.Op.values().length)];
  }

  private static Cond cond(SeededRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 5)) {
      case 0 -> new Cond.Always();
      case 1 -> compare(op(random), expr(random, 1), expr(random, 1));
      case 2 -> new Cond.Not(cond(random, depth - 1));
      case 3 -> new Cond.And(cond(random, depth - 1), cond(random, depth - 1));
      default -> new Cond.Or(cond(random, depth - 1), cond(random, depth - 1));
    };
  }

  private static Expr expr(SeededRandom random, int depth) {
    int d = depth - 1;
    return switch (random.nextInt(depth == 0 ? 4 : 12)) {
      case 0 -> new Expr.Num(random.nextInt(21) - 10, 1 + random.nextInt(4));
      case 1 -> m(MeasureId.ORDER_LOTS);
      case 2 -> m(MeasureId.MARKET_MARK);
      case 3 -> new Expr.Param("p");
      case 4 -> new Expr.Add(expr(random, d), expr(random, d));
      case 5 -> new Expr.Sub(expr(random, d), expr(random, d));
      case 6 -> new Expr.Mul(expr(random, d), new Expr.Num(random.nextInt(9) - 4, 3));
      case 7 -> new Expr.Div(expr(random, d), new Expr.Num(1 + random.nextInt(5), 2));
      case 8 -> new Expr.Neg(new Expr.Abs(expr(random, d)));
      case 9 -> new Expr.Min(expr(random, d), expr(random, d));
      case 10 -> new Expr.Max(expr(random, d), expr(random, d));
      default -> new Expr.If(cond(random, 1), expr(random, d), expr(random, d));
    };
  }

  private static Form form(SeededRandom random, int depth) {
    int d = depth - 1;
    return switch (random.nextInt(depth == 0 ? 2 : 7)) {
      case 0 -> new Form.Known(random.nextInt(41) - 20);
      case 1 -> new Form.Unknown(0);
      case 2 -> Form.sum(form(random, d), form(random, d), form(random, d));
      case 3 -> new Form.Scaled(random.nextInt(11) - 5, form(random, d));
      case 4 -> new Form.Greatest(form(random, d), form(random, d));
      case 5 -> new Form.Least(form(random, d), form(random, d));
      default -> new Form.RoundedUp(form(random, d), 1 + random.nextInt(7));
    };
  }
}
