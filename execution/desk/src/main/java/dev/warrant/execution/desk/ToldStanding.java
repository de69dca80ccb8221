package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.pack.PolicyPack;
import java.util.List;

/// How a desk stood toward its limits by what it told, without being rebuilt: its mode, the
/// breaches that were open or held it, and the shares at which limits warned. It takes the entries
/// of a journal in order; those of other kinds than starts, changes of mode, breaches and warnings
/// change nothing and may be left out.
public final class ToldStanding {
  private final StandingFold fold = new StandingFold();
  private Mode mode = Mode.NORMAL;

  /// Takes the next entry in.
  public void take(Entry entry) {
    switch (entry) {
      case Entry.Input i -> {
        fold.input();
        // A life begins in no mode, and tells at once which one it takes over.
        mode = i.stamped().event() instanceof DeskEvent.Started ? Mode.NORMAL : mode;
      }
      case Entry.Concluded c -> {
        fold.derived(c.ordinal(), c.derived());
        mode = c.derived() instanceof Derived.ModeChanged m ? m.to() : mode;
      }
    }
  }

  /// The mode.
  public Mode mode() {
    return mode;
  }

  /// Breaches that are open or hold the desk.
  public List<Derived.Breach> breaches() {
    return fold.breaches().all();
  }

  /// The share in percent at which a limit warned last and which was not left since; 0 if none.
  ///
  /// @param instrument index, or -1 if the limit is about the whole account
  public int share(String limit, int instrument) {
    return fold.shares().getOrDefault(new Spot(limit, instrument), 0);
  }

  /// Whether a desk under `policy` watches this limit of it without any order.
  public static boolean watches(PolicyPack policy, Limit limit) {
    return Watched.is(policy, limit);
  }
}
