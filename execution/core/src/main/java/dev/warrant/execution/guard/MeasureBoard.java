package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.MeasureSink;
import java.util.Arrays;

/// The measures of every instrument as the guard reads them: one array per instrument, its first
/// two words presence bits, then one word per measure. Single writer: the sequencer thread.
public final class MeasureBoard implements MeasureSink {
  /// Words before the first value.
  public static final int HEADER = 2;

  private static final MeasureId[] IDS = MeasureId.values();

  private final long[][] slots;

  /// A board on which everything is absent.
  public MeasureBoard(int instruments) {
    slots = new long[instruments][HEADER + IDS.length];
  }

  /// Where the value of `measure` lies.
  public static int slot(MeasureId measure) {
    return HEADER + measure.ordinal();
  }

  /// Whether `measure` is present in `slots`.
  public static boolean present(long[] slots, MeasureId measure) {
    return present(slots, measure.ordinal());
  }

  /// The same for the measure of this ordinal.
  static boolean present(long[] slots, int ordinal) {
    return (slots[ordinal >> 6] >>> (ordinal & 63) & 1) != 0;
  }

  /// The live array of one instrument.
  public long[] slots(int instrument) {
    return slots[instrument];
  }

  /// Number of instruments.
  public int instruments() {
    return slots.length;
  }

  /// Sets a measure; an instrument of `-1` sets it on every board.
  @Override
  public void set(int instrument, MeasureId measure, long value) {
    int n = measure.ordinal();
    if (instrument < 0) {
      for (long[] board : slots) {
        board[HEADER + n] = value;
        board[n >> 6] |= 1L << (n & 63);
      }
    } else {
      long[] board = slots[instrument];
      board[HEADER + n] = value;
      board[n >> 6] |= 1L << (n & 63);
    }
  }

  @Override
  public void absent(int instrument, MeasureId measure) {
    int n = measure.ordinal();
    if (instrument < 0) {
      for (long[] board : slots) {
        board[n >> 6] &= ~(1L << (n & 63));
        board[HEADER + n] = 0;
      }
    } else {
      slots[instrument][n >> 6] &= ~(1L << (n & 63));
      slots[instrument][HEADER + n] = 0;
    }
  }

  /// Everything absent again.
  public void clear() {
    for (long[] board : slots) {
      Arrays.fill(board, 0);
    }
  }
}
