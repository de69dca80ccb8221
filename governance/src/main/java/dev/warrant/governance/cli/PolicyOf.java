package dev.warrant.governance.cli;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Under which policy an order was admitted: the one its desk started with, or was switched to.
final class PolicyOf {
  private Digest inForce = Digest.ZERO;
  private DeskEvent.@Nullable Switched waiting;
  private long waitingSeq;

  private PolicyOf() {}

  /// The policy of the order `id`. A run that was never switched has one only.
  static PolicyPack order(RunFolder folder, String id) {
    if (!Files.exists(folder.switched())) {
      return PolicyPacks.load(folder.policy());
    }
    PolicyOf so = new PolicyOf();
    JournalReader reader =
        JournalReader.open(folder.journal())
            .only(List.of(Kind.STARTED, Kind.SWITCHED, Kind.DURABLE, Kind.ORDERED));
    boolean found = false;
    while (!found && reader.hasNext()) {
      switch (reader.next()) {
        case Entry.Input i -> so.input(i.seq(), i.stamped().event());
        case Entry.Concluded c ->
            found = c.derived() instanceof Derived.Ordered o && o.order().clientId().equals(id);
      }
    }
    Path kept = folder.kept(so.inForce);
    return PolicyPacks.load(Files.isDirectory(kept) ? kept : folder.policy());
  }

  /// As the desk takes them: at once what is tighter, from the disk what is not.
  private void input(long seq, Event event) {
    DeskEvent.Switched w = waiting;
    if (event instanceof DeskEvent.Started s) {
      inForce = s.policy();
      waiting = null;
    } else if (event instanceof DeskEvent.Switched s) {
      if (w == null && s.tighterThan().equals(inForce)) {
        inForce = s.policy();
      } else {
        waiting = s;
        waitingSeq = seq;
      }
    } else if (event instanceof DeskEvent.Durable d && w != null && waitingSeq <= d.through()) {
      inForce = w.policy();
      waiting = null;
    }
  }
}
