package dev.warrant.rules.table;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cell;
import dev.warrant.rules.limit.DecisionTable;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.Rational;
import dev.warrant.rules.limit.TableSays;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What rows of a table cover, found by exact arithmetic on boxes of whole numbers: inputs count
/// whole numbers, so a row is a union of boxes and a gap is what is left of the declared ranges
/// when all rows are cut out of them.
public final class TableSpace {
  private static final int BOXES_MAX = 20_000;

  /// Whole numbers from `low[i]` to `high[i]` for each input `i`; never changed once made.
  private static final class Box {
    private final long[] low;
    private final long[] high;

    Box(long[] low, long[] high) {
      this.low = low;
      this.high = high;
    }

    @Nullable Box meet(Box other) {
      long[] l = low.clone();
      long[] h = high.clone();
      for (int i = 0; i < l.length; i++) {
        l[i] = Math.max(l[i], other.low[i]);
        h[i] = Math.min(h[i], other.high[i]);
        if (l[i] > h[i]) {
          return null;
        }
      }
      return new Box(l, h);
    }

    /// What is left of this without `cut`, as boxes that do not meet.
    void without(Box cut, List<Box> out) {
      Box inside = meet(cut);
      if (inside == null) {
        out.add(this);
        return;
      }
      long[] l = low.clone();
      long[] h = high.clone();
      for (int i = 0; i < l.length; i++) {
        if (l[i] < inside.low[i]) {
          long[] below = h.clone();
          below[i] = inside.low[i] - 1;
          out.add(new Box(l.clone(), below));
          l[i] = inside.low[i];
        }
        if (h[i] > inside.high[i]) {
          long[] above = l.clone();
          above[i] = inside.high[i] + 1;
          out.add(new Box(above, h.clone()));
          h[i] = inside.high[i];
        }
      }
    }
  }

  /// Two rows that match at once.
  ///
  /// @param at inputs where both do, in words
  public record Overlap(DecisionTable.Row first, DecisionTable.Row second, String at) {}

  private final DecisionTable table;
  private final Box all;
  private final List<List<Box>> rows = new ArrayList<>();

  /// @param ranges declared ranges of every input
  public TableSpace(DecisionTable table, Map<MeasureId, MeasureRange> ranges) {
    this.table = table;
    int n = table.inputs().size();
    long[] low = new long[n];
    long[] high = new long[n];
    for (int i = 0; i < n; i++) {
      DecisionTable.Input input = table.inputs().get(i);
      MeasureRange range = ranges.get(input.measure());
      if (range == null) {
        throw new IllegalArgumentException(
            table.file() + ": " + input.name() + " has no declared range");
      }
      low[i] = range.min();
      high[i] = range.max();
    }
    all = new Box(low, high);
    for (DecisionTable.Row row : table.rows()) {
      rows.add(boxes(row));
    }
  }

  private List<Box> boxes(DecisionTable.Row row) {
    List<Box> out = List.of(all);
    for (int i = 0; i < row.cells().size(); i++) {
      List<Box> narrower = new ArrayList<>();
      for (Box box : out) {
        for (Box cell : cell(i, row.cells().get(i))) {
          Box both = box.meet(cell);
          if (both != null) {
            narrower.add(both);
          }
        }
      }
      out = bounded(narrower);
    }
    return out;
  }

  private List<Box> cell(int input, Cell cell) {
    Rational each = table.inputs().get(input).each();
    return switch (cell) {
      case Cell.Any _ -> List.of(all);
      case Cell.OneOf(List<Rational> values) -> {
        List<Box> out = new ArrayList<>();
        for (Rational value : values) {
          long at = value.times(each).numerator().longValueExact();
          out.add(slice(input, at, at));
        }
        yield out;
      }
      case Cell.Between(Cell.End low, Cell.End high) ->
          List.of(
              slice(
                  input,
                  low == null ? all.low[input] : end(low, each, 1),
                  high == null ? all.high[input] : end(high, each, -1)));
    };
  }

  private static long end(Cell.End end, Rational each, int inward) {
    long at = end.value().times(each).numerator().longValueExact();
    return end.closed() ? at : at + inward;
  }

  private Box slice(int input, long from, long to) {
    long[] low = all.low.clone();
    long[] high = all.high.clone();
    low[input] = from;
    high[input] = to;
    return new Box(low, high);
  }

  /// Inputs for which no row stands, in words; null if every input has one.
  public @Nullable String gap() {
    List<Box> left = left(List.of(all), rows.size());
    return left.isEmpty() ? null : words(left.getFirst());
  }

  /// What is left of `boxes` without the first `count` rows.
  private List<Box> left(List<Box> boxes, int count) {
    List<Box> left = boxes;
    for (List<Box> row : rows.subList(0, count)) {
      for (Box cut : row) {
        List<Box> next = new ArrayList<>();
        left.forEach(box -> box.without(cut, next));
        left = bounded(next);
      }
    }
    return left;
  }

  private List<Box> bounded(List<Box> boxes) {
    if (boxes.size() > BOXES_MAX) {
      throw new RuleError(
              "table-tangled",
              Place.of(table.file()),
              "rows that cut the inputs into more than " + BOXES_MAX + " pieces",
              "a table a person can read",
              "two tables say the same more plainly.")
          .thrown();
    }
    return boxes;
  }

  /// Rows that match at once, each pair with an example; for any hit policy.
  public List<Overlap> overlaps() {
    List<Overlap> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        Box both = meet(rows.get(i), rows.get(j));
        if (both != null) {
          out.add(new Overlap(table.rows().get(i), table.rows().get(j), words(both)));
        }
      }
    }
    return out;
  }

  private static @Nullable Box meet(List<Box> some, List<Box> others) {
    for (Box one : some) {
      for (Box other : others) {
        Box both = one.meet(other);
        if (both != null) {
          return both;
        }
      }
    }
    return null;
  }

  /// Rows that can never decide: nothing in the declared ranges matches them, or earlier rows of a
  /// table whose first match decides take all of it.
  public List<DecisionTable.Row> unreachable() {
    List<DecisionTable.Row> out = new ArrayList<>();
    boolean first = table.hit() == DecisionTable.Hit.FIRST;
    for (int i = 0; i < rows.size(); i++) {
      if (left(rows.get(i), first ? i : 0).isEmpty()) {
        out.add(table.rows().get(i));
      }
    }
    return out;
  }

  private String words(Box box) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < box.low.length; i++) {
      DecisionTable.Input input = table.inputs().get(i);
      out.add(input.name() + " " + TableSays.value(input, box.low[i]));
    }
    return String.join(", ", out);
  }
}
