package dev.warrant.governance.audit;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which packs were in force, from one number to the next: those a desk started with, or was
/// switched to. What is tighter comes at once, what is not once it is on disk.
public final class InForce {
  /// Packs and model, by digest.
  public record Packs(int epoch, Digest policy, Digest strategy, Digest model) {
    static final Packs NONE = new Packs(0, Digest.ZERO, Digest.ZERO, Digest.ZERO);
  }

  /// A time of the same packs.
  ///
  /// @param seq first input under them
  /// @param began why they came
  public record Stretch(long seq, long nanos, Packs packs, String began) {}

  private final List<Stretch> stretches = new ArrayList<>();
  private Packs now = Packs.NONE;
  private DeskEvent.@Nullable Switched waiting;
  private long waitingSeq;

  /// Takes the next input in.
  public void input(Stamped in) {
    DeskEvent.Switched w = waiting;
    if (in.event() instanceof DeskEvent.Started s) {
      waiting = null;
      begin(in, new Packs(s.epoch(), s.policy(), s.strategy(), s.model()), "start");
    } else if (in.event() instanceof DeskEvent.Switched s) {
      if (w == null && s.tighterThan().equals(now.policy())) {
        begin(in, of(s), "switch: " + s.why());
      } else {
        waiting = s;
        waitingSeq = in.seq();
      }
    } else if (in.event() instanceof DeskEvent.Durable d
        && w != null
        && waitingSeq <= d.through()) {
      waiting = null;
      begin(in, of(w), "switch: " + w.why());
    }
  }

  /// Goes on from packs that are known to be in force; what was before is not told.
  void under(Packs packs) {
    now = packs;
  }

  private Packs of(DeskEvent.Switched s) {
    return new Packs(now.epoch(), s.policy(), s.strategy(), s.model());
  }

  private void begin(Stamped in, Packs packs, String why) {
    now = packs;
    stretches.add(new Stretch(in.seq(), in.nanos(), packs, why));
  }

  /// The packs in force.
  public Packs packs() {
    return now;
  }

  /// All of them, in order.
  public List<Stretch> stretches() {
    return List.copyOf(stretches);
  }
}
