package dev.warrant.sim.replay;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The last cut taken by a moment of a run, out of the index of kept cuts, for whoever needs its
/// facts and no engines: they have the digest that the journal recorded for its deliberation, which
/// is not done again.
///
/// @param policy by which it was deliberated over, as the index says; nothing here vouches for that
/// @param instruments of the desk in that life, by index
/// @param recorded whether the journal recorded a deliberation over it; if not, nothing vouches for
///   its facts
public record KeptMoment(Cut cut, Digest policy, List<Instrument> instruments, boolean recorded) {
  /// Keeps a copy.
  public KeptMoment {
    instruments = List.copyOf(instruments);
  }

  /// Finds it.
  ///
  /// @param nanos desk time of the last input that counts
  /// @return nothing if no index holds it as the journal recorded it, so that only a replay can
  ///   tell
  public static Optional<KeptMoment> by(Path journal, long nanos) {
    return Recall.at(journal, nanos)
        .map(found ->
            new KeptMoment(
                found.kept().cut(),
                found.kept().policy(),
                found.started().instruments(),
                found.concluded() != null));
  }
}
