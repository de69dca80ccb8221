package dev.warrant.execution.desk;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;

/// Where cuts go and results come from. Live, another thread deliberates and the result is there
/// when the sequencer reads `Published`; in replay it is computed when asked for.
public interface DeliberationPort {
  /// Hands over a cut. At most one is in flight.
  void begin(Cut cut);

  /// Cuts handed over from now on are deliberated under this version.
  void under(Version version);

  /// The result of a cut handed over before.
  Deliberation result(long cut);
}
