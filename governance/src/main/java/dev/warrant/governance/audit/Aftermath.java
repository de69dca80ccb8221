package dev.warrant.governance.audit;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderKind;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Refusal;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.ask.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run recorded of a moment: what its deliberation came to, and what was sent or refused of
/// what a question is about, from the cut until the next deliberation had ended.
///
/// @param recorded root of the deliberation; empty if the run recorded none
/// @param sent orders that left then; protective stops, which only wait, are not among them
/// @param refused orders that the guard refused then
/// @param before the last order that had left before then
public record Aftermath(
    Optional<Digest> recorded, List<Sent> sent, List<RefusedOrder> refused, Optional<Sent> before) {
  public Aftermath {
    sent = List.copyOf(sent);
    refused = List.copyOf(refused);
  }

  /// How many inputs before the cut an earlier order is looked for: minutes of a busy market.
  private static final long LOOK_BACK = 200_000;

  /// An order that left.
  ///
  /// @param seq input that led to it
  /// @param nanos its time
  public record Sent(long seq, long nanos, OrderRecord order) {}

  /// An order the guard refused.
  ///
  /// @param seen what the guard saw; null if that is not recorded
  /// @param asked limits in force; null if they were stated long before
  public record RefusedOrder(
      long seq,
      long nanos,
      Refusal refusal,
      Derived.@Nullable Seen seen,
      Derived.@Nullable LimitsInForce asked) {}

  /// Reads the journal in `folder` as far as it tells about the moment of `cut`.
  public static Aftermath of(Path folder, Cut cut, Wanted wanted) {
    JournalReader reader = JournalReader.openAt(folder, Math.max(1, cut.seq() - LOOK_BACK));
    Gathering all = new Gathering(cut, wanted);
    while (all.ended < 2 && reader.hasNext()) {
      switch (reader.next()) {
        case Entry.Input i -> all.nanos = i.stamped().nanos();
        case Entry.Concluded c -> all.concluded(c.seq(), c.derived());
      }
    }
    return new Aftermath(
        Optional.ofNullable(all.root), all.sent, all.refused, Optional.ofNullable(all.before));
  }

  private static final class Gathering {
    private final Cut cut;
    private final Wanted wanted;
    private final List<Sent> sent = new ArrayList<>();
    private final List<RefusedOrder> refused = new ArrayList<>();
    private long nanos;
    private @Nullable Sent before;
    private @Nullable Digest root;
    private final TreeMap<String, Derived.LimitsInForce> asked = new TreeMap<>();

    /// Deliberations that ended after the cut.
    private int ended;

    Gathering(Cut cut, Wanted wanted) {
      this.cut = cut;
      this.wanted = wanted;
    }

    void concluded(long seq, Derived derived) {
      boolean after = seq > cut.seq();
      if (derived instanceof Derived.Ordered(OrderRecord o) && asked(o)) {
        Sent one = new Sent(seq, nanos, o);
        if (after) {
          sent.add(one);
        } else {
          before = one;
        }
      } else if (after && derived instanceof Derived.Refused(Refusal r) && asked(r)) {
        String guard = GuardSaw.guard(r.objection().subject());
        refused.add(new RefusedOrder(seq, nanos, r, null, asked.get(guard)));
      } else if (derived instanceof Derived.LimitsInForce l) {
        asked.put(l.guard(), l);
      } else if (derived instanceof Derived.Seen s) {
        saw(seq, s);
      } else if (after && derived instanceof Derived.Deliberated d) {
        root = d.asOf() == cut.seq() ? d.root() : root;
        ended++;
      }
    }

    /// What the guard saw stands right behind what it said.
    private void saw(long seq, Derived.Seen seen) {
      RefusedOrder last = refused.isEmpty() ? null : refused.getLast();
      if (last != null
          && last.seq() == seq
          && last.seen() == null
          && last.refusal().objection().subject().equals(seen.clientId())) {
        refused.removeLast();
        refused.add(new RefusedOrder(seq, last.nanos(), last.refusal(), seen, last.asked()));
      }
    }

    private boolean asked(OrderRecord o) {
      return o.instrument() == wanted.instrument().index()
          && o.side() == wanted.side()
          && o.kind() != OrderKind.STOP_MARKET;
    }

    private boolean asked(Refusal r) {
      return r.objection().instrument() == wanted.instrument().index()
          && r.objection().side() == wanted.side();
    }
  }
}
