package dev.warrant.execution.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Layer;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitChecker;
import dev.warrant.rules.limit.LimitDraft;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Parameter;
import dev.warrant.rules.limit.TableColumn;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyReading;
import dev.warrant.rules.table.TableFile;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.Yaml;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Guards whose limits take parameters from tables, held against the tables as they are read.
final class TableGuardTest {
  private static final List<MeasureRange> RANGES =
      List.of(
          new MeasureRange(MeasureId.ORDER_NOTIONAL, 0, 400),
          new MeasureRange(MeasureId.ORDER_INCREASING, 0, 1),
          new MeasureRange(MeasureId.ORDERS_OPEN, 0, 9),
          new MeasureRange(MeasureId.BELIEF_REGIME, 0, 3),
          new MeasureRange(MeasureId.ACCOUNT_EQUITY, -50, 100));

  /// What the warrant's rows read; 1 everywhere keeps them all.
  private static final List<MeasureId> WARRANT =
      List.of(
          MeasureId.ORDER_WORST_AFTER,
          MeasureId.ORDER_PRICE,
          MeasureId.WARRANT_CAP,
          MeasureId.WARRANT_MIN_PRICE,
          MeasureId.WARRANT_MAX_PRICE,
          MeasureId.WARRANT_ORDERS_LEFT,
          MeasureId.WARRANT_RATE_LEFT,
          MeasureId.WARRANT_EXPIRES_IN);

  private final SeededRandom random = new SeededRandom(20261120);

  private static PolicyPack pack(String table, String require) {
    TableColumn column = new TableColumn(TableFile.read("tables/t.csv", table), 0);
    Place place = new Place("limits/1-position.yaml", 1, 1);
    TreeMap<String, Parameter> parameters = new TreeMap<>();
    parameters.put("max", Parameter.read("max", "1", "x", "0..99", "here", place));
    TreeMap<String, TableColumn> columns = new TreeMap<>();
    columns.put("max", column);
    LimitDraft draft =
        new LimitDraft(
            "tabled",
            Layer.POSITION,
            Binds.INCREASING,
            new Yaml.Scalar(place, "{lhs} beyond {max}", true),
            new Yaml.Scalar(place, require, true),
            new Yaml.Scalar(place, "orders.open <= 7", true),
            parameters,
            columns,
            "risk",
            "limits/1-position.yaml:1");
    Map<MeasureId, MeasureRange> ranges = new EnumMap<>(MeasureId.class);
    RANGES.forEach(range -> ranges.put(range.measure(), range));
    Limit limit = LimitChecker.check(draft, ranges).at(1);
    return new PolicyPack("t", "1.0.0", Digest.sha256(table), RANGES, List.of(limit));
  }

  private String rows(int inputs, boolean unique) {
    StringBuilder out = new StringBuilder(unique ? "unique" : "first");
    out.append(",in account.equity: USDT");
    out.append(inputs > 1 ? ",in regime: enum" : "").append(",out max: x\n");
    int rows = 1 + random.nextInt(6);
    for (int i = 0; i < rows; i++) {
      int low = random.nextInt(130) - 40;
      String from = "0." + "%04d".formatted(Math.abs(low));
      from = low < 0 ? "-" + from : from;
      String to = "0." + "%04d".formatted(Math.abs(low) + 1 + random.nextInt(60));
      String cell =
          switch (random.nextInt(6)) {
            case 0 -> "< " + from;
            case 1 -> ">= " + from;
            case 2 -> "[" + from + ".." + to + ")";
            case 3 -> "(" + from + ".." + to + "]";
            case 4 -> from;
            default -> "-";
          };
      String word = random.nextInt(2) == 0 ? "-" : "CALM | VIOLENT";
      out.append('r').append(i).append(',').append(cell);
      out.append(inputs > 1 ? "," + word : "").append(',');
      out.append(random.nextInt(400) / 100.0).append('\n');
    }
    return out.toString();
  }

  private long[] slots() {
    long[] slots = new long[MeasureBoard.HEADER + MeasureId.values().length];
    for (MeasureId id : WARRANT) {
      slots[MeasureBoard.slot(id)] = 1;
      slots[id.ordinal() >> 6] |= 1L << (id.ordinal() & 63);
    }
    for (MeasureRange range : RANGES) {
      long width = range.max() - range.min() + 1;
      long value = range.min() + random.nextInt((int) width + 2) - (random.nextInt(9) / 8);
      slots[MeasureBoard.slot(range.measure())] = value;
      if (random.nextInt(30) > 0) {
        int n = range.measure().ordinal();
        slots[n >> 6] |= 1L << (n & 63);
      }
    }
    return slots;
  }

  @Test
  void guardAndTableLoopAnswerWhatTheTablesSay() {
    int[] seen = new int[4];
    for (int n = 0; n < 400; n++) {
      String table = rows(1 + n % 2, n % 3 == 0);
      PolicyPack pack = pack(table, "order.notional <= max * account.equity");
      CompiledGuard guard = GuardCompiler.compile(pack);
      Guard loop = new TableLoop(guard.plan());
      PolicyReading meaning = new PolicyReading(pack);
      for (int i = 0; i < 300; i++) {
        long[] slots = slots();
        SlotMeasures measures = new SlotMeasures(slots);
        int expected = meaning.code(measures);
        int found = guard.guard().check(slots);
        assertThat(found).as(table).isEqualTo(expected);
        assertThat(loop.check(slots)).as(table).isEqualTo(found);
        seen[expected < 0 ? 0 : expected]++;
        if (expected == 1) {
          String says = guard.objection(1, slots, 0, Side.BUY, "o").says();
          seen[says.contains("no row stands") ? 2 : 3]++;
          assertThat(says).containsAnyOf("no row stands", "more than one row", "(t, row r");
        }
      }
    }
    assertThat(seen).doesNotContain(0);
  }

  @Test
  void whatEveryRowSaysIsNotAskedAgain() {
    String tiers =
        """
        unique,in account.equity: USDT,out max: x
        a,< 0.001,1
        b,[0.001..0.003),2
        c,>= 0.003,3
        """;
    CompiledGuard guard =
        GuardCompiler.compile(pack(tiers, "order.notional <= max * account.equity"));
    Row row = guard.plan().steps().getFirst().row();
    assertThat(row.rows()).isEqualTo(new dev.warrant.execution.guard.Test.Always());
    Term.Pick first = (Term.Pick) ((Term.Mul) row.require().right()).left();
    assertThat(first.test()).isInstanceOf(dev.warrant.execution.guard.Test.Compare.class);
    assertThat(first.otherwise()).isInstanceOf(Term.Pick.class);
    assertThat(((Term.Pick) first.otherwise()).test())
        .isInstanceOf(dev.warrant.execution.guard.Test.Compare.class);
    assertThat(((Term.Pick) first.otherwise()).otherwise()).isInstanceOf(Term.Const.class);
  }
}
