package dev.warrant.governance.cli;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.day.InForce;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.nio.file.Files;
import java.nio.file.Path;

/// Under which policy an order was admitted: the one its desk started with, or was switched to.
final class PolicyOf {
  private PolicyOf() {}

  /// The policy of the order `id`. A run that was never switched has one only.
  static PolicyPack order(RunFolder folder, String id) {
    if (!Files.exists(folder.switched())) {
      return PolicyPacks.load(folder.policy());
    }
    InForce so = new InForce();
    JournalReader reader = JournalReader.open(folder.journal());
    boolean found = false;
    while (!found && reader.hasNext()) {
      switch (reader.next()) {
        case Entry.Input i -> so.take(i.seq(), i.stamped().event());
        case Entry.Concluded c ->
            found = c.derived() instanceof Derived.Ordered o && o.order().clientId().equals(id);
      }
    }
    Path kept = folder.kept(so.policy());
    return PolicyPacks.load(Files.isDirectory(kept) ? kept : folder.policy());
  }
}
