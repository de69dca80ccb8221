package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;

/// Where a desk finds what it is told to switch to. Called on the sequencer's thread when the
/// switch takes effect, so what it names must be there by then.
@FunctionalInterface
public interface Versions {
  /// A desk that is never told to switch.
  Versions NONE =
      to -> {
        throw new IllegalStateException("no version " + to.policy().brief() + " to switch to");
      };

  /// The policy that is to listen. It needs no certificate, since nothing follows from what it
  /// says.
  ///
  /// @throws IllegalStateException if it is not there
  default DeskRules listening(Digest policy) {
    throw new IllegalStateException("no policy " + policy.brief() + " to listen");
  }

  /// The version a switch names.
  ///
  /// @throws IllegalStateException if it is not there
  Version find(DeskEvent.Switched to);
}
