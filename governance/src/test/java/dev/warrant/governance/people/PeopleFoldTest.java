package dev.warrant.governance.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement.Line;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PeopleFoldTest {
  private final Cast cast = new Cast();
  private final PeopleFold fold = new PeopleFold();

  private Signed put(Signed record) {
    fold.apply(record);
    return cast.add(record);
  }

  private void refused(Signed record, String code) {
    String before = fold.roster().toString() + fold.waiting();
    assertThatThrownBy(() -> fold.apply(record))
        .isInstanceOf(ReleaseException.class)
        .extracting(e -> ((ReleaseException) e).code())
        .isEqualTo(code);
    assertThat(fold.roster().toString() + fold.waiting()).isEqualTo(before);
  }

  private Person person(String name) {
    return Objects.requireNonNull(fold.roster().person(name));
  }

  @Test
  void aHouseBeginsWithTwoPeopleOfRisk() {
    refused(cast.draft("begin", "alice", cast.person("alice", Role.RISK)), "people-few");
    refused(
        cast.draft(
            "begin",
            "alice",
            cast.person("alice", Role.RISK),
            new Line("person", cast.line("bob", "alice", Role.RISK).text())),
        "key-held");
    refused(
        cast.draft("begin", "eve", cast.person("alice", Role.RISK), cast.person("bob", Role.RISK)),
        "key-unknown");
    refused(cast.draft("revoke", "alice", new Line("why", "x")), "log-begin");
    put(cast.begin());
    assertThat(fold.roster().people())
        .extracting(Person::name)
        .containsExactly("alice", "bob", "olga", "tom");
    refused(cast.begin(), "log-begin");
  }

  @Test
  void nobodyEnrolsAlone() {
    put(cast.begin());
    Signed enrol = put(cast.draft("enrol", "alice", cast.person("carol", Role.RISK)));
    assertThat(fold.roster().person("carol")).isNull();
    refused(cast.draft("countersign", "alice", Cast.of(enrol)), "one-person");
    refused(cast.draft("countersign", "tom", Cast.of(enrol)), "role-missing");
    refused(cast.draft("countersign", "carol", Cast.of(enrol)), "key-unknown");
    put(cast.draft("countersign", "bob", Cast.of(enrol)));
    assertThat(person("carol").is(Role.RISK)).isTrue();
    refused(cast.draft("countersign", "bob", Cast.of(enrol)), "countersign-of");
  }

  @Test
  void onlyRiskEnrolsAndNoKeyTwice() {
    put(cast.begin());
    refused(cast.draft("enrol", "tom", cast.person("eve", Role.RISK)), "role-missing");
    refused(
        cast.draft("enrol", "alice", new Line("person", cast.line("eve", "tom", Role.RISK).text())),
        "key-held");
    refused(
        cast.draft(
            "enrol",
            "alice",
            new Line(
                "person",
                new PersonLine("eve", List.of(Role.RISK), cast.key("eve").open(), true).text())),
        "key-demo");
  }

  @Test
  void whatARevokedAuthorAskedForIsNotCountersigned() {
    put(cast.begin());
    Signed enrol = put(cast.draft("enrol", "alice", cast.person("carol", Role.RISK)));
    put(
        cast.draft(
            "revoke",
            "bob",
            new Line("key", cast.key("alice").open().text()),
            new Line("why", "stolen")));
    refused(cast.draft("countersign", "bob", Cast.of(enrol)), "key-revoked");
    refused(cast.draft("enrol", "alice", cast.person("dave", Role.RISK)), "key-revoked");
    assertThat(person("alice").active()).isFalse();
    refused(
        cast.draft("enrol", "bob", new Line("person", cast.line("eve", "alice", Role.RISK).text())),
        "key-held");
  }

  @Test
  void lessNeedsOneAndMoreNeedsTwo() {
    put(cast.begin());
    put(cast.draft("roles", "bob", new Line("name", "tom"), new Line("roles", "none")));
    assertThat(person("tom").roles()).isEmpty();
    Signed more =
        put(cast.draft("roles", "bob", new Line("name", "tom"), new Line("roles", "risk")));
    assertThat(person("tom").roles()).isEmpty();
    refused(cast.draft("countersign", "tom", Cast.of(more)), "role-missing");
    put(cast.draft("countersign", "alice", Cast.of(more)));
    assertThat(person("tom").roles()).containsExactly(Role.RISK);
  }

  @Test
  void everybodyMayRevokeTheirOwnKeyAndNobodyElsesButRisk() {
    put(cast.begin());
    Line why = new Line("why", "lost");
    refused(
        cast.draft("revoke", "tom", new Line("key", cast.key("bob").open().text()), why),
        "role-missing");
    put(cast.draft("revoke", "tom", new Line("key", cast.key("tom").open().text()), why));
    assertThat(person("tom").active()).isFalse();
  }

  @Test
  void aPersonMayHoldTwoKeysAndSpeaksWithEither() {
    put(cast.begin());
    Signed enrol =
        put(
            cast.draft(
                "enrol",
                "alice",
                new Line("person", cast.line("alice", "alice-2", Role.RISK).text())));
    put(cast.draft("countersign", "bob", Cast.of(enrol)));
    Signed second = put(cast.draft("enrol", "alice", "alice-2", List.of(cast.person("dora"))));
    refused(cast.draft("countersign", "alice", Cast.of(second)), "one-person");
    refused(cast.draft("countersign", "bob", "alice-2", List.of(Cast.of(second))), "key-other");
  }

  @Test
  void aDemoHouseTakesOnlyDemoKeys() {
    Line ann =
        new Line(
            "person",
            new PersonLine("ann", List.of(Role.RISK), cast.key("ann").open(), true).text());
    refused(cast.draft("begin", "ann", ann, cast.person("bob", Role.RISK)), "key-demo");
    String marked = SecretKey.generate("warrant-demo ann").open().text() + " warrant-demo ann";
    assertThatThrownBy(() -> PersonLine.key(marked, false)).hasMessageContaining("a demo key");
    assertThat(PersonLine.key(marked, true).text()).startsWith("ssh-ed25519 ");
  }

  @Test
  void aStatementChangedAfterSigningIsRefused() {
    put(cast.begin());
    Signed enrol = cast.draft("enrol", "alice", cast.person("carol", Role.AUDITOR));
    Signed other = cast.draft("enrol", "alice", cast.person("carol", Role.RISK));
    refused(new Signed(other.statement(), enrol.signature()), "signature-wrong");
  }
}
