package dev.warrant.governance.release;

import dev.warrant.governance.people.PeopleFold;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.VerifyKey;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of all proposals, kept up to date record by record.
///
/// - Two different people of risk must stand under what is looser, incomparable or unknown, changes
///   the strategy, is the first version or an override; the author counts as one if of risk, and
///   nobody approves a proposal of their own. A key revoked since does not count.
/// - One person of risk is enough for what is no looser than the version live at that moment, with
///   the same strategy and no longer a life.
/// - Such a change, a rollback and an override may go live at once; any other goes through shadow
///   and canary.
/// - A freeze, by one of risk or operations, stops every activation that needs two people, until
///   two people of risk thaw it.
/// - A desk is released from what a breach asked for by as many different people of risk as the
///   limit says; the desk counts them itself.
public final class ReleaseFold {
  private final PeopleFold people;
  private final TreeMap<Long, Proposal> proposals = new TreeMap<>();
  private final TreeMap<String, VerifyKey> thawing = new TreeMap<>();
  private final TreeMap<Held, TreeMap<String, Signed>> releases = new TreeMap<>();
  private boolean frozen;

  /// Over people that are kept up to date by this.
  public ReleaseFold(PeopleFold people) {
    this.people = people;
  }

  /// All proposals in order.
  public List<Proposal> proposals() {
    return List.copyOf(proposals.values());
  }

  /// The proposal of a number.
  ///
  /// @throws ReleaseException if there is none
  public Proposal proposal(long number) {
    Proposal p = proposals.get(number);
    if (p == null) {
      throw new ReleaseException(
          "proposal-unknown",
          "no proposal " + number,
          proposals.isEmpty() ? "a proposal; there is none yet" : "one of " + proposals.keySet());
    }
    return p;
  }

  /// Whether activations that need two people are stopped.
  public boolean frozen() {
    return frozen;
  }

  /// The version in force at a time, expired or not; null if there never was one. An override that
  /// has not begun or is over gives way to what it overrides.
  public @Nullable Proposal live(Instant at) {
    Proposal found = null;
    for (Proposal p : proposals.values()) {
      if (p.stage() == Stage.LIVE && (p.terms().change() != Change.OVERRIDE || p.holds(at))) {
        found = found == null || found.terms().change() != Change.OVERRIDE ? p : found;
      }
    }
    return found;
  }

  /// When the version in force changes by itself: an override that is live begins or ends. Null if
  /// nothing is known to.
  public @Nullable Instant turn(Instant after) {
    Instant first = null;
    for (Proposal p : proposals.values()) {
      if (p.stage() != Stage.LIVE || p.terms().change() != Change.OVERRIDE) {
        continue;
      }
      Terms.Bounds bounds = p.terms().bounds();
      for (Instant turn : List.of(bounds.from(), bounds.until())) {
        if (turn.isAfter(after) && (first == null || turn.isBefore(first))) {
          first = turn;
        }
      }
    }
    return first;
  }

  /// The latest proposal at its canary, if it holds at a time and was compared with what is live;
  /// once another version is live, nobody knows whether its small version is tighter than that.
  public @Nullable Proposal canary(Instant at) {
    Proposal found = latest(Stage.CANARY);
    Proposal live = live(at);
    return found != null
            && found.holds(at)
            && found.terms().base().number() == (live == null ? 0 : live.number())
        ? found
        : null;
  }

  /// The latest proposal at a stage, by number; null if none is.
  public @Nullable Proposal latest(Stage stage) {
    Proposal found = null;
    for (Proposal p : proposals.values()) {
      found = p.stage() == stage ? p : found;
    }
    return found;
  }

  /// How far a proposal has come, with the people who count now.
  public Stage stage(Proposal p, Instant at) {
    return p.stage() == Stage.PROPOSED && missing(p, at) == 0 ? Stage.APPROVED : p.stage();
  }

  /// How many people of risk a proposal needs at a time.
  public int needed(Proposal p, Instant at) {
    Proposal live = live(at);
    boolean one =
        p.terms().tightens()
            && live != null
            && live.number() == p.terms().base().number()
            && !p.terms().bounds().until().isAfter(live.terms().bounds().until());
    return one ? 1 : 2;
  }

  /// How many people of risk are still missing.
  public int missing(Proposal p, Instant at) {
    return Math.max(0, needed(p, at) - p.people(people.roster()).size());
  }

  /// Takes one record in, about people or about releases.
  ///
  /// @throws ReleaseException if it must not stand there; then nothing changed
  public void apply(Signed record) {
    Person signer = people.apply(record);
    Statement s = record.statement();
    switch (s.kind()) {
      case Terms.KIND -> propose(record, signer);
      case Approval.KIND -> approve(record, signer);
      case "withdraw" -> withdraw(s, signer);
      case "activate" -> activate(s, signer);
      case "freeze" -> freeze(s, signer);
      case "thaw" -> thaw(record, signer);
      case Held.KIND -> release(record, signer);
      default -> {
        if (!PeopleFold.changesPeople(s.kind())) {
          throw new ReleaseException("kind-unknown", "\"" + s.kind() + "\"", "a known kind");
        }
      }
    }
  }

  private void propose(Signed record, Person signer) {
    Statement s = record.statement();
    Terms terms = Terms.of(s);
    needs(s, signer, Role.RISK, Role.TRADER);
    Proposal p = new Proposal(record, terms, List.of(), Stage.PROPOSED);
    if (p.expired(s.at())) {
      throw new ReleaseException(
          "proposal-expired", "until " + terms.bounds().until(), "a time after " + s.at());
    }
    based(terms, s.at());
    if (terms.change() == Change.ROLLBACK) {
      Proposal target = proposal(terms.of());
      if (target.stage() != Stage.SUPERSEDED
          || target.terms().change() == Change.OVERRIDE
          || !target.terms().packs().equals(terms.packs())) {
        throw new ReleaseException(
            "rollback-of",
            "proposal " + target.number() + ", " + target.stage().text(),
            "one that was live, with the same packs");
      }
    }
    proposals.put(s.number(), p);
  }

  /// Fails unless the base is what is live.
  private void based(Terms terms, Instant at) {
    Proposal live = live(at);
    Terms.Base base = terms.base();
    long number = live == null ? 0 : live.number();
    Digest policy = live == null ? Digest.ZERO : live.terms().packs().policy();
    Digest strategy = live == null ? Digest.ZERO : live.terms().packs().strategy();
    if (base.number() != number
        || !base.policy().equals(policy)
        || !base.strategy().equals(strategy)) {
      throw new ReleaseException(
          "base-stale",
          "a comparison with " + (base.number() == 0 ? "nothing" : "proposal " + base.number()),
          number == 0 ? "nothing, as nothing is live" : "proposal " + number + ", which is live",
          "propose again, so that reports and verdict are about the version in force");
    }
    if (terms.change() == Change.OVERRIDE
        && (live == null || live.terms().change() == Change.OVERRIDE)) {
      throw new ReleaseException(
          "override-of",
          live == null ? "nothing live" : "an override in force",
          "a version to override",
          live == null ? "" : "the difference belongs into a release");
    }
  }

  private void approve(Signed record, Person signer) {
    Statement s = record.statement();
    Approval approval = Approval.of(s);
    if (!signer.is(Role.RISK)) {
      throw new ReleaseException(
          "role-missing",
          "an approval by " + signer.name() + ", who is " + PersonLine.text(signer.roles()),
          "somebody of risk",
          signer.is(Role.TRADER) ? "a trader proposes; only risk approves" : "");
    }
    Proposal p = proposal(approval.of());
    if (!approval.fits(p.signed())) {
      throw new ReleaseException(
          "approval-of",
          "an approval of other packs, reports or bytes",
          "those of proposal " + p.number());
    }
    if (p.author().equals(signer.name())) {
      throw new ReleaseException(
          "author-approves",
          signer.name() + " approving an own proposal",
          "another person of risk");
    }
    if (p.stage() != Stage.PROPOSED || p.expired(s.at())) {
      throw new ReleaseException(
          "proposal-closed",
          "proposal " + p.number() + ", " + (p.expired(s.at()) ? "expired" : p.stage().text()),
          "one that waits for approval");
    }
    if (p.people(people.roster()).contains(signer.name())) {
      throw new ReleaseException(
          "approved-twice",
          "a second approval by " + signer.name(),
          "another person: several keys of one person count once");
    }
    proposals.put(p.number(), p.with(record));
  }

  private Proposal about(Statement s) {
    String of = s.value("of");
    Proposal p = proposal(of.matches("[0-9]{1,9}") ? Long.parseLong(of) : 0);
    if (!p.signed().digest().equals(s.digest("record"))) {
      throw new ReleaseException(
          "proposal-other", "the digest of another record", p.signed().digest().hex());
    }
    return p;
  }

  private void withdraw(Statement s, Person signer) {
    s.only(List.of("of", "record", "why"));
    s.value("why");
    Proposal p = about(s);
    if (!p.author().equals(signer.name())) {
      needs(s, signer, Role.RISK, Role.OPERATOR);
    }
    if (p.stage().compareTo(Stage.LIVE) >= 0) {
      throw new ReleaseException(
          "proposal-closed",
          "proposal " + p.number() + ", " + p.stage().text(),
          "one that is not live yet",
          "warrant rules rollback, or freeze and pause the desk");
    }
    proposals.put(p.number(), p.at(Stage.WITHDRAWN));
  }

  private void activate(Statement s, Person signer) {
    s.only(List.of("of", "record", "stage"));
    needs(s, signer, Role.RISK, Role.OPERATOR);
    Proposal p = about(s);
    Stage to = Stage.parse(s.value("stage"));
    int needed = needed(p, s.at());
    open(p, s.at());
    int missing = missing(p, s.at());
    if (missing > 0) {
      throw new ReleaseException(
          "people-missing",
          "proposal " + p.number() + " under which stand " + p.people(people.roster()),
          needed + " different people of risk with keys in force",
          missing == 1 ? "one more: warrant rules approve " + p.number() : "");
    }
    if (frozen && needed > 1) {
      throw new ReleaseException(
          "frozen", "activations frozen", "a thaw by two people of risk, or a tightening");
    }
    based(p.terms(), s.at());
    ordered(p, to, needed);
    if (to == Stage.LIVE && p.terms().change() != Change.OVERRIDE) {
      proposals.replaceAll((_, q) -> q.stage() == Stage.LIVE ? q.at(Stage.SUPERSEDED) : q);
    }
    proposals.put(p.number(), p.at(to));
  }

  private static void open(Proposal p, Instant at) {
    if (p.stage().compareTo(Stage.LIVE) >= 0 || p.expired(at)) {
      throw new ReleaseException(
          "proposal-closed",
          "proposal " + p.number() + ", " + (p.expired(at) ? "expired" : p.stage().text()),
          "one that is not live yet",
          p.stage() == Stage.SUPERSEDED ? "warrant rules rollback " + p.number() : "");
    }
  }

  private static void ordered(Proposal p, Stage to, int needed) {
    boolean direct = needed == 1 || p.terms().change() != Change.RELEASE;
    Stage next =
        switch (p.stage()) {
          case PROPOSED, APPROVED -> Stage.SHADOW;
          case SHADOW -> Stage.CANARY;
          case CANARY, LIVE, SUPERSEDED, WITHDRAWN -> Stage.LIVE;
        };
    if (direct ? to.compareTo(next) < 0 : to != next) {
      throw new ReleaseException(
          "stage-order",
          to.text() + " after " + p.stage().text(),
          (direct ? "at least " : "") + next.text(),
          direct ? "" : "only what is proved tighter, a rollback or an override goes live at once");
    }
  }

  private void freeze(Statement s, Person signer) {
    s.only(List.of("why"));
    s.value("why");
    needs(s, signer, Role.RISK, Role.OPERATOR);
    frozen = true;
    thawing.clear();
  }

  private void thaw(Signed record, Person signer) {
    Statement s = record.statement();
    s.only(List.of("why"));
    s.value("why");
    needs(s, signer, Role.RISK);
    if (!frozen) {
      throw new ReleaseException("not-frozen", "nothing frozen", "a freeze before a thaw");
    }
    Roster now = people.roster();
    thawing.values().removeIf(key -> !Proposal.risk(key, now));
    if (thawing.putIfAbsent(signer.name(), record.signature().key()) != null) {
      throw new ReleaseException(
          "one-person", signer.name() + " thawing again", "a second person of risk");
    }
    if (thawing.size() >= 2) {
      frozen = false;
      thawing.clear();
    }
  }

  private void release(Signed record, Person signer) {
    Statement s = record.statement();
    Held held = Held.of(s);
    needs(s, signer, Role.RISK);
    TreeMap<String, Signed> by = releases.computeIfAbsent(held, k -> new TreeMap<>());
    Signed before = by.get(signer.name());
    if (before != null && Proposal.risk(before.signature().key(), people.roster())) {
      throw new ReleaseException(
          "one-person", signer.name() + " releasing again", "a second person of risk");
    }
    by.put(signer.name(), record);
  }

  /// Who of risk, with a key in force, signed that a desk is released from what holds it: their
  /// statements by name.
  public SortedMap<String, Signed> released(Held held) {
    TreeMap<String, Signed> out = new TreeMap<>();
    releases
        .getOrDefault(held, new TreeMap<>())
        .forEach((name, record) -> {
          if (Proposal.risk(record.signature().key(), people.roster())) {
            out.put(name, record);
          }
        });
    return out;
  }

  private static void needs(Statement s, Person signer, Role... any) {
    for (Role role : any) {
      if (signer.is(role)) {
        return;
      }
    }
    throw new ReleaseException(
        "role-missing",
        s.kind() + " by " + signer.name() + ", who is " + PersonLine.text(signer.roles()),
        "somebody of " + PersonLine.text(List.of(any)).replace(" ", " or "));
  }
}
