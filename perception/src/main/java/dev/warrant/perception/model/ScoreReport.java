package dev.warrant.perception.model;

import dev.warrant.knowledge.fact.Regime;
import java.util.List;
import java.util.Locale;

/// How well a model does on rows it has not seen. `toString` is a table for people.
///
/// @param rows rows scored
/// @param accuracy share of rows whose likeliest regime was the true one
/// @param logLoss mean of `-ln p(true)`, in nats
/// @param calibrationError expected calibration error: mean distance of stated probability and hit
///   rate over tenths, weighted by rows (Naeini, Cooper, Hauskrecht 2015)
/// @param recalls per true regime
/// @param bins per tenth of stated probability
public record ScoreReport(
    int rows,
    double accuracy,
    double logLoss,
    double calibrationError,
    List<Recall> recalls,
    List<Bin> bins) {

  /// Of `rows` of this regime, `found` were named so.
  public record Recall(Regime regime, int rows, int found) {}

  /// Rows whose likeliest regime had a probability in this tenth: mean stated, and share that hit.
  public record Bin(int tenth, int rows, double stated, double hit) {}

  public ScoreReport {
    recalls = List.copyOf(recalls);
    bins = List.copyOf(bins);
  }

  /// Scores a model.
  public static ScoreReport score(RegimeModel model, List<LabelledRow> rows) {
    Tally tally = new Tally();
    float[] margins = new float[Regime.values().length];
    double[] p = new double[margins.length];
    for (LabelledRow r : rows) {
      model.probabilities(r.features(), margins, p);
      tally.add(p, r.regime().ordinal());
    }
    return tally.report(rows.size());
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(600);
    out.append(
        String.format(
            Locale.ROOT,
            "%d rows: accuracy %.1f %%, log loss %.3f, calibration error %.1f %%%n",
            rows,
            100 * accuracy,
            logLoss,
            100 * calibrationError));
    for (Recall r : recalls) {
      double share = r.rows == 0 ? 0 : 100.0 * r.found / r.rows;
      out.append(
          String.format(
              Locale.ROOT, "  %-9s %6d rows, recall %5.1f %%%n", r.regime, r.rows, share));
    }
    for (Bin b : bins) {
      if (b.rows > 0) {
        out.append(
            String.format(
                Locale.ROOT,
                "  stated %3.0f %%  hit %3.0f %%  in %d rows%n",
                100 * b.stated,
                100 * b.hit,
                b.rows));
      }
    }
    return out.toString();
  }

  private static final class Tally {
    private static final int TENTHS = 10;

    private final int[] rows = new int[Regime.values().length];
    private final int[] found = new int[rows.length];
    private final int[] binRows = new int[TENTHS];
    private final int[] binHits = new int[TENTHS];
    private final double[] binStated = new double[TENTHS];
    private double loss;
    private int hits;

    void add(double[] p, int truth) {
      int best = 0;
      for (int i = 1; i < p.length; i++) {
        best = p[i] > p[best] ? i : best;
      }
      int hit = best == truth ? 1 : 0;
      int bin = Math.min(TENTHS - 1, (int) (p[best] * TENTHS));
      rows[truth]++;
      found[truth] += hit;
      hits += hit;
      binRows[bin]++;
      binHits[bin] += hit;
      binStated[bin] += p[best];
      loss -= StrictMath.log(Math.max(p[truth], 1e-15));
    }

    ScoreReport report(int all) {
      double n = Math.max(1, all);
      double error = 0;
      Bin[] bins = new Bin[TENTHS];
      for (int b = 0; b < TENTHS; b++) {
        double count = Math.max(1, binRows[b]);
        error += Math.abs(binStated[b] - binHits[b]) / n;
        bins[b] = new Bin(b, binRows[b], binStated[b] / count, binHits[b] / count);
      }
      Recall[] recalls = new Recall[rows.length];
      for (Regime r : Regime.values()) {
        recalls[r.ordinal()] = new Recall(r, rows[r.ordinal()], found[r.ordinal()]);
      }
      return new ScoreReport(all, hits / n, loss / n, error, List.of(recalls), List.of(bins));
    }
  }
}
