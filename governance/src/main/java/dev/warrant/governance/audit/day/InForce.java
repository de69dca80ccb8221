package dev.warrant.governance.audit.day;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.unit.Digest;
import org.jspecify.annotations.Nullable;

/// Which policy is in force, told from the inputs as the desk takes them: at once what is tighter,
/// from the disk what is not.
public final class InForce {
  private Digest policy = Digest.ZERO;
  private DeskEvent.@Nullable Switched waiting;
  private long waitingSeq;

  /// The policy in force; zero before the desk started.
  public Digest policy() {
    return policy;
  }

  /// Takes the next input.
  public void take(long seq, Event event) {
    DeskEvent.Switched w = waiting;
    if (event instanceof DeskEvent.Started s) {
      policy = s.policy();
      waiting = null;
    } else if (event instanceof DeskEvent.Switched s) {
      if (w == null && s.tighterThan().equals(policy)) {
        policy = s.policy();
      } else {
        waiting = s;
        waitingSeq = seq;
      }
    } else if (event instanceof DeskEvent.Durable d && w != null && waitingSeq <= d.through()) {
      policy = w.policy();
      waiting = null;
    }
  }
}
