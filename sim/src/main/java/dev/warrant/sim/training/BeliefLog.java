package dev.warrant.sim.training;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.regime.TreeRegimeClassifier;
import java.util.ArrayList;
import java.util.List;

/// Keeps the beliefs about one set of markets and sums them up.
final class BeliefLog implements Beliefs {
  private static final long SECOND = 1_000_000_000L;

  private record Entry(long second, Regime regime, double probability, long mid, long driftPpm) {}

  private final TreeRegimeClassifier classifier;
  private final List<String> symbols;
  private final List<List<Entry>> entries = new ArrayList<>();

  BeliefLog(RegimeModel model, List<String> symbols) {
    classifier = new TreeRegimeClassifier(model, symbols.size());
    this.symbols = symbols;
    symbols.forEach(_ -> entries.add(new ArrayList<>()));
  }

  TreeRegimeClassifier classifier() {
    return classifier;
  }

  @Override
  public void believed(Fact.Belief belief, long nanos, long midCentiTicks) {
    int i = belief.instrument();
    entries
        .get(i)
        .add(
            new Entry(
                Math.floorDiv(nanos, SECOND),
                belief.regime(),
                belief.probabilityPpm() / 1e6,
                midCentiTicks,
                classifier.driftPpm(i)));
  }

  /// The sums, one for each instrument.
  List<Watched> watched(String market) {
    List<Watched> out = new ArrayList<>();
    for (int i = 0; i < symbols.size(); i++) {
      List<Entry> all = entries.get(i);
      out.add(
          new Watched(
              market,
              symbols.get(i),
              all.size(),
              probability(all),
              all.isEmpty() ? 0 : all.getLast().driftPpm,
              all.stream().mapToLong(Entry::driftPpm).max().orElse(0),
              shares(all),
              minutes(all)));
    }
    return out;
  }

  private static double probability(List<Entry> some) {
    return some.stream().mapToDouble(Entry::probability).average().orElse(0);
  }

  private static List<Watched.Share> shares(List<Entry> all) {
    List<Watched.Share> out = new ArrayList<>();
    for (Regime regime : Regime.values()) {
      List<Entry> own = all.stream().filter(e -> e.regime == regime).toList();
      double move = 0;
      int followed = 0;
      for (int i = 0; i + Watched.AHEAD_SECONDS < all.size(); i++) {
        Entry now = all.get(i);
        Entry then = all.get(i + Watched.AHEAD_SECONDS);
        boolean unbroken = then.second == now.second + Watched.AHEAD_SECONDS;
        if (now.regime == regime && unbroken && now.mid > 0 && then.mid > 0) {
          move += 10_000 * Math.abs((double) then.mid / now.mid - 1);
          followed++;
        }
      }
      double mean = followed == 0 ? Double.NaN : move / followed;
      out.add(new Watched.Share(regime, own.size(), probability(own), mean));
    }
    return out;
  }

  private static List<Watched.Minute> minutes(List<Entry> all) {
    List<Watched.Minute> out = new ArrayList<>();
    for (int from = 0, to = 0; from < all.size(); from = to) {
      long minute = Math.floorDiv(all.get(from).second, 60);
      while (to < all.size() && Math.floorDiv(all.get(to).second, 60) == minute) {
        to++;
      }
      List<Entry> own = all.subList(from, to);
      List<Integer> counts = new ArrayList<>();
      for (Regime regime : Regime.values()) {
        counts.add((int) own.stream().filter(e -> e.regime == regime).count());
      }
      out.add(new Watched.Minute(minute, counts, probability(own), own.getLast().driftPpm));
    }
    return out;
  }
}
