package dev.warrant.governance.release;

import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts certificates together from a house's log.
public final class Certificates {
  private Certificates() {}

  /// The certificate of a proposal: its grant, after those of what it tightens.
  ///
  /// @throws ReleaseException if too few people who count stand under it
  public static Certificate of(House house, long number) {
    List<Grant> grants = new ArrayList<>();
    Roster now = house.roster();
    for (long n = number; ; ) {
      Proposal p = house.releases().proposal(n);
      int people = p.people(now).size();
      grants.addFirst(new Grant(p.signed(), p.counting(now)));
      if (people >= 2) {
        return new Certificate(grants);
      }
      if (people == 0 || !p.terms().tightens()) {
        throw new ReleaseException(
            "people-missing",
            "proposal " + n + " under which stand " + p.people(now),
            "two people of risk with keys in force",
            "a key was revoked since; propose and approve again");
      }
      n = p.terms().base().number();
    }
  }

  /// The certificate under which a desk takes a policy: of the proposal at its canary if it is the
  /// small version of that, else of what is live, whether that is this policy or not.
  ///
  /// @throws ReleaseException if nothing is live, or too few people who count stand under it
  public static Certificate under(House house, Digest policy, Instant at) {
    Proposal canary = house.releases().canary(at);
    return canary != null && canary.terms().canary().policy().equals(policy)
        ? of(house, canary.number())
        : live(house, at);
  }

  /// The certificate of what is live.
  ///
  /// @throws ReleaseException if nothing is, or too few people who count stand under it
  public static Certificate live(House house, Instant at) {
    Proposal live = house.releases().live(at);
    if (live == null) {
      throw new ReleaseException(
          "nothing-live", "no live version", "one", "warrant rules propose, approve, activate");
    }
    return of(house, live.number());
  }
}
