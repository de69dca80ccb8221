package dev.warrant.sim.replay;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.cuts.CutStore;
import dev.warrant.knowledge.cuts.KeptCut;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.fact.FactOrder;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a moment of a run without replaying it: the journal says which cut was the last and what
/// came of it, and the index of kept cuts what was in it. What the index says counts only if its
/// facts have the digest that the journal recorded.
final class Recall {
  private static final List<Kind> KINDS =
      List.of(Kind.STARTED, Kind.SWITCHED, Kind.CUT_TAKEN, Kind.DELIBERATED);

  private final JournalMap map;
  private final CutStore cuts;
  private final long nanos;
  private final long seq;
  private long bytesRead;
  private @Nullable Stamped taken;
  private long cut;
  private Derived.@Nullable Deliberated concluded;

  private Recall(Path journal, long nanos, long seq) {
    map = JournalMap.of(journal);
    cuts = CutStore.of(folder(journal));
    this.nanos = nanos;
    this.seq = seq;
  }

  /// Where the cuts of the run with this journal are kept.
  static Path folder(Path journal) {
    return journal.resolveSibling("cuts");
  }

  /// A cut found in the index.
  ///
  /// @param started how its epoch began
  /// @param concluded what the journal recorded of its deliberation; null if nothing yet, and then
  ///   nothing vouches for the cut
  /// @param bytesRead of journal and index
  record Found(
      KeptCut kept,
      DeskEvent.Started started,
      Derived.@Nullable Deliberated concluded,
      long bytesRead) {
    long nanos() {
      return kept.cut().nanos();
    }
  }

  /// The last cut taken by a moment; nothing if it must be replayed.
  static Optional<Found> at(Path journal, long nanos) {
    return new Recall(journal, nanos, Long.MAX_VALUE).find();
  }

  /// The cut that input `seq` took; nothing if it took none, or must be replayed.
  static Optional<Found> of(Path journal, long seq) {
    return new Recall(journal, Long.MAX_VALUE, seq)
        .find()
        .filter(found -> found.kept().cut().seq() == seq);
  }

  private Optional<Found> find() {
    if (map.stripped() || cuts.isEmpty()) {
      return Optional.empty();
    }
    int last = Math.min(map.ofTime(nanos), map.ofSeq(seq));
    for (int i = last; i >= 0 && taken == null; i--) {
      if (!walk(i, last)) {
        return Optional.empty();
      }
    }
    Stamped at = taken;
    if (at == null) {
      return Optional.empty();
    }
    DeskEvent.Started started = started(at);
    return started == null ? Optional.empty() : kept(at, started);
  }

  /// How the epoch of an input began.
  private DeskEvent.@Nullable Started started(Stamped at) {
    JournalReader first = map.from(map.ofWriter(map.ofSeq(at.seq())));
    DeskEvent.Started out =
        first.hasNext()
                && first.next() instanceof Entry.Input i
                && i.stamped().event() instanceof DeskEvent.Started s
            ? s
            : null;
    bytesRead += first.bytesRead();
    return out;
  }

  private Optional<Found> kept(Stamped at, DeskEvent.Started started) {
    Derived.Deliberated came = concluded;
    return cuts.find(started.epoch(), at.seq())
        .filter(k -> same(k.cut(), at) && (came == null || vouches(came, k.cut())))
        .map(k -> new Found(k, started, came, bytesRead()));
  }

  private boolean same(Cut kept, Stamped at) {
    return kept.id() == cut && kept.nanos() == at.nanos();
  }

  private static boolean vouches(Derived.Deliberated recorded, Cut kept) {
    return recorded.cut() == kept.id()
        && recorded.factCount() == kept.facts().size()
        && recorded.facts().equals(FactOrder.digest(FactOrder.sorted(kept.facts())));
  }

  /// Looks for the last cut in a segment, and on from there for what came of it.
  ///
  /// @return whether the index may answer: under another life of the desk or another policy that
  ///   came after the last cut there is none yet
  private boolean walk(int segment, int last) {
    JournalReader reader = map.from(segment).only(KINDS);
    boolean changed = false;
    boolean over = false;
    while (!over && reader.hasNext()) {
      Entry entry = reader.next();
      boolean inside =
          entry.seq() < end(segment)
              && entry.seq() <= seq
              && (segment < last || time(entry) <= nanos);
      switch (entry) {
        case Entry.Input i when i.stamped().event() instanceof DeskEvent.CutTaken c -> {
          over = !inside;
          if (inside) {
            taken = i.stamped();
            cut = c.cut();
            concluded = null;
            changed = false;
          }
        }
        case Entry.Input i -> {
          over = !inside && i.stamped().event() instanceof DeskEvent.Started;
          changed |= inside;
        }
        case Entry.Concluded c -> {
          Stamped at = taken;
          if (at != null && c.derived() instanceof Derived.Deliberated d && d.asOf() == at.seq()) {
            concluded = d;
            over = !inside;
          }
        }
      }
      over |= !inside && taken == null;
    }
    bytesRead += reader.bytesRead();
    return !changed;
  }

  private static long time(Entry entry) {
    return switch (entry) {
      case Entry.Input i -> i.stamped().nanos();
      case Entry.Concluded c -> c.nanos();
    };
  }

  private long end(int segment) {
    return segment + 1 < map.segments() ? map.firstSeq(segment + 1) : Long.MAX_VALUE;
  }

  private long bytesRead() {
    return bytesRead + map.bytesRead() + cuts.bytesRead();
  }
}
