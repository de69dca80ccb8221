package dev.warrant.knowledge.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that a person holds or held.
///
/// @param demo made by the machine for the simulator; worth nothing elsewhere
/// @param revoked when, and why; null while in force
public record HeldKey(VerifyKey key, boolean demo, Instant from, @Nullable Revoked revoked) {
  /// When and why a key was taken out of force.
  public record Revoked(Instant at, String why) {}

  /// Whether it counts.
  public boolean inForce() {
    return revoked == null;
  }
}
