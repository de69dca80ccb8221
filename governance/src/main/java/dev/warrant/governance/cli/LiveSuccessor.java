package dev.warrant.governance.cli;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Successor;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What is live in a house, for a desk that runs. The pack is copied beside the journal first, and
/// the next start is told of it, so that neither replay nor recovery needs the house.
///
/// The certificate of the next start names what is live; should the desk die between this and the
/// switch, it starts under what is live or not at all.
record LiveSuccessor(StartLicence.Opening opening, RunFolder folder) implements Successor {
  @Override
  public Next next() throws IOException {
    House house = opening.open();
    Proposal live = house.releases().live(HouseOptions.now());
    if (live == null) {
      throw new ReleaseException(
          "nothing-live", "no live version", "one", "warrant rules propose, approve, activate");
    }
    Terms terms = live.terms();
    Digest policy = terms.packs().policy();
    Path kept = folder.kept(policy);
    if (!Files.isDirectory(kept)) {
      Path stored = house.store().pack(policy);
      Packs.parents(stored, folder);
      Packs.copy(stored, kept);
    }
    DeskRules rules = Packs.load(kept, folder.strategy());
    if (!rules.policy().digest().equals(policy)) {
      throw new ReleaseException("content-edited", "another pack in " + kept, "as proposed");
    }
    Path part = folder.switched().resolveSibling("in-force.part");
    Files.writeString(part, policy.hex() + "\n");
    Files.move(
        part,
        folder.switched(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Digest base = terms.tightens() ? terms.base().policy() : Digest.ZERO;
    return new Next(rules, base, "proposal " + live.number() + ": " + terms.reason());
  }
}
