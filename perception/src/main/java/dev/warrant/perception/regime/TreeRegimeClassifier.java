package dev.warrant.perception.regime;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.fact.Regime;
import dev.warrant.perception.model.Drift;
import dev.warrant.perception.model.RegimeModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The trained model at work: every second the likeliest regime of each instrument, how likely, and
/// since when it has been the likeliest; and how far the inputs have drifted from training.
public final class TreeRegimeClassifier implements RegimeClassifier {
  private static final Regime[] REGIMES = Regime.values();

  private final RegimeModel model;
  private final Drift[] drifts;
  private final @Nullable Regime[] held;
  private final long[] since;
  private final float[] row;
  private final float[] margins = new float[REGIMES.length];
  private final double[] probabilities = new double[REGIMES.length];
  private final long[][] said;

  /// @param instruments number of instruments it will be asked about
  public TreeRegimeClassifier(RegimeModel model, int instruments) {
    this.model = model;
    drifts = new Drift[instruments];
    for (int i = 0; i < instruments; i++) {
      drifts[i] = new Drift(model.distribution());
    }
    held = new @Nullable Regime[instruments];
    since = new long[instruments];
    said = new long[instruments][REGIMES.length];
    row = new float[model.inputs().size()];
  }

  @Override
  public List<String> inputs() {
    return model.inputs();
  }

  @Override
  public Fact.Belief classify(int instrument, long seq, long nanos, double[] vector) {
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) vector[i];
    }
    model.probabilities(row, margins, probabilities);
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    drifts[instrument].add(vector, best);
    Regime regime = REGIMES[best];
    if (held[instrument] != regime) {
      held[instrument] = regime;
      since[instrument] = nanos;
    }
    // Rounded down: a limit asks for at least so much.
    for (int i = 0; i < probabilities.length; i++) {
      said[instrument][i] = (long) (probabilities[i] * 1_000_000);
    }
    long ppm = said[instrument][best];
    return new Fact.Belief(instrument, seq, regime, ppm, since[instrument], model.digest());
  }

  @Override
  public long probabilityPpm(int instrument, Regime regime) {
    return said[instrument][regime.ordinal()];
  }

  @Override
  public long driftPpm(int instrument) {
    return drifts[instrument].ppm();
  }
}
