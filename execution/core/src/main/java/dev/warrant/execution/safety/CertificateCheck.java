package dev.warrant.execution.safety;

import dev.warrant.execution.safety.CertificateRefused.Reason;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/// Whether a guard may be loaded: the certificate names exactly what is about to be loaded, holds
/// now, and different people of risk signed it with keys in force. It takes nobody's word but that
/// of signatures and of the roster it is given, and stops at the first thing that is wrong.
public final class CertificateCheck {
  private final Roster roster;
  private final Standing standing;
  private final Tightening tightening;

  /// A check by the people and the state of a verified log.
  public CertificateCheck(Roster roster, Standing standing, Tightening tightening) {
    this.roster = roster;
    this.standing = standing;
    this.tightening = tightening;
  }

  /// Checks a certificate against what is about to be loaded.
  ///
  /// @throws CertificateRefused with the first reason
  public Certified check(byte[] certificate, Claim claim, Instant now) {
    Certificate read;
    try {
      read = Certificate.parse(certificate);
    } catch (ReleaseException e) {
      throw new CertificateRefused(
          Reason.UNREADABLE, String.valueOf(e.getMessage()), "a certificate");
    }
    boolean small = small(read.terms(), claim);
    names(read.terms(), claim, small);
    TreeSet<String> people = new TreeSet<>();
    boolean demo = false;
    for (int i = 0; i < read.grants().size(); i++) {
      Grant grant = read.grants().get(i);
      bounds(grant.terms().bounds(), claim, now);
      demo |= signed(grant.proposal(), claim).held().demo();
      for (Signed approval : grant.approvals()) {
        demo |= signed(approval, claim).held().demo();
      }
      TreeSet<String> under = people(grant);
      if (under.size() < 2) {
        one(read.grants().subList(0, i), grant, under, small && i == read.grants().size() - 1);
      }
      people.addAll(under);
    }
    Digest last = read.last().proposal().digest();
    if (small ? !standing.canary(last) : !standing.live(last)) {
      throw new CertificateRefused(
          Reason.NOT_LIVE,
          "proposal "
              + read.last().proposal().statement().number()
              + (small ? ", which is not at its canary" : ", which is not live"),
          small ? "a proposal at its canary" : "the live version of the release log");
    }
    return new Certified(read.digest(), List.copyOf(people), demo, read.terms().bounds().until());
  }

  /// Whether the small version of what was approved is about to be loaded.
  private static boolean small(Terms terms, Claim claim) {
    return terms.canary().exists() && terms.canary().policy().equals(claim.packs().policy());
  }

  private static void names(Terms terms, Claim claim, boolean small) {
    Terms.Packs packs = terms.packs();
    Terms.Guards guards = small ? terms.canary().guards() : terms.guards();
    if (!small) {
      same(Reason.POLICY_OTHER, "policy", packs.policy(), claim.packs().policy());
    }
    same(Reason.STRATEGY_OTHER, "strategy", packs.strategy(), claim.packs().strategy());
    same(Reason.MODEL_OTHER, "model", packs.model(), claim.packs().model());
    same(Reason.PARENT_OTHER, "parent policy", packs.parent(), claim.packs().parent());
    same(Reason.GUARD_OTHER, "guard", guards.orders(), claim.guards().orders());
    same(Reason.GUARD_OTHER, "exit guard", guards.exits(), claim.guards().exits());
    same(Reason.INSTRUMENTS_OTHER, "instruments", terms.instruments(), claim.instruments());
  }

  private static void same(Reason reason, String what, Digest allowed, Digest loaded) {
    if (!allowed.equals(loaded)) {
      throw new CertificateRefused(
          reason, what + " " + loaded.brief(), what + " " + allowed.brief() + ", as approved");
    }
  }

  private static void bounds(Terms.Bounds bounds, Claim claim, Instant now) {
    if (!bounds.covers(claim.venue(), claim.desk())) {
      throw new CertificateRefused(
          Reason.SCOPE_OTHER,
          "desk " + claim.desk() + " at " + claim.venue(),
          "desk " + bounds.desk() + " at " + bounds.venue());
    }
    if (now.isBefore(bounds.from())) {
      throw new CertificateRefused(Reason.NOT_YET, "the time " + now, "from " + bounds.from());
    }
    if (!now.isBefore(bounds.until())) {
      throw new CertificateRefused(
          Reason.EXPIRED, "the time " + now, "a time before " + bounds.until());
    }
  }

  /// The holder of the key behind a signature that fits, in force.
  private Roster.Holder signed(Signed record, Claim claim) {
    String what = record.statement().kind() + " by " + record.statement().by();
    if (!record.genuine()) {
      throw new CertificateRefused(
          Reason.SIGNATURE_WRONG, what + " with a signature over other bytes", "one over these");
    }
    Roster.Holder holder = roster.holder(record.signature().key());
    String key = record.signature().key().fingerprint();
    if (holder == null) {
      throw new CertificateRefused(Reason.KEY_UNKNOWN, what + " with " + key, "an enrolled key");
    }
    if (!holder.held().inForce()) {
      throw new CertificateRefused(Reason.KEY_REVOKED, what + " with " + key, "a key in force");
    }
    if (!holder.person().name().equals(record.statement().by())) {
      throw new CertificateRefused(
          Reason.KEY_OTHER, what + " with a key of " + holder.person().name(), "the speaker's key");
    }
    if (holder.held().demo() && !claim.simulated()) {
      throw new CertificateRefused(
          Reason.DEMO_KEY, what + " with a demo key at " + claim.venue(), "the simulated venue");
    }
    return holder;
  }

  /// The different people of risk under a grant.
  private TreeSet<String> people(Grant grant) {
    TreeSet<String> out = new TreeSet<>();
    String author = grant.proposal().statement().by();
    if (risk(author)) {
      out.add(author);
    }
    for (Signed approval : grant.approvals()) {
      String by = approval.statement().by();
      if (!risk(by)) {
        throw new CertificateRefused(
            Reason.NOT_RISK, "an approval by " + by, "approvals by people of risk");
      }
      if (by.equals(author)) {
        throw new CertificateRefused(
            Reason.AUTHOR_APPROVES, "an approval by the author " + by, "another person");
      }
      if (!fits(approval, grant.proposal())) {
        throw new CertificateRefused(
            Reason.APPROVES_ANOTHER, "an approval by " + by + " of something else", "of this");
      }
      out.add(by);
    }
    return out;
  }

  private static boolean fits(Signed approval, Signed proposal) {
    try {
      return Approval.of(approval.statement()).fits(proposal);
    } catch (ReleaseException e) {
      return false;
    }
  }

  private boolean risk(String name) {
    Person person = roster.person(name);
    return person != null && person.is(Role.RISK);
  }

  /// One person's grant must tighten the one before it, by the desk's own proof.
  private void one(List<Grant> before, Grant grant, TreeSet<String> people, boolean small) {
    Terms terms = grant.terms();
    if (people.isEmpty() || before.isEmpty() || !terms.tightens()) {
      throw new CertificateRefused(
          Reason.TOO_FEW_PEOPLE,
          "signatures of " + people,
          "two different people of risk, the author and an approver or two approvers");
    }
    Grant base = before.getLast();
    Terms of = base.terms();
    boolean follows =
        terms.base().number() == base.proposal().statement().number()
            && terms.base().policy().equals(of.packs().policy())
            && terms.packs().strategy().equals(of.packs().strategy())
            && !terms.bounds().until().isAfter(of.bounds().until());
    Digest policy = small ? terms.canary().policy() : terms.packs().policy();
    if (!follows || !tightening.noLooser(of.packs().policy(), policy)) {
      throw new CertificateRefused(
          Reason.UNPROVED_TIGHTER,
          "one signature, " + people + ", under " + policy.brief(),
          "a proof of this desk that it is no looser than " + of.packs().policy().brief());
    }
  }
}
