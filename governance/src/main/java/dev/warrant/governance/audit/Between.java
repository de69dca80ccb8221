package dev.warrant.governance.audit;

import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the journal has from the cut behind a warrant to an order under it.
///
/// @param thought what it recorded of the deliberation; null if nothing
/// @param issued the warrant; null if it did not come of that deliberation
/// @param acting whether the disk had the warrant before the order
/// @param ended why the warrant had ended before the input that set the order off; empty if not
record Between(
    Derived.@Nullable Deliberated thought, @Nullable Warrant issued, boolean acting, String ended) {
  private static final List<Kind> KINDS =
      List.of(Kind.DELIBERATED, Kind.ISSUED, Kind.WITHDRAWN, Kind.DURABLE);

  /// Reads it.
  ///
  /// @param cut input that took the cut
  static Between read(Path journal, long cut, OrderRecord order) {
    JournalReader reader = JournalReader.openAt(journal, cut).only(KINDS);
    Derived.Deliberated thought = null;
    Warrant issued = null;
    long from = Long.MAX_VALUE;
    boolean acting = false;
    String ended = "";
    while (reader.hasNext()) {
      Entry entry = reader.next();
      if (entry.seq() > order.cause()) {
        break;
      }
      switch (entry) {
        case Entry.Input i ->
            acting |= i.stamped().event() instanceof DeskEvent.Durable d && from <= d.through();
        case Entry.Concluded c when c.derived() instanceof Derived.Deliberated d ->
            thought = thought == null && d.asOf() == cut ? d : thought;
        case Entry.Concluded c when c.derived() instanceof Derived.Issued i && is(i, order) -> {
          issued = i.warrant();
          from = c.seq();
        }
        case Entry.Concluded c ->
            ended =
                c.derived() instanceof Derived.Withdrawn w
                        && w.epoch() == order.epoch()
                        && w.warrant() == order.warrant()
                        && c.seq() < order.cause()
                    ? w.why()
                    : ended;
      }
    }
    return new Between(thought, issued, acting, ended);
  }

  private static boolean is(Derived.Issued issued, OrderRecord order) {
    return issued.warrant().epoch() == order.epoch() && issued.warrant().id() == order.warrant();
  }
}
