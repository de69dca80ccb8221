package dev.warrant.knowledge.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The fixed fields of one record of a journal, from the bytes of its leaf.
///
/// @param input whether it is an input; else a conclusion, or a clean close with kind 0
/// @param ordinal place among the conclusions of its input
record LeafRecord(boolean input, int kind, long seq, int ordinal, long nanos) {
  private static final int HEADER = 28;

  static LeafRecord of(byte[] leaf) throws Unfit {
    ByteBuffer b = ByteBuffer.wrap(leaf).order(ByteOrder.LITTLE_ENDIAN);
    boolean sound =
        leaf.length >= HEADER
            && b.getInt(0) == leaf.length + 36
            && b.get(4) == 'W'
            && b.get(5) == 'R';
    if (!sound) {
      throw new Unfit("a leaf that is no record of a journal");
    }
    return new LeafRecord(
        b.get(6) == Segment.INPUT, b.get(7) & 0xff, b.getLong(12), b.getInt(8), b.getLong(20));
  }

  @Override
  public String toString() {
    return (input ? "input " + seq : "conclusion " + ordinal + " of input " + seq)
        + ", kind "
        + kind
        + ", at "
        + LogVerdict.time(nanos);
  }
}
