package dev.warrant.rules.table;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Measures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Small tables made by chance, as text, over inputs of which every value can be tried.
final class RandomTables {
  /// Equity counts 1e-4 USDT and is written in USDT here.
  static final List<MeasureId> INPUTS =
      List.of(MeasureId.ORDERS_OPEN, MeasureId.BELIEF_REGIME, MeasureId.ACCOUNT_EQUITY);

  private static final List<String> WORDS = List.of("CALM", "TRENDING", "RANGING", "VIOLENT");
  private final SeededRandom random;

  RandomTables(long seed) {
    random = new SeededRandom(seed);
  }

  static Map<MeasureId, MeasureRange> ranges() {
    Map<MeasureId, MeasureRange> out = new EnumMap<>(MeasureId.class);
    out.put(MeasureId.ORDERS_OPEN, new MeasureRange(MeasureId.ORDERS_OPEN, 0, 6));
    out.put(MeasureId.BELIEF_REGIME, new MeasureRange(MeasureId.BELIEF_REGIME, 0, 3));
    out.put(MeasureId.ACCOUNT_EQUITY, new MeasureRange(MeasureId.ACCOUNT_EQUITY, -3, 4));
    return out;
  }

  DecisionTable next() {
    return TableFile.read("tables/any.csv", text());
  }

  private String text() {
    StringBuilder out = new StringBuilder(random.nextInt(2) == 0 ? "first" : "unique");
    out.append(",in orders.open: orders,in regime: enum,in account.equity: USDT");
    out.append(",out max: %,out min: x,note\n");
    int rows = 1 + random.nextInt(5);
    for (int i = 0; i < rows; i++) {
      out.append("r").append(i).append(',').append(number(0, 7, 1)).append(',').append(words());
      out.append(',').append(number(-4, 10, 10_000)).append(',').append(random.nextInt(200));
      out.append(',').append(random.nextInt(300) / 100.0).append(',').append(note()).append('\n');
    }
    return out.toString();
  }

  private String note() {
    return switch (random.nextInt(3)) {
      case 0 -> "";
      case 1 -> "\"one, or \"\"two\"\" <&>\"";
      default -> "plain";
    };
  }

  private String words() {
    StringBuilder out = new StringBuilder();
    for (String word : WORDS) {
      if (random.nextInt(2) == 0) {
        out.append(out.isEmpty() ? "" : " | ").append(word);
      }
    }
    return out.isEmpty() || random.nextInt(2) == 0 ? "-" : out.toString();
  }

  private String number(int from, int many, int under) {
    int low = from + random.nextInt(many);
    int high = Math.min(from + many, low + 1 + random.nextInt(3));
    return switch (random.nextInt(7)) {
      case 0 -> "< " + shown(high, under);
      case 1 -> ">= " + shown(low, under);
      case 2 -> "[" + shown(low, under) + ".." + shown(high, under) + ")";
      case 3 -> "(" + shown(low, under) + ".." + shown(high, under) + "]";
      case 4 -> shown(low, under);
      case 5 -> shown(low, under) + " | " + shown(high, under);
      default -> "-";
    };
  }

  private static String shown(int value, int under) {
    return BigDecimal.valueOf(value).divide(BigDecimal.valueOf(under)).toPlainString();
  }

  /// Every moment there can be.
  static List<Measures> moments() {
    List<Measures> out = new ArrayList<>();
    Map<MeasureId, MeasureRange> ranges = ranges();
    for (long a = 0; a <= 6; a++) {
      for (long b = 0; b <= 3; b++) {
        for (long c = -3; c <= 4; c++) {
          Map<MeasureId, Long> values = new EnumMap<>(MeasureId.class);
          values.put(INPUTS.get(0), a);
          values.put(INPUTS.get(1), b);
          values.put(INPUTS.get(2), c);
          out.add(new Moment(values));
        }
      }
    }
    if (ranges.size() != INPUTS.size()) {
      throw new IllegalStateException("inputs and ranges differ");
    }
    return out;
  }

  private record Moment(Map<MeasureId, Long> values) implements Measures {
    @Override
    public boolean present(MeasureId measure) {
      return values.containsKey(measure);
    }

    @Override
    public long value(MeasureId measure) {
      Long value = values.get(measure);
      if (value == null) {
        throw new IllegalStateException(measure.text() + " was read although it is absent");
      }
      return value;
    }
  }
}
