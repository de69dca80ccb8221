package dev.warrant.sim.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.feature.FeatureSet;
import dev.warrant.perception.model.LabelledRow;
import dev.warrant.perception.model.RegimeModel;
import dev.warrant.perception.model.Trainer;
import dev.warrant.sim.market.FlowParameters;
import dev.warrant.sim.wire.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Trains the regime model on generated markets, saves it, and scores it on what it has not seen:
/// other seeds, other generators, recorded days. The same options give the same bytes.
///
/// Rows of the first two seconds after a change of regime teach nothing but noise, so trees are not
/// grown from them. The calibration is fitted on rows of all ages, because a desk cannot tell how
/// old a regime is: its stated probabilities have to hold on average over everything it sees.
public final class RegimeTraining {
  /// [Trainer] keeps back every fourth group for the calibration, beginning with the fourth.
  private static final int KEPT_BACK = 4;

  // Far from the small seeds that people pick, which are therefore always unseen.
  private static final long TRAINING_SEED = 1_000_001;
  private static final long UNSEEN_SEED = 2_000_001;
  private static final long UNSEEN_GENERATOR_SEED = 3_000_001;
  private static final long WATCHED_SEED = 4_000_001;
  private static final long GENERATOR = 101;
  private static final int GENERATORS = 6;

  /// Long markets are so many times as long as others.
  private static final int LONG = 5;

  private RegimeTraining() {}

  /// What to train on and where to put it.
  ///
  /// @param seeds training seeds, at least 4
  /// @param secondsPerSeed length of each, at least 60
  /// @param modelFolder gets `regime.json` and `regime.meta.json`
  /// @param recordings folder of raw recordings, or null if there are none
  /// @param progress told what is going on, one line at a time
  public record Options(
      int seeds,
      int secondsPerSeed,
      Path modelFolder,
      @Nullable Path recordings,
      Consumer<String> progress) {
    public Options {
      if (seeds < KEPT_BACK || secondsPerSeed < 60) {
        throw new IllegalArgumentException(
            "training takes at least "
                + KEPT_BACK
                + " seeds of 60 s, found "
                + seeds
                + " of "
                + secondsPerSeed
                + " s\nMaybe try 600 seeds of 180 s.");
      }
    }

    /// The shipped model's: 600 seeds of 180 s.
    public static Options standard(
        Path modelFolder, @Nullable Path recordings, Consumer<String> progress) {
      return new Options(600, 180, modelFolder, recordings, progress);
    }
  }

  /// What came of it.
  ///
  /// @param digest of the model
  /// @param model its size in words
  /// @param bytes size of the trees' file
  /// @param temperature of the calibration
  /// @param seeds trained on
  /// @param secondsPerSeed of each
  /// @param rows trees were grown or calibrated from
  /// @param seen score on unseen seeds
  /// @param unseen score on unseen generators, all together
  /// @param generators score on each of them, and on the generator of long regimes
  /// @param generated beliefs about long generated markets of unseen seeds
  /// @param recorded beliefs about recorded days; empty if there are none
  public record Report(
      Digest digest,
      String model,
      int bytes,
      double temperature,
      int seeds,
      int secondsPerSeed,
      int rows,
      Score seen,
      Score unseen,
      List<Score> generators,
      List<Watched> generated,
      List<Watched> recorded) {
    public Report {
      generators = List.copyOf(generators);
      generated = List.copyOf(generated);
      recorded = List.copyOf(recorded);
    }

    /// How far drift rose in generated markets of unseen seeds within the first minutes; the index
    /// rises with the number of rows it has seen, so only equal lengths can be compared.
    ///
    /// @return ppm, the largest of all
    public long familiarDriftPpm(int minutes) {
      return generated.stream().mapToLong(w -> w.driftPpm(minutes)).max().orElse(0);
    }

    /// Whether a market's inputs drifted further than those of any generated market watched: its
    /// stated probabilities have no standing.
    public boolean unlikeTraining(Watched market) {
      return market.driftMostPpm() > familiarDriftPpm(market.minutes().size());
    }

    /// One JSON object: the components, by name.
    public ObjectNode toJson() {
      return ReportJson.of(this);
    }

    @Override
    public String toString() {
      return ReportText.of(this);
    }
  }

  /// Trains, saves and scores.
  ///
  /// @throws IOException if the model cannot be written or the recordings cannot be listed
  /// @throws dev.warrant.sim.market.RecordingException if a recording cannot be used
  public static Report run(Options options) throws IOException {
    List<LabelledRow> rows = rows(options);
    options.progress.accept("growing trees from " + rows.size() + " rows");
    RegimeModel model = Trainer.train(plan(), FeatureSet.inputNames(), rows);
    model.save(options.modelFolder);
    options.progress.accept(
        String.format(Locale.ROOT, "saved to %s, digest %s", options.modelFolder, model.digest()));
    return report(model, rows.size(), options);
  }

  /// Scores a model that is there already, as `run` does after training.
  ///
  /// @throws IOException if the recordings cannot be listed
  /// @throws dev.warrant.perception.model.ModelException if there is no usable model
  /// @throws dev.warrant.sim.market.RecordingException if a recording cannot be used
  public static Report score(Options options) throws IOException {
    return report(RegimeModel.load(options.modelFolder), 0, options);
  }

  private static Trainer.Plan plan() {
    return new Trainer.Plan(100, 4, 0.18, 7);
  }

  private static List<LabelledRow> rows(Options options) {
    Lessons lessons = new Lessons();
    for (int i = 0; i < options.seeds; i++) {
      lessons.add(FlowParameters.demo(), TRAINING_SEED + i, i, options.secondsPerSeed);
      tell(options, "training seed", i + 1, options.seeds);
    }
    List<LabelledRow> rows = new ArrayList<>(lessons.settled());
    lessons.rows(Age.FRESH).stream()
        .filter(r -> r.group() % KEPT_BACK == KEPT_BACK - 1)
        .forEach(rows::add);
    return rows;
  }

  private static void tell(Options options, String what, int done, int of) {
    if (done == of || done % 20 == 0) {
      options.progress.accept(what + " " + done + " of " + of);
    }
  }

  private static Report report(RegimeModel model, int rows, Options options) throws IOException {
    Score seen = seeds(model, options);
    Lessons together = new Lessons();
    List<Score> generators = generators(model, options, together);
    return new Report(
        model.digest(),
        model.trees().toString(),
        model.json().length,
        model.calibration().temperature(),
        options.seeds,
        options.secondsPerSeed,
        rows,
        seen,
        Score.of("unseen generators", model, together),
        generators,
        generated(model, options),
        recorded(model, options));
  }

  private static List<Watched> generated(RegimeModel model, Options options) {
    List<Watched> out = new ArrayList<>();
    List<String> symbols = Instruments.standard().stream().map(Instrument::symbol).toList();
    int n = Math.min(4, unseen(options));
    for (int i = 0; i < n; i++) {
      long seed = WATCHED_SEED + i;
      BeliefLog log = new BeliefLog(model, symbols);
      FlowParameters demo = FlowParameters.demo();
      Lessons.play(demo, seed, LONG * options.secondsPerSeed, _ -> log.classifier(), log);
      out.addAll(log.watched("generated, seed " + seed));
      tell(options, "long unseen seed", i + 1, n);
    }
    return out;
  }

  private static List<Watched> recorded(RegimeModel model, Options options) throws IOException {
    List<Watched> out = new ArrayList<>();
    for (RecordedDays.Day day : RecordedDays.in(options.recordings)) {
      options.progress.accept("playing the recordings of " + day.first());
      out.addAll(RecordedDays.believe(model, day));
    }
    return out;
  }

  /// A tenth as many seeds as were trained on.
  private static int unseen(Options options) {
    return Math.max(2, options.seeds / 10);
  }

  private static Score seeds(RegimeModel model, Options options) {
    Lessons lessons = new Lessons();
    int n = unseen(options);
    for (int i = 0; i < n; i++) {
      lessons.add(FlowParameters.demo(), UNSEEN_SEED + i, i, options.secondsPerSeed);
      tell(options, "unseen seed", i + 1, n);
    }
    return Score.of("unseen seeds", model, lessons);
  }

  /// @param together gets the rows of all perturbed generators
  private static List<Score> generators(RegimeModel model, Options options, Lessons together) {
    List<Score> out = new ArrayList<>();
    int each = Math.max(1, unseen(options) / GENERATORS);
    for (int g = 0; g < GENERATORS; g++) {
      FlowParameters parameters = FlowParameters.demo().perturbed(GENERATOR + g);
      Lessons lessons = new Lessons();
      for (int i = 0; i < each; i++) {
        long seed = UNSEEN_GENERATOR_SEED + (long) g * each + i;
        lessons.add(parameters, seed, i, options.secondsPerSeed);
      }
      together.addAll(lessons);
      out.add(Score.of("generator " + parameters.name(), model, lessons));
      tell(options, "unseen generator", g + 1, GENERATORS);
    }
    Lessons lessons = new Lessons();
    for (int i = 0; i < each; i++) {
      lessons.add(
          FlowParameters.day(), UNSEEN_GENERATOR_SEED - 1 - i, i, LONG * options.secondsPerSeed);
    }
    out.add(Score.of("generator day", model, lessons));
    return out;
  }
}
