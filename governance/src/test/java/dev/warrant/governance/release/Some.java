package dev.warrant.governance.release;

import dev.warrant.governance.people.Cast;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Terms for tests.
final class Some {
  static final Instant LATE = Cast.START.plusSeconds(1_000_000);

  private Some() {}

  static Terms.Packs packs(String policy, String strategy) {
    return new Terms.Packs(
        Digest.sha256("policy " + policy), Digest.sha256(strategy), Digest.sha256("model"));
  }

  static Terms.Base base(@Nullable Proposal live, Verdict verdict) {
    return live == null
        ? Terms.Base.NONE
        : new Terms.Base(
            live.number(), live.terms().packs().policy(), live.terms().packs().strategy(), verdict);
  }

  static Terms terms(Change change, long of, Terms.Packs packs, Terms.Base base, Instant until) {
    Digest report = Digest.sha256("report");
    return new Terms(
        change,
        of,
        packs,
        new Terms.Guards(Digest.sha256("orders"), Digest.sha256("exits")),
        Digest.sha256("instruments"),
        new Terms.Evidence(report, report, report, "test"),
        base,
        new Terms.Bounds("*", "*", Cast.START, until),
        "because");
  }
}
