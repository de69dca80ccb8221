package dev.warrant.execution.desk;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fills a [LedgerFold] and [Counters] from a journal on disk.
final class JournalFold {
  private JournalFold() {}

  /// Reads the journal in `folder`, if there is one.
  ///
  /// @return the number of its last epoch, 0 if there is no journal
  static int read(Path folder, LedgerFold fold, Counters counters) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int[] epoch = {0};
    JournalReader.read(
        folder,
        entry -> {
          switch (entry) {
            case Entry.Input i -> {
              if (i.stamped().event() instanceof DeskEvent.Started s) {
                fold.keepTail(s.tail());
                epoch[0] = s.epoch();
              }
              if (i.stamped().event() instanceof VenueEvent.OrderReport r && r.tradeId() != 0) {
                counters.filled();
              }
              fold.input(i.seq(), i.stamped().nanos(), i.stamped().event());
            }
            case Entry.Concluded c -> {
              counters.recorded(c.derived());
              fold.derived(c.derived());
            }
          }
        });
    return epoch[0];
  }
}
