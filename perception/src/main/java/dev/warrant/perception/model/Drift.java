package dev.warrant.perception.model;

/// How far recent inputs are from training, given what the model believed of them: the population
/// stability index `sum (a - e) ln(a / e)` (Siddiqi 2006, "Credit Risk Scorecards"; below 0.1
/// stable, above 0.25 shifted), mean over inputs. What is expected, `e`, is the training's
/// distribution of each believed regime, in the proportions of the window: a market that stays calm
/// for ten minutes is no news to a model that knows calm markets, one whose calm looks like no calm
/// ever seen is. The window starts out filled with what is expected and forgets it row by row, so
/// the figure rises with evidence instead of with the noise of a short sample. Cost of a row is
/// constant.
public final class Drift {
  /// Rows in the window.
  public static final int WINDOW = 600;

  private static final double FLOOR = 0.001;
  private static final byte MISSING = -1;

  private final Distribution training;
  private final byte[][] ring;
  private final byte[] believed = new byte[WINDOW];
  private final int[][] counts;
  private final int[][] known;
  private final double[] expected = new double[Distribution.BINS];
  private int next;
  private int size;
  private long ppm;
  private boolean changed = true;

  public Drift(Distribution training) {
    this.training = training;
    ring = new byte[WINDOW][training.inputs()];
    counts = new int[training.inputs()][Distribution.BINS];
    known = new int[training.inputs()][training.classes()];
  }

  /// Adds a row of inputs.
  ///
  /// @param regime what the model believed, by its ordinal
  public void add(double[] row, int regime) {
    byte[] slot = ring[next];
    for (int f = 0; f < counts.length; f++) {
      if (size == WINDOW && slot[f] != MISSING) {
        counts[f][slot[f]]--;
        known[f][believed[next]]--;
      }
      slot[f] = Double.isNaN(row[f]) ? MISSING : (byte) training.bin(f, row[f]);
      if (slot[f] != MISSING) {
        counts[f][slot[f]]++;
        known[f][regime]++;
      }
    }
    believed[next] = (byte) regime;
    next = next + 1 == WINDOW ? 0 : next + 1;
    size = Math.min(size + 1, WINDOW);
    changed = true;
  }

  /// The index in parts per million, rounded up. It is computed once for each row: every market
  /// event asks for it.
  public long ppm() {
    if (changed) {
      ppm = compute();
      changed = false;
    }
    return ppm;
  }

  private long compute() {
    double total = 0;
    for (int f = 0; f < counts.length; f++) {
      total += index(f);
    }
    double mean = counts.length == 0 ? 0 : total / counts.length;
    // A window that equals training sums to zero but for rounding.
    return (long) StrictMath.ceil(Math.max(0, mean * 1_000_000 - 1e-6));
  }

  private double index(int f) {
    int rows = 0;
    for (int n : known[f]) {
      rows += n;
    }
    if (rows == 0) {
      return 0;
    }
    double index = 0;
    expect(f, rows);
    for (int b = 0; b < Distribution.BINS; b++) {
      double actual = (counts[f][b] + (WINDOW - rows) * expected[b]) / WINDOW;
      double a = Math.max(actual, FLOOR);
      double e = Math.max(expected[b], FLOOR);
      index += (a - e) * StrictMath.log(a / e);
    }
    return index;
  }

  private void expect(int f, int rows) {
    for (int b = 0; b < Distribution.BINS; b++) {
      double sum = 0;
      for (int c = 0; c < known[f].length; c++) {
        sum += known[f][c] * training.share(c, f, b);
      }
      expected[b] = sum / rows;
    }
  }
}
