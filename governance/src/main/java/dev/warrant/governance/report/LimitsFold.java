package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.LimitRow;
import dev.warrant.governance.report.ReportData.WarnMark;
import dev.warrant.knowledge.event.Derived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// How much of each limit was used over the run, when limits warned, and which were broken.
final class LimitsFold {
  private static final int ROWS_MAX = 400;
  private static final int WARNS_MAX = 200;

  private final TreeMap<Key, Row> rows = new TreeMap<>();
  private final BreachLog breaches = new BreachLog();

  private record Key(String limit, int instrument) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::limit).thenComparingInt(Key::instrument);

    @Override
    public int compareTo(Key o) {
      return ORDER.compare(this, o);
    }
  }

  private static final class Row {
    private final Downsample used = new Downsample();
    private final Thinned<WarnMark> warns = new Thinned<>(WARNS_MAX);
    private long most;
  }

  void take(Derived derived, long nanos) {
    breaches.take(nanos, derived);
    if (derived instanceof Derived.Used u) {
      for (Derived.Use one : u.uses()) {
        row(
            one.limit(),
            one.instrument(),
            r -> {
              r.used.add(nanos, one.usedPpm());
              r.most = Math.max(r.most, one.usedPpm());
            });
      }
    } else if (derived instanceof Derived.Warned w) {
      row(
          w.limit(),
          w.instrument(),
          r -> {
            r.used.add(nanos, w.usedPpm());
            r.most = Math.max(r.most, w.usedPpm());
            r.warns.add(new WarnMark(nanos, w.share(), w.says()));
          });
    }
  }

  private interface Change {
    void of(Row row);
  }

  private void row(String limit, int instrument, Change change) {
    Key key = new Key(limit, instrument);
    if (rows.containsKey(key) || rows.size() < ROWS_MAX) {
      change.of(rows.computeIfAbsent(key, k -> new Row()));
    }
  }

  /// The rows, the fullest first.
  List<LimitRow> rows() {
    List<LimitRow> out = new ArrayList<>();
    rows.forEach((key, r) ->
        out.add(
            new LimitRow(
                key.limit(), key.instrument(), r.most, r.used.points(), r.warns.sample())));
    out.sort(Comparator.comparingLong(LimitRow::mostPpm).reversed());
    return out;
  }

  List<BreachLog.Told> breaches() {
    return breaches.all();
  }
}
