package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.VerifyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A proposal and what became of it.
///
/// @param stage as recorded; [ReleaseFold#stage] says APPROVED where enough people approved
public record Proposal(Signed signed, Terms terms, List<Signed> approvals, Stage stage) {
  public Proposal {
    approvals = List.copyOf(approvals);
  }

  /// Its number, which is that of its record.
  public long number() {
    return signed.statement().number();
  }

  /// Who wrote it.
  public String author() {
    return signed.statement().by();
  }

  Proposal with(Signed approval) {
    List<Signed> more = new ArrayList<>(approvals);
    more.add(approval);
    return new Proposal(signed, terms, more, stage);
  }

  Proposal at(Stage next) {
    return new Proposal(signed, terms, approvals, next);
  }

  /// Whether it is over at a time.
  boolean expired(Instant at) {
    return !at.isBefore(terms.bounds().until());
  }

  /// Whether it has begun and is not over at a time.
  boolean holds(Instant at) {
    return !at.isBefore(terms.bounds().from()) && !expired(at);
  }

  /// The approvals whose signers are of risk with that key in force.
  List<Signed> counting(Roster now) {
    return approvals.stream().filter(a -> risk(a, now)).toList();
  }

  /// The different people of risk whose signature stands under it, the author's included.
  public TreeSet<String> people(Roster now) {
    TreeSet<String> out = new TreeSet<>();
    if (risk(signed, now)) {
      out.add(author());
    }
    counting(now).forEach(a -> out.add(a.statement().by()));
    return out;
  }

  private static boolean risk(Signed s, Roster now) {
    return risk(s.signature().key(), now);
  }

  /// Whether a key is in force and its holder of risk.
  static boolean risk(VerifyKey key, Roster now) {
    Roster.Holder holder = now.holder(key);
    return holder != null && holder.held().inForce() && holder.person().is(Role.RISK);
  }
}
