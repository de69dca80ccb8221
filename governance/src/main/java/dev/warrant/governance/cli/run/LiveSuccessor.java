package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.Successor;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.release.Held;
import dev.warrant.governance.release.House;
import dev.warrant.governance.release.Proposal;
import dev.warrant.governance.release.Stage;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.prove.Hierarchy;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a house has for a desk that runs: what is live, what is at its canary, what listens. The
/// pack is copied beside the journal first, and the next start is told of it, so that neither
/// replay nor recovery needs the house.
///
/// The certificate of the next start names what is live; should the desk die between this and the
/// switch, it starts under what is live or not at all.
public record LiveSuccessor(StartLicence.Opening opening, RunFolder folder) implements Successor {
  @Override
  public Next next(Look look) throws IOException {
    House house = opening.open();
    return switch (look) {
      case LIVE -> {
        Proposal live = live(house);
        yield take(house, live, live.terms().packs().policy());
      }
      case CANARY -> canary(house);
      case SHADOW -> {
        Proposal p = found(house.releases().latest(Stage.SHADOW), Stage.SHADOW);
        DeskRules rules = rules(house, p.terms().packs().policy());
        yield new Next(rules, Digest.ZERO, words(p));
      }
    };
  }

  @Override
  public long lookAgain(long nanos) throws IOException {
    Instant turn = opening.open().releases().turn(Instant.ofEpochSecond(0, nanos));
    return turn == null ? Long.MAX_VALUE : ChronoUnit.NANOS.between(Instant.EPOCH, turn);
  }

  /// Before a start: a run that was switched follows what is live by now, and any run an override
  /// of what it is to start under.
  void settle() throws IOException {
    House house = opening.open();
    Proposal live = house.releases().live(HouseOptions.now());
    Proposal canary = house.releases().canary(HouseOptions.now());
    Digest now = PolicyPacks.load(Packs.policy(folder)).digest();
    if (live == null
        || live.terms().packs().policy().equals(now)
        || canary != null && canary.terms().canary().policy().equals(now)) {
      return;
    }
    boolean overridden =
        live.terms().change() == Change.OVERRIDE && live.terms().base().policy().equals(now);
    if (overridden || Files.exists(folder.switched())) {
      Digest policy = live.terms().packs().policy();
      rules(house, policy);
      inForce(policy);
    }
  }

  private static Proposal live(House house) {
    Proposal live = house.releases().live(HouseOptions.now());
    if (live == null) {
      throw new ReleaseException(
          "nothing-live", "no live version", "one", "warrant rules propose, approve, activate");
    }
    return live;
  }

  private static Proposal found(@Nullable Proposal found, Stage stage) {
    if (found == null) {
      throw new ReleaseException(
          "nothing-" + stage.text(), "no proposal at " + stage.text(), "one");
    }
    return found;
  }

  /// The small version is taken only if this desk proves it no looser than what it trades under.
  private Next canary(House house) throws IOException {
    Proposal p = found(house.releases().canary(HouseOptions.now()), Stage.CANARY);
    if (!p.terms().canary().exists()) {
      throw new ReleaseException(
          "nothing-canary",
          "proposal " + p.number() + " without a small version",
          "a policy with parameters marked scales",
          "the next stage is live");
    }
    PolicyPack before = PolicyPacks.load(Packs.policy(folder));
    Next next = take(house, p, p.terms().canary().policy());
    if (next.tighterThan().equals(Digest.ZERO)) {
      inForce(before.digest());
      throw new ReleaseException(
          "canary-looser",
          "a canary not proved no looser than policy " + before.digest().brief() + " of this desk",
          "one that is");
    }
    return next;
  }

  private Next take(House house, Proposal p, Digest policy) throws IOException {
    PolicyPack before = PolicyPacks.load(Packs.policy(folder));
    DeskRules rules = rules(house, policy);
    inForce(policy);
    boolean tighter =
        policy.equals(before.digest()) || Hierarchy.prove(rules.policy(), List.of(before)).proved();
    return new Next(rules, tighter ? before.digest() : Digest.ZERO, words(p));
  }

  private static String words(Proposal p) {
    return "proposal " + p.number() + ": " + p.terms().reason();
  }

  private DeskRules rules(House house, Digest policy) throws IOException {
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
    return rules;
  }

  /// What a desk starts under must be kept before it is named, also the one it started with.
  private void inForce(Digest policy) throws IOException {
    Path kept = folder.kept(policy);
    if (!Files.isDirectory(kept)) {
      Packs.copy(folder.policy(), kept);
    }
    Path part = folder.switched().resolveSibling("in-force.part");
    Files.writeString(part, policy.hex() + "\n");
    Files.move(
        part,
        folder.switched(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public List<DeskEvent.Released> released(
      String run, List<Derived.Breach> held, List<String> symbols) throws IOException {
    House house = opening.open();
    List<DeskEvent.Released> out = new ArrayList<>();
    for (Derived.Breach b : held) {
      String of = b.instrument() < 0 ? Held.ACCOUNT : symbols.get(b.instrument());
      SortedMap<String, Signed> by =
          house.releases().released(new Held(run, b.opened(), b.limit(), of));
      if (by.size() >= b.people()) {
        out.add(
            new DeskEvent.Released(
                b.instrument(),
                b.limit(),
                b.opened(),
                List.copyOf(by.keySet()),
                by.values().stream().map(Signed::digest).toList(),
                by.values().iterator().next().statement().value("why")));
      }
    }
    return out;
  }
}
