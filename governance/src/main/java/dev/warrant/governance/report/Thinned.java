package dev.warrant.governance.report;

import dev.warrant.governance.report.ReportData.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Keeps at most so many items, evenly spaced over all that came: when it is full, every second one
/// goes and from then on only every second one of the rest is taken.
final class Thinned<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private long seen;
  private long every = 1;

  Thinned(int most) {
    this.most = most;
  }

  void add(T item) {
    if (seen % every == 0 && kept.size() == most) {
      halve();
    }
    if (seen % every == 0) {
      kept.add(item);
    }
    seen++;
  }

  private void halve() {
    for (int i = 0; 2 * i < most; i++) {
      kept.set(i, kept.get(2 * i));
    }
    kept.subList((most + 1) / 2, most).clear();
    every *= 2;
  }

  /// What was kept, each turned into what is given out.
  <R> Sample<R> sample(Function<T, R> as) {
    return new Sample<>(seen, every, kept.stream().map(as).toList());
  }

  Sample<T> sample() {
    return new Sample<>(seen, every, kept);
  }
}
