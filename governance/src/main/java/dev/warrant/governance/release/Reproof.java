package dev.warrant.governance.release;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;

/// Proves an earlier version again before it comes back: tick, lot and margin brackets may have
/// changed since.
@FunctionalInterface
public interface Reproof {
  /// The analysis report of `policy` for today's instruments.
  ///
  /// @throws dev.warrant.knowledge.release.ReleaseException if it does not hold any more
  byte[] again(Path policy, Digest instruments) throws IOException;
}
