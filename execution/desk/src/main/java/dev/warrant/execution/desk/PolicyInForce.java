package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Which policy an epoch acts under: what waits for the disk, what comes into force and until when
/// it may be acted under, and which one listens.
final class PolicyInForce {
  private final DeskParts parts;
  private final Machinery machinery;
  private final Conduct conduct;
  private final Reasoned reasoned;
  private final Listeners listeners;
  private final Licences licences;
  private final ArrayDeque<Releasing> releasing = new ArrayDeque<>();
  private Admissions admissions;
  private boolean unlicensed;
  private DeskEvent.@Nullable Switched waiting;
  private long waitingSeq;

  /// A release that waits for the disk.
  private record Releasing(long seq, DeskEvent.Released released) {}

  /// @param first digest of the policy of the start
  PolicyInForce(
      DeskParts parts,
      Machinery machinery,
      Conduct conduct,
      Reasoned reasoned,
      Listeners listeners,
      Digest first) {
    this.parts = parts;
    this.machinery = machinery;
    this.conduct = conduct;
    this.reasoned = reasoned;
    this.listeners = listeners;
    licences = new Licences(first);
    admissions = parts.admissions();
  }

  void start() {
    admissions.stated().forEach(parts.recorder()::derived);
  }

  /// A policy proved no looser than the one in force takes effect at once. Any other waits for the
  /// disk, and so does one that comes while another waits, since it was compared with that.
  void switched(DeskEvent.Switched to, long seq, long nanos) {
    machinery.trace().switched(to, seq);
    if (waiting == null && to.tighterThan().equals(licences.inForce())) {
      inForce(to, seq, nanos);
    } else {
      waiting = to;
      waitingSeq = seq;
    }
  }

  void released(DeskEvent.Released r, long seq) {
    releasing.add(new Releasing(seq, r));
  }

  void licensed(DeskEvent.Licensed l, long seq, long nanos) {
    licences.told(l);
    licence(seq, nanos);
  }

  void shadowed(DeskEvent.Shadowed s, long seq) {
    machinery.trace().shadowed(s, seq);
    listeners.on(s, admissions);
  }

  /// Loosening waits for the disk.
  ///
  /// @return whether another policy came into force
  boolean durable(long through, long seq, long nanos) {
    DeskEvent.Switched w = waiting;
    boolean over = w != null && waitingSeq <= through;
    if (w != null && over) {
      waiting = null;
      inForce(w, seq, nanos);
    }
    for (Releasing r = releasing.peek(); r != null && r.seq() <= through; r = releasing.peek()) {
      releasing.remove();
      conduct.released(r.released(), seq, nanos);
    }
    return over;
  }

  private void inForce(DeskEvent.Switched to, long seq, long nanos) {
    Version version = parts.version(to);
    String why = "policy " + to.policy().brief() + " is in force";
    licences.inForce(to.policy());
    admissions = version.admissions();
    admissions.stated().forEach(parts.recorder()::derived);
    listeners.under(admissions);
    reasoned.switched(version, why);
    machinery.exits().admission(version.admissions().exits());
    machinery.executor().revoke(version.admissions().orders(), why, seq, nanos);
    conduct.under(version.policy(), seq, nanos);
    licence(seq, nanos);
  }

  /// Time is that of the input, so that a replay stops adding at the same number.
  void licence(long seq, long nanos) {
    boolean over = licences.over(nanos);
    if (over == unlicensed) {
      return;
    }
    unlicensed = over;
    if (over) {
      conduct.unlicensed(licences.says(), seq, nanos);
    } else {
      conduct.licensed(seq, nanos);
    }
  }
}
