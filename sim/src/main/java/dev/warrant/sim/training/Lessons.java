package dev.warrant.sim.training;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.perception.model.LabelledRow;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.RegimeTruth;
import dev.warrant.sim.market.FlowParameters;
import dev.warrant.sim.market.GeneratedMarket;
import dev.warrant.sim.market.Markets;
import dev.warrant.sim.wire.Instruments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Labelled rows of generated BTCUSDT and ETHUSDT markets, as a desk that starts cold sees them.
final class Lessons {
  private static final long SECOND = 1_000_000_000L;

  /// 2026-01-01 00:00 UTC; what day it is changes nothing.
  private static final long START = 1_767_225_600L * SECOND;

  private final List<List<LabelledRow>> byAge = new ArrayList<>();

  Lessons() {
    for (Age _ : Age.values()) {
      byAge.add(new ArrayList<>());
    }
  }

  /// Adds both markets of one seed; their rows form group `group`.
  void add(FlowParameters parameters, long seed, int group, int seconds) {
    Lesson lesson =
        play(parameters, seed, seconds, truth -> new Lesson(truth, group), Beliefs.none());
    for (Age age : Age.values()) {
      byAge.get(age.ordinal()).addAll(lesson.rows(age));
    }
  }

  /// Adds the rows of others.
  void addAll(Lessons others) {
    for (Age age : Age.values()) {
      byAge.get(age.ordinal()).addAll(others.rows(age));
    }
  }

  /// Lets a classifier hear both markets of one seed.
  static <C extends RegimeClassifier> C play(
      FlowParameters parameters,
      long seed,
      int seconds,
      Function<RegimeTruth, C> maker,
      Beliefs beliefs) {
    List<GeneratedMarket> markets =
        Markets.generated(Instruments.standard(), parameters, seed, START);
    C classifier = maker.apply((i, nanos) -> markets.get(i).regimeAt(nanos));
    Delay delay = Delay.near(new SeededRandom(seed).split("listening"));
    new Listening(markets, delay, classifier, beliefs).listen(START, START + seconds * SECOND);
    return classifier;
  }

  /// Rows of an age.
  List<LabelledRow> rows(Age age) {
    return byAge.get(age.ordinal());
  }

  /// Rows of all ages but [Age#FRESH].
  List<LabelledRow> settled() {
    return byAge.stream().skip(1).flatMap(List::stream).toList();
  }

  /// All rows.
  List<LabelledRow> all() {
    return byAge.stream().flatMap(List::stream).toList();
  }
}
