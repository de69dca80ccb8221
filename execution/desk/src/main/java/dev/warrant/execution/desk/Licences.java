package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.TreeMap;

/// Until when each policy may be acted under, as inputs told.
final class Licences {
  private final TreeMap<Digest, Long> until = new TreeMap<>();
  private Digest inForce;
  private long ends = Long.MAX_VALUE;

  Licences(Digest inForce) {
    this.inForce = inForce;
  }

  void told(DeskEvent.Licensed l) {
    until.put(l.policy(), l.untilNanos());
    inForce(inForce);
  }

  void inForce(Digest policy) {
    inForce = policy;
    ends = until.getOrDefault(policy, Long.MAX_VALUE);
  }

  Digest inForce() {
    return inForce;
  }

  /// Whether the policy in force may be acted under no more.
  boolean over(long nanos) {
    return nanos >= ends;
  }

  /// Why nothing is added any more, for people.
  String says() {
    return "the certificate of policy "
        + inForce.brief()
        + " ended at "
        + Instant.ofEpochSecond(0, ends);
  }
}
