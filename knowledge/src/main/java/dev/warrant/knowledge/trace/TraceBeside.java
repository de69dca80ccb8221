package dev.warrant.knowledge.trace;

import java.util.List;

/// What somebody keeps of each file of a trace beside its index: no evidence, deletable, made again
/// from the trace by whoever first needs it.
public interface TraceBeside {
  /// End of the names of its files.
  String ending();

  /// First eight bytes of its files, little-endian; another number makes them all anew.
  long magic();

  /// Makes it of one file.
  ///
  /// @param orders those of the file, in the order sent; what is below them lies in it or before
  byte[] of(TraceReader trace, List<TraceOrder> orders);
}
