package dev.warrant.knowledge.testing;

import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Copies a journal with some inputs changed, as if they had happened so: both chains are those of
/// the changed records.
public final class JournalRewrite {
  private JournalRewrite() {}

  /// Copies the journal folder `from` to the new folder `to`, with every input passed through
  /// `change`. Sequence numbers and times stay.
  public static void rewrite(Path from, Path to, UnaryOperator<Event> change) {
    try (JournalWriter writer = JournalWriter.open(to, "rewritten")) {
      JournalReader.read(
          from,
          entry -> {
            switch (entry) {
              case Entry.Input input ->
                  writer.input(input.stamped().nanos(), change.apply(input.stamped().event()));
              case Entry.Concluded concluded -> writer.derived(concluded.derived());
            }
          });
    }
  }
}
