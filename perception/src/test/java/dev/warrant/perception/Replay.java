package dev.warrant.perception;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Recording.Received;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.model.Synthetic;
import dev.warrant.perception.model.Trainer;
import dev.warrant.perception.pattern.EsperPatterns;
import dev.warrant.perception.pattern.PatternSource;
import dev.warrant.perception.pattern.Patterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.perception.regime.TreeRegimeClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Feeds events to a perception and keeps what it says.
final class Replay implements PerceptionOutput {
  final List<Fact.Pattern> patterns = new ArrayList<>();
  final List<Fact.Belief> beliefs = new ArrayList<>();
  final List<Integer> resyncs = new ArrayList<>();
  final Perception perception;
  long seq;
  long nanos;

  Replay(List<Instrument> instruments, Patterns patterns, RegimeClassifier classifier) {
    perception = new Perception(PerceptionConfig.standard(), instruments, patterns, classifier);
  }

  static Patterns esper() {
    try {
      return EsperPatterns.load(
          PatternSource.folder(SharedData.root().resolve("rules/packs/house-strategy/patterns")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A model grown on rows that mean nothing; enough to make it speak.
  static RegimeClassifier classifier(int instruments) {
    List<String> names = FeatureSet.inputNames();
    RegimeModel model =
        Trainer.train(
            new Trainer.Plan(20, 3, 0.2, 7), names, Synthetic.rows(1, 1000, names.size()));
    return new TreeRegimeClassifier(model, instruments);
  }

  /// Several recordings as one stream in the order received; the first becomes instrument 0.
  static List<Received> merged(Recording... recordings) {
    List<Received> all = new ArrayList<>();
    for (int i = 0; i < recordings.length; i++) {
      all.addAll(recordings[i].read(i));
    }
    all.sort(Comparator.comparingLong(Received::nanos));
    return all;
  }

  void feed(List<Received> events) {
    for (Received r : events) {
      on(r.nanos(), r.event());
    }
  }

  void on(long at, Event event) {
    nanos = at;
    perception.on(++seq, at, event, this);
  }

  void pass(long more) {
    on(nanos + more, new DeskEvent.Timer());
  }

  List<Fact> facts() {
    List<Fact> out = new ArrayList<>();
    perception.facts(nanos, out::add);
    return out;
  }

  static boolean depth(Received r) {
    return r.event() instanceof MarketEvent.DepthUpdate;
  }

  @Override
  public void resync(int instrument) {
    resyncs.add(instrument);
  }

  @Override
  public void matched(Fact.Pattern pattern) {
    patterns.add(pattern);
  }

  @Override
  public void believed(Fact.Belief belief) {
    beliefs.add(belief);
  }
}
