package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.governance.people.Cast;
import dev.warrant.governance.people.PeopleFold;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReleaseFoldTest {
  private static final Digest PAGE = Digest.sha256("page");

  private final Cast cast = new Cast();
  private final ReleaseFold fold = new ReleaseFold(new PeopleFold());

  @BeforeEach
  void aHouse() {
    put(
        cast.draft(
            "begin",
            "alice",
            cast.person("alice", Role.RISK),
            cast.person("bob", Role.RISK),
            cast.person("carol", Role.RISK),
            cast.person("tom", Role.TRADER),
            cast.person("olga", Role.OPERATOR)));
  }

  private Signed put(Signed record) {
    fold.apply(record);
    return cast.add(record);
  }

  private void refused(Signed record, String code) {
    String before = fold.proposals().toString() + fold.frozen();
    assertThatThrownBy(() -> fold.apply(record))
        .isInstanceOf(ReleaseException.class)
        .extracting(e -> ((ReleaseException) e).code())
        .isEqualTo(code);
    assertThat(fold.proposals().toString() + fold.frozen()).isEqualTo(before);
  }

  private Signed propose(String by, String policy, Verdict verdict) {
    Terms.Base base = Some.base(fold.live(cast.now()), verdict);
    return propose(
        by, Some.terms(Change.RELEASE, 0, Some.packs(policy, "strategy"), base, Some.LATE));
  }

  private Signed propose(String by, Terms terms) {
    return put(cast.draft(Terms.KIND, by, terms.lines().toArray(Line[]::new)));
  }

  private Signed approval(String by, Signed proposal) {
    return cast.draft(
        Approval.KIND, by, Approval.of(proposal, "test", PAGE).lines().toArray(Line[]::new));
  }

  private Signed activation(String by, Signed proposal, String stage) {
    List<Line> lines = new ArrayList<>(List.of(Cast.of(proposal)));
    lines.add(new Line("stage", stage));
    return cast.draft("activate", by, lines.toArray(Line[]::new));
  }

  private Signed live(String policy) {
    Signed p = propose("alice", policy, Verdict.LOOSER);
    put(approval("bob", p));
    for (String stage : List.of("shadow", "canary", "live")) {
      put(activation("olga", p, stage));
    }
    return p;
  }

  private long liveNumber() {
    return Objects.requireNonNull(fold.live(cast.now())).number();
  }

  @Test
  void looseningTakesTwoPeopleOfRiskAndItsStages() {
    Signed p = propose("alice", "one", Verdict.LOOSER);
    refused(activation("olga", p, "shadow"), "people-missing");
    refused(approval("alice", p), "author-approves");
    refused(approval("tom", p), "role-missing");
    refused(approval("olga", p), "role-missing");
    put(approval("bob", p));
    refused(approval("bob", p), "approved-twice");
    refused(activation("tom", p, "shadow"), "role-missing");
    refused(activation("olga", p, "live"), "stage-order");
    refused(activation("olga", p, "canary"), "stage-order");
    put(activation("olga", p, "shadow"));
    put(activation("olga", p, "canary"));
    put(activation("olga", p, "live"));
    assertThat(liveNumber()).isEqualTo(p.statement().number());
    refused(activation("olga", p, "live"), "proposal-closed");
  }

  @Test
  void aTradersProposalTakesTwoApprovals() {
    Signed p = propose("tom", "one", Verdict.LOOSER);
    put(approval("alice", p));
    refused(activation("olga", p, "shadow"), "people-missing");
    put(approval("bob", p));
    put(activation("olga", p, "shadow"));
  }

  @Test
  void tighteningTakesOneAtOnce() {
    live("one");
    Signed p = propose("alice", "two", Verdict.TIGHTER);
    put(activation("alice", p, "live"));
    assertThat(liveNumber()).isEqualTo(p.statement().number());
  }

  @Test
  void whatIsCalledTighterButOutlivesItsBaseOrChangesTheStrategyTakesTwo() {
    live("one");
    Terms.Base base = Some.base(fold.live(cast.now()), Verdict.TIGHTER);
    Signed longer =
        propose(
            "alice",
            Some.terms(
                Change.RELEASE, 0, Some.packs("two", "strategy"), base, Some.LATE.plusSeconds(1)));
    refused(activation("alice", longer, "live"), "people-missing");
    Signed other =
        propose(
            "alice", Some.terms(Change.RELEASE, 0, Some.packs("two", "other"), base, Some.LATE));
    refused(activation("alice", other, "live"), "people-missing");
  }

  @Test
  void unknownAndIncomparableCountAsLooser() {
    live("one");
    for (Verdict v : List.of(Verdict.UNKNOWN, Verdict.INCOMPARABLE, Verdict.LOOSER)) {
      refused(activation("alice", propose("alice", "two", v), "live"), "people-missing");
    }
  }

  @Test
  void aTraderCannotTightenAlone() {
    live("one");
    Signed p = propose("tom", "two", Verdict.TIGHTER);
    refused(activation("olga", p, "live"), "people-missing");
  }

  @Test
  void aRevokedKeyCountsNoMore() {
    Signed p = propose("alice", "one", Verdict.LOOSER);
    put(approval("bob", p));
    put(
        cast.draft(
            "revoke",
            "carol",
            new Line("key", cast.key("bob").open().text()),
            new Line("why", "lost")));
    refused(activation("olga", p, "shadow"), "people-missing");
    put(approval("carol", p));
    put(activation("olga", p, "shadow"));
  }

  @Test
  void twoKeysOfOnePersonCountOnce() {
    Signed enrol =
        put(
            cast.draft(
                "enrol",
                "alice",
                new Line("person", cast.line("alice", "alice-2", Role.RISK).text())));
    put(cast.draft("countersign", "bob", Cast.of(enrol)));
    Signed p = propose("alice", "one", Verdict.LOOSER);
    List<Line> lines = Approval.of(p, "test", PAGE).lines();
    refused(cast.draft(Approval.KIND, "alice", "alice-2", lines), "author-approves");
    Signed q = propose("tom", "one", Verdict.LOOSER);
    List<Line> of = Approval.of(q, "test", PAGE).lines();
    put(cast.draft(Approval.KIND, "alice", "alice", of));
    refused(cast.draft(Approval.KIND, "alice", "alice-2", of), "approved-twice");
  }

  @Test
  void anApprovalFitsOnlyWhatItsSignerSaw() {
    Signed p = propose("alice", "one", Verdict.LOOSER);
    Signed q = propose("alice", "two", Verdict.LOOSER);
    List<Line> lines = Approval.of(p, "test", PAGE).lines();
    List<Line> others = Approval.of(q, "test", PAGE).lines();
    for (int i = 0; i < lines.size(); i++) {
      List<Line> mixed = new ArrayList<>(lines);
      if (!lines.get(i).equals(others.get(i))) {
        mixed.set(i, others.get(i));
        refused(cast.draft(Approval.KIND, "bob", "bob", mixed), "approval-of");
      }
    }
  }

  @Test
  void whatWasComparedWithAnOldVersionIsProposedAgain() {
    Signed early = propose("alice", "one", Verdict.LOOSER);
    put(approval("bob", early));
    Signed other = propose("bob", "two", Verdict.LOOSER);
    put(approval("alice", other));
    for (String stage : List.of("shadow", "canary", "live")) {
      put(activation("olga", other, stage));
    }
    refused(activation("olga", early, "shadow"), "base-stale");
  }

  @Test
  void backToAnEarlierLiveVersionAndNoOther() {
    Signed one = live("one");
    Signed two = live("two");
    Terms.Base base = Some.base(fold.live(cast.now()), Verdict.LOOSER);
    long first = one.statement().number();
    Signed wrong =
        cast.draft(
            Terms.KIND,
            "alice",
            Some.terms(Change.ROLLBACK, first, Some.packs("three", "strategy"), base, Some.LATE)
                .lines()
                .toArray(Line[]::new));
    refused(wrong, "rollback-of");
    Terms terms =
        Some.terms(Change.ROLLBACK, first, Some.packs("one", "strategy"), base, Some.LATE);
    Signed back = propose("alice", terms);
    refused(activation("olga", back, "live"), "people-missing");
    put(approval("bob", back));
    put(activation("olga", back, "live"));
    assertThat(liveNumber()).isEqualTo(back.statement().number());
    assertThat(fold.proposal(two.statement().number()).stage()).isEqualTo(Stage.SUPERSEDED);
  }

  @Test
  void anOverrideTakesTwoAndEndsByItself() {
    Signed one = live("one");
    Terms.Base base = Some.base(fold.live(cast.now()), Verdict.TIGHTER);
    Signed over =
        propose(
            "alice",
            Some.terms(
                Change.OVERRIDE,
                0,
                Some.packs("wide", "strategy"),
                base,
                cast.now().plusSeconds(3_600)));
    refused(activation("alice", over, "live"), "people-missing");
    put(approval("bob", over));
    put(activation("alice", over, "live"));
    assertThat(liveNumber()).isEqualTo(over.statement().number());
    cast.pass(3_600);
    assertThat(liveNumber()).isEqualTo(one.statement().number());
  }

  @Test
  void aCanaryStandsOnlyBesideTheVersionItWasComparedWith() {
    live("one");
    Signed two = propose("alice", "two", Verdict.LOOSER);
    Signed tighter = propose("alice", "tighter", Verdict.TIGHTER);
    put(approval("bob", two));
    put(activation("olga", two, "shadow"));
    assertThat(fold.latest(Stage.SHADOW))
        .extracting(Proposal::number)
        .isEqualTo(two.statement().number());
    put(activation("olga", two, "canary"));
    assertThat(fold.canary(cast.now()))
        .extracting(Proposal::number)
        .isEqualTo(two.statement().number());
    put(activation("alice", tighter, "live"));
    assertThat(fold.canary(cast.now())).isNull();
  }

  @Test
  void anOverrideMayBeginLaterAndItsTurnsAreKnown() {
    Signed one = live("one");
    assertThat(fold.turn(cast.now())).isNull();
    Terms t =
        Some.terms(
            Change.OVERRIDE,
            0,
            Some.packs("wide", "strategy"),
            Some.base(fold.live(cast.now()), Verdict.LOOSER),
            Some.LATE);
    Instant from = cast.now().plusSeconds(600);
    Instant until = from.plusSeconds(60);
    Signed over =
        propose(
            "alice",
            new Terms(
                t.change(),
                0,
                t.packs(),
                t.guards(),
                t.instruments(),
                t.evidence(),
                t.base(),
                new Terms.Bounds("*", "*", from, until),
                t.reason()));
    put(approval("bob", over));
    put(activation("alice", over, "live"));
    assertThat(liveNumber()).isEqualTo(one.statement().number());
    assertThat(fold.turn(cast.now())).isEqualTo(from);
    assertThat(fold.turn(from)).isEqualTo(until);
    assertThat(fold.turn(until)).isNull();
    assertThat(fold.live(from)).extracting(Proposal::number).isEqualTo(over.statement().number());
    assertThat(fold.live(until)).extracting(Proposal::number).isEqualTo(one.statement().number());
  }

  @Test
  void anExpiredProposalIsClosed() {
    Terms terms =
        Some.terms(
            Change.RELEASE,
            0,
            Some.packs("one", "strategy"),
            Terms.Base.NONE,
            cast.now().plusSeconds(10));
    Signed p = propose("alice", terms);
    cast.pass(10);
    refused(approval("bob", p), "proposal-closed");
    refused(activation("olga", p, "shadow"), "proposal-closed");
  }

  @Test
  void afterAFreezeOnlyTighteningGoesOnUntilTwoThaw() {
    live("one");
    Signed looser = propose("alice", "two", Verdict.LOOSER);
    put(approval("bob", looser));
    Line why = new Line("why", "odd fills");
    refused(cast.draft("freeze", "tom", why), "role-missing");
    put(cast.draft("freeze", "olga", why));
    refused(activation("olga", looser, "shadow"), "frozen");
    refused(cast.draft("thaw", "olga", why), "role-missing");
    put(cast.draft("thaw", "alice", why));
    refused(cast.draft("thaw", "alice", why), "one-person");
    refused(activation("olga", looser, "shadow"), "frozen");
    put(cast.draft("thaw", "bob", why));
    put(activation("olga", looser, "shadow"));
  }

  @Test
  void aWithdrawnProposalIsOver() {
    Signed p = propose("alice", "one", Verdict.LOOSER);
    List<Line> lines = new ArrayList<>(List.of(Cast.of(p)));
    lines.add(new Line("why", "typing error"));
    refused(cast.draft("withdraw", "tom", "tom", lines), "role-missing");
    put(cast.draft("withdraw", "bob", "bob", lines));
    refused(approval("bob", p), "proposal-closed");
    refused(activation("olga", p, "shadow"), "proposal-closed");
  }
}
