package dev.warrant.reasoning.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.Cond;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.Expr;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.Lookup;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The least change of a refused order against a look at every change there is.
final class WhyRefusedTest {
  private static final Instrument BTC =
      new Instrument(
          0, "BTCUSDT", 10_000_000, 100_000, 1, 1_000_000, 500_000_000L, 200, 500, List.of());

  /// Numbers, in the order of their full names, one unit of which is a whole one.
  private static final List<MeasureId> NUMBERS =
      List.of(MeasureId.ORDER_LOTS, MeasureId.ORDER_REPEATS, MeasureId.ORDERS_OPEN);

  private static final MeasureId FLAG = MeasureId.POSITION_STOPPED;

  private record Seen(Map<MeasureId, Long> values) implements Measures {
    @Override
    public boolean present(MeasureId measure) {
      return values.containsKey(measure);
    }

    @Override
    public long value(MeasureId measure) {
      return values.getOrDefault(measure, 0L);
    }
  }

  /// A guard by the meaning of its limits.
  private static Function<Map<MeasureId, Long>, Optional<Objection>> guard(PolicyPack pack) {
    PolicyReading reading = new PolicyReading(pack);
    return values -> reading.first(new Seen(values)).map(WhyRefusedTest::objection);
  }

  private static Objection objection(Reading r) {
    long distance = r instanceof Reading.Judged j ? j.beyond() : 0;
    return new Objection(
        Stage.GUARD, r.limit().id(), 0, Side.BUY, "W", r.limit().text(), 0, 0, distance, "no");
  }

  private static Limit limit(
      int number, Cond when, Cond.Compare require, TreeMap<String, Lookup> tables) {
    return new Limit(
        number,
        "limit" + number,
        Layer.POSITION,
        Binds.ALL,
        "no",
        "number:0",
        "a requirement",
        when,
        require,
        new TreeMap<>(),
        tables,
        "nobody",
        "limits:" + number);
  }

  private static PolicyPack pack(List<MeasureRange> ranges, List<Limit> limits) {
    return new PolicyPack("house", "1", Digest.sha256("house"), ranges, limits);
  }

  private static WhyRefused.Answer ask(PolicyPack pack, Map<MeasureId, Long> saw, int fuel) {
    return new WhyRefused(pack, pack.limits(), BTC, guard(pack), fuel).ask(saw);
  }

  /// Random limits over few small numbers and a flag.
  private static final class Made {
    private final SeededRandom r;
    final List<MeasureRange> ranges = new ArrayList<>();
    final Map<MeasureId, Long> saw = new EnumMap<>(MeasureId.class);

    Made(SeededRandom r) {
      this.r = r;
      for (MeasureId id : NUMBERS) {
        long min = r.nextInt(9) - 5L;
        ranges.add(new MeasureRange(id, min, min + 1 + r.nextInt(9)));
        // Now and then out of its range, now and then absent.
        if (r.nextInt(40) > 0) {
          saw.put(id, min - 1 + r.nextInt(12));
        }
      }
      ranges.add(new MeasureRange(FLAG, 0, 1));
      saw.put(FLAG, (long) r.nextInt(2));
    }

    PolicyPack pack() {
      List<Limit> limits = new ArrayList<>();
      for (int number = 1; number <= 1 + r.nextInt(3); number++) {
        TreeMap<String, Lookup> tables = new TreeMap<>();
        if (r.nextInt(3) == 0) {
          tables.put("max", table());
        }
        Expr right = tables.isEmpty() ? expr(2) : new Expr.Param("max");
        Cond when = r.nextInt(3) == 0 ? cond(1) : new Cond.Always();
        limits.add(limit(number, when, new Cond.Compare(op(), expr(2), right), tables));
      }
      return WhyRefusedTest.pack(ranges, limits);
    }

    private Cond.Op op() {
      return Cond.Op.values()[r.nextInt(Cond.Op.values().length)];
    }

    private Cond cond(int depth) {
      return switch (depth == 0 ? 0 : r.nextInt(4)) {
        case 1 -> new Cond.And(cond(depth - 1), cond(depth - 1));
        case 2 -> new Cond.Or(cond(depth - 1), cond(depth - 1));
        case 3 -> new Cond.Not(cond(depth - 1));
        default -> new Cond.Compare(op(), expr(1), expr(1));
      };
    }

    private Expr expr(int depth) {
      if (depth == 0) {
        return switch (r.nextInt(6)) {
          case 0 -> new Expr.Num(r.nextInt(15) - 4, 1 + r.nextInt(3));
          case 1 -> new Expr.Measured(FLAG);
          default -> new Expr.Measured(NUMBERS.get(r.nextInt(NUMBERS.size())));
        };
      }
      Expr a = expr(depth - 1);
      Expr b = expr(depth - 1);
      return switch (r.nextInt(10)) {
        case 0 -> new Expr.Sub(a, b);
        case 1 -> new Expr.Mul(a, b);
        case 2 -> new Expr.Div(a, new Expr.Add(new Expr.Abs(b), new Expr.Num(1, 2)));
        case 3 -> new Expr.Min(a, b);
        case 4 -> new Expr.Max(a, b);
        case 5 -> new Expr.If(cond(0), a, b);
        case 6 -> new Expr.Neg(a);
        case 7 -> new Expr.Abs(a);
        default -> new Expr.Add(a, b);
      };
    }

    private Lookup table() {
      MeasureId id = NUMBERS.get(r.nextInt(NUMBERS.size()));
      DecisionTable.Input input =
          new DecisionTable.Input(id.text(), id, "lots", Rational.of(1 + r.nextInt(2)), List.of());
      List<DecisionTable.Row> rows = new ArrayList<>();
      List<Expr.Num> values = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Rational value = Rational.of(r.nextInt(9) - 2);
        values.add(new Expr.Num(value.numerator().longValueExact(), 1));
        List<Place> places = List.of(new Place("table.csv", i + 2, 1));
        rows.add(new DecisionTable.Row("r" + i, List.of(cell()), List.of(value), "", places));
      }
      DecisionTable.Hit hit = DecisionTable.Hit.values()[r.nextInt(2)];
      DecisionTable.Output out = new DecisionTable.Output("max", "lots", Place.of("table.csv"));
      DecisionTable table =
          new DecisionTable("table", hit, List.of(input), List.of(out), rows, "table.csv");
      return new Lookup(table, 0, values);
    }

    private Cell cell() {
      return switch (r.nextInt(4)) {
        case 0 -> new Cell.OneOf(List.of(Rational.of(r.nextInt(9) - 4), Rational.of(r.nextInt(5))));
        case 1 -> new Cell.Between(new Cell.End(half(), r.nextInt(2) == 0), null);
        case 2 -> new Cell.Between(null, new Cell.End(half(), r.nextInt(2) == 0));
        default -> new Cell.Any();
      };
    }

    private Rational half() {
      return Rational.of(r.nextInt(17) - 8).over(Rational.of(2));
    }
  }

  /// The least change by looking at all: which inputs, their changes in order, down before up.
  private record Best(Rational cost, List<Integer> which, List<Long> changes) {
    private boolean less(Best o) {
      int c = Integer.compare(which.size(), o.which.size());
      c = c != 0 ? c : cost.compareTo(o.cost);
      for (int i = 0; c == 0 && i < which.size(); i++) {
        c = Integer.compare(which.get(i), o.which.get(i));
      }
      for (int i = 0; c == 0 && i < which.size(); i++) {
        c = Long.compare(Math.abs(changes.get(i)), Math.abs(o.changes.get(i)));
      }
      for (int i = 0; c == 0 && i < which.size(); i++) {
        c = Long.compare(changes.get(i), o.changes.get(i));
      }
      return c < 0;
    }
  }

  private static @Nullable Best all(PolicyPack pack, Map<MeasureId, Long> saw) {
    PolicyReading reading = new PolicyReading(pack);
    Limit refusing = reading.first(new Seen(saw)).orElseThrow().limit();
    List<MeasureId> open =
        NUMBERS.stream()
            .filter(id -> saw.containsKey(id) && LimitReader.reads(refusing).contains(id))
            .toList();
    Best[] best = new Best[1];
    look(
        open,
        0,
        saw,
        pack,
        tried -> {
          Optional<Reading> first = reading.first(new Seen(tried));
          if (first.isEmpty() || first.get().limit().number() > refusing.number()) {
            Best found = best(saw, tried);
            best[0] = best[0] == null || found.less(best[0]) ? found : best[0];
          }
        });
    return best[0];
  }

  private static Best best(Map<MeasureId, Long> saw, Map<MeasureId, Long> tried) {
    List<Integer> which = new ArrayList<>();
    List<Long> changes = new ArrayList<>();
    Rational cost = Rational.ZERO;
    for (int i = 0; i < NUMBERS.size(); i++) {
      long was = saw.getOrDefault(NUMBERS.get(i), 0L);
      long change = tried.getOrDefault(NUMBERS.get(i), 0L) - was;
      if (change != 0) {
        which.add(i);
        changes.add(change);
        long scale = Math.max(1, Math.abs(was));
        cost = cost.plus(Rational.of(Math.abs(change)).over(Rational.of(scale)));
      }
    }
    return new Best(cost, which, changes);
  }

  private interface Look {
    void at(Map<MeasureId, Long> tried);
  }

  /// Every measure left as it was, or anything in its range.
  private static void look(
      List<MeasureId> open, int at, Map<MeasureId, Long> saw, PolicyPack pack, Look each) {
    if (at == open.size()) {
      each.at(saw);
      return;
    }
    look(open, at + 1, saw, pack, each);
    for (MeasureRange range : pack.measures()) {
      if (range.measure() == open.get(at)) {
        for (long value = range.min(); value <= range.max(); value++) {
          Map<MeasureId, Long> tried = new EnumMap<>(saw);
          tried.put(range.measure(), value);
          look(open, at + 1, tried, pack, each);
        }
      }
    }
  }

  private static Map<MeasureId, Long> after(Map<MeasureId, Long> saw, Move move) {
    Map<MeasureId, Long> out = new EnumMap<>(saw);
    for (Setting s : move.settings()) {
      NUMBERS.stream()
          .filter(id -> id.text().equals(s.lever().name()))
          .forEach(id -> out.put(id, s.to()));
    }
    return out;
  }

  @Test
  void theChangeIsTheLeastThatALookAtAllOfThemFinds() {
    int[] inputs = new int[NUMBERS.size() + 1];
    int chains = 0;
    for (int seed = 0; seed < 3000; seed++) {
      Made made = new Made(new SeededRandom(seed));
      PolicyPack pack = made.pack();
      WhyRefused.Answer answer = ask(pack, made.saw, WhyNot.FUEL);
      assertThat(answer.was()).isEqualTo(guard(pack).apply(made.saw));
      Map<MeasureId, Long> now = made.saw;
      for (Step step : answer.steps()) {
        Best best = all(pack, now);
        String which = "seed " + seed + ", " + now + ", " + pack.limits();
        if (step.move().isEmpty()) {
          assertThat(best).as(which).isNull();
          assertThat(step.without()).as(which).doesNotContain("fuel");
          inputs[0]++;
          continue;
        }
        Move move = step.move().get();
        Map<MeasureId, Long> before = now;
        now = after(before, move);
        Best found = best(before, now);
        assertThat(found).as(which).isEqualTo(best);
        assertThat(move.cost()).isEqualTo(found.cost());
        inputs[move.settings().size()]++;
      }
      assertThat(answer.through()).isEqualTo(guard(pack).apply(now).isEmpty());
      chains += answer.steps().size() > 1 ? 1 : 0;
    }
    // Refusals that no number decides, and those that one, two and three of them do.
    for (int n : inputs) {
      assertThat(n).as(List.of(inputs[0], inputs[1], inputs[2], inputs[3]).toString()).isPositive();
    }
    assertThat(chains).isGreaterThan(100);
  }

  private static Expr measured(MeasureId id) {
    return new Expr.Measured(id);
  }

  private static Expr number(long n) {
    return new Expr.Num(n, 1);
  }

  private static PolicyPack wide(Limit... limits) {
    List<MeasureRange> ranges = new ArrayList<>();
    NUMBERS.forEach(id -> ranges.add(new MeasureRange(id, 0, 1_000_000_000_000L)));
    return pack(ranges, List.of(limits));
  }

  private static Limit require(int number, Expr left, Cond.Op op, Expr right) {
    return limit(number, new Cond.Always(), new Cond.Compare(op, left, right), new TreeMap<>());
  }

  private static Map<MeasureId, Long> saw(long lots, long repeats, long open) {
    Map<MeasureId, Long> out = new EnumMap<>(MeasureId.class);
    out.put(MeasureId.ORDER_LOTS, lots);
    out.put(MeasureId.ORDER_REPEATS, repeats);
    out.put(MeasureId.ORDERS_OPEN, open);
    return out;
  }

  @Test
  void aGapOfOneValueFarAwayIsFound() {
    Expr lots = measured(MeasureId.ORDER_LOTS);
    Expr far = new Expr.Abs(new Expr.Sub(lots, number(876_543_210_987L)));
    WhyRefused.Answer answer =
        ask(wide(require(1, far, Cond.Op.LE, number(0))), saw(5, 0, 0), WhyNot.FUEL);
    assertThat(answer.steps().getFirst().move().orElseThrow().sets())
        .containsExactly("BTCUSDT.order.lots=876543210987 lots");
    assertThat(answer.through()).isTrue();
  }

  @Test
  void aChangeThatBreaksALimitAskedBeforeIsNone() {
    Expr lots = measured(MeasureId.ORDER_LOTS);
    Expr open = measured(MeasureId.ORDERS_OPEN);
    PolicyPack pack =
        wide(
            require(1, lots, Cond.Op.LE, number(100)),
            require(2, new Expr.Add(lots, open), Cond.Op.GE, number(150)),
            require(3, open, Cond.Op.LE, number(40)));
    WhyRefused.Answer answer = ask(pack, saw(90, 0, 30), WhyNot.FUEL);
    assertThat(answer.steps()).hasSize(2);
    assertThat(answer.steps().getFirst().move().orElseThrow().sets())
        .containsExactly("BTCUSDT.orders.open=60");
    Step second = answer.steps().getLast();
    assertThat(second.obstacles().getFirst().rule()).isEqualTo("limit3");
    // Only the number that this limit reads is open, and less of it breaks the one before.
    assertThat(second.move()).isEmpty();
    assertThat(second.without()).startsWith("no change of the inputs");
    assertThat(answer.through()).isFalse();
  }

  @Test
  void aFlagIsDecidedByNoNumberAndTheSearchSaysWhenItRanOutOfFuel() {
    Map<MeasureId, Long> saw = saw(1, 1, 1);
    saw.put(FLAG, 0L);
    PolicyPack flag = wide(require(1, measured(FLAG), Cond.Op.EQ, number(1)));
    assertThat(ask(flag, saw, WhyNot.FUEL).steps().getFirst().without())
        .startsWith("no number decides it");
    PolicyPack size = wide(require(1, measured(MeasureId.ORDER_LOTS), Cond.Op.GE, number(999)));
    Step none = ask(size, saw, 0).steps().getFirst();
    assertThat(none.move()).isEmpty();
    assertThat(none.without()).isEqualTo("the search ran out of fuel after 0 looks at the limit");
    assertThat(ask(size, saw, 4).through()).isTrue();
  }

  @Test
  void whatTheGuardDoesNotConfirmIsNoAnswer() {
    PolicyPack pack = wide(require(1, measured(MeasureId.ORDER_LOTS), Cond.Op.GE, number(999)));
    // A guard that asks for more than its limit says.
    Function<Map<MeasureId, Long>, Optional<Objection>> stricter =
        values ->
            values.getOrDefault(MeasureId.ORDER_LOTS, 0L) >= 1_002
                ? Optional.empty()
                : Optional.of(objection(new Reading.NotBinding(pack.limits().getFirst())));
    WhyRefused.Answer answer =
        new WhyRefused(pack, pack.limits(), BTC, stricter, WhyNot.FUEL).ask(saw(5, 0, 0));
    assertThat(answer.steps().getFirst().move().orElseThrow().sets())
        .containsExactly("BTCUSDT.order.lots=1002 lots");
  }
}
