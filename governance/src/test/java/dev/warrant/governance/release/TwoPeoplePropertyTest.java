package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.people.Cast;
import dev.warrant.governance.people.PeopleFold;
import dev.warrant.governance.release.NaiveModel.Deed;
import dev.warrant.governance.release.NaiveModel.Wish;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random histories of proposals, approvals, activations, revocations and freezes: the fold accepts
/// exactly what the naive model allows.
final class TwoPeoplePropertyTest {
  private static final int SEEDS = 60;
  private static final int STEPS = 110;
  private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "tom", "olga");

  private final TreeMap<String, Integer> accepted = new TreeMap<>();

  @Test
  void theFoldAcceptsExactlyWhatTheRulesAllow() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      new History(seed).run();
    }
    // Deep states are really reached, not only refusals.
    assertThat(accepted.keySet())
        .contains(
            "activate live",
            "activate live alone",
            "approve",
            "revoke",
            "thaw",
            "propose rollback",
            "propose override");
    assertThat(accepted.get("activate live")).isGreaterThan(SEEDS / 2);
  }

  private final class History {
    private final SeededRandom random;
    private final long seed;
    private final Cast cast = new Cast();
    private final PeopleFold people = new PeopleFold();
    private final ReleaseFold fold = new ReleaseFold(people);
    private final NaiveModel model = new NaiveModel();

    History(long seed) {
      this.seed = seed;
      random = new SeededRandom(seed);
    }

    void run() {
      done(
          cast.draft(
              "begin",
              "alice",
              cast.person("alice", Role.RISK),
              cast.person("bob", Role.RISK),
              cast.person("carol", Role.RISK),
              cast.person("tom", Role.TRADER),
              cast.person("olga", Role.OPERATOR)),
          new Deed("begin", "alice", "alice", 0, "", null));
      for (String name : List.of("alice", "bob", "carol")) {
        Signed enrol =
            done(
                cast.draft(
                    "enrol",
                    "alice",
                    new Line("person", cast.line(name, name + "-2", Role.RISK).text())),
                new Deed("enrol", "alice", "alice", 0, "", null));
        done(
            cast.draft("countersign", "bob", Cast.of(enrol)),
            new Deed("countersign", "bob", "bob", 0, "", null));
      }
      for (int i = 0; i < STEPS; i++) {
        cast.pass(random.nextInt(40));
        attempt(i, deed());
      }
    }

    private Signed done(Signed record, Deed deed) {
      fold.apply(record);
      model.add(deed, cast.now());
      return cast.add(record);
    }

    private void attempt(int step, Deed deed) {
      Signed record = record(deed);
      boolean allowed = model.allows(deed, cast.now());
      String before = fold.proposals().toString() + fold.frozen();
      String outcome = "";
      try {
        fold.apply(record);
      } catch (ReleaseException e) {
        outcome = String.valueOf(e.getMessage());
      }
      assertThat(outcome.isEmpty())
          .as("seed %d step %d: %s, fold says %s", seed, step, deed, outcome)
          .isEqualTo(allowed);
      if (allowed) {
        model.add(deed, cast.now());
        cast.add(record);
        count(deed);
      } else {
        assertThat(fold.proposals().toString() + fold.frozen()).isEqualTo(before);
      }
      Proposal live = fold.live(cast.now());
      assertThat(live == null ? 0 : live.number()).isEqualTo(model.live(cast.now()));
    }

    private void count(Deed d) {
      String what = d.kind();
      if (what.equals("activate")) {
        what += " " + d.word();
        if (d.word().equals("live") && fold.proposal(d.of()).people(people.roster()).size() == 1) {
          what += " alone";
        }
      }
      Wish w = d.wish();
      accepted.merge(w == null ? what : what + " " + w.change().text(), 1, Integer::sum);
    }

    private Deed deed() {
      String by = PEOPLE.get(random.nextInt(PEOPLE.size()));
      boolean second = PEOPLE.indexOf(by) < 3 && random.nextInt(3) == 0;
      String key = second ? by + "-2" : by;
      long of = target();
      int dice = random.nextInt(100);
      if (dice < 12 || of == 0) {
        return new Deed("propose", by, key, 0, "", wish());
      }
      if (dice < 50) {
        return new Deed("approve", by, key, of, "", null);
      }
      if (dice < 90) {
        int next =
            Math.min(
                2,
                fold.proposal(of).stage() == Stage.PROPOSED
                    ? 0
                    : fold.proposal(of).stage().ordinal() - Stage.SHADOW.ordinal() + 1);
        int wanted = random.nextInt(3) == 0 ? random.nextInt(3) : next;
        String stage = List.of("shadow", "canary", "live").get(wanted);
        boolean olga = random.nextInt(2) == 0;
        return new Deed("activate", olga ? "olga" : by, olga ? "olga" : key, of, stage, null);
      }
      if (dice < 92) {
        String whose = PEOPLE.get(random.nextInt(PEOPLE.size()));
        String word = PEOPLE.indexOf(whose) < 3 && random.nextInt(2) == 0 ? whose + "-2" : whose;
        return new Deed("revoke", by, key, 0, word, null);
      }
      if (dice < 94) {
        return new Deed("withdraw", by, key, of, "", null);
      }
      return new Deed(random.nextInt(3) == 0 ? "freeze" : "thaw", by, key, 0, "", null);
    }

    /// Mostly the latest proposal, so that histories get somewhere.
    private long target() {
      List<Proposal> all = fold.proposals();
      if (all.isEmpty()) {
        return 0;
      }
      int back = random.nextInt(5) == 0 ? random.nextInt(all.size()) : 0;
      return all.get(all.size() - 1 - back).number();
    }

    private Wish wish() {
      Proposal live = fold.live(cast.now());
      long base = live == null || random.nextInt(12) == 0 ? 0 : live.number();
      Change change = Change.values()[Math.max(0, random.nextInt(6) - 3)];
      List<Proposal> all = fold.proposals();
      List<Proposal> gone = all.stream().filter(p -> p.stage() == Stage.SUPERSEDED).toList();
      List<Proposal> from = gone.isEmpty() || random.nextInt(8) == 0 ? all : gone;
      Proposal back = from.isEmpty() ? null : from.get(random.nextInt(from.size()));
      long life = change == Change.OVERRIDE ? 60 : 300 + random.nextInt(20_000);
      Instant until = cast.now().plusSeconds(life);
      Verdict verdict = Verdict.values()[random.nextInt(5)];
      if (change == Change.ROLLBACK && back != null) {
        String policy = back.terms().reason();
        return new Wish(change, policy, strategy(back), base, verdict, until, back.number());
      }
      return new Wish(
          change == Change.ROLLBACK ? Change.RELEASE : change,
          "policy-" + random.nextInt(4),
          random.nextInt(3) > 0 ? "strategy" : "other",
          base,
          verdict,
          until,
          0);
    }

    private static String strategy(Proposal p) {
      boolean other = p.terms().packs().strategy().equals(Digest.sha256("other"));
      return other ? "other" : "strategy";
    }

    private Signed record(Deed d) {
      List<Line> lines =
          switch (d.kind()) {
            case "propose" -> terms(Objects.requireNonNull(d.wish())).lines();
            case "approve" -> Approval.of(fold.proposal(d.of()).signed(), "t", Digest.ZERO).lines();
            case "activate" -> about(d, "stage", d.word());
            case "withdraw" -> about(d, "why", "x");
            case "revoke" ->
                List.of(new Line("key", cast.key(d.word()).open().text()), new Line("why", "lost"));
            default -> List.of(new Line("why", "x"));
          };
      return cast.draft(d.kind(), d.by(), d.key(), lines);
    }

    private List<Line> about(Deed d, String name, String value) {
      List<Line> lines = new ArrayList<>(List.of(Cast.of(fold.proposal(d.of()).signed())));
      lines.add(new Line(name, value));
      return lines;
    }

    private Terms terms(Wish w) {
      Terms.Base base =
          w.base() == 0 ? Terms.Base.NONE : Some.base(fold.proposal(w.base()), w.verdict());
      Instant until = w.until();
      Terms t = Some.terms(w.change(), w.back(), Some.packs(w.policy(), w.strategy()), base, until);
      return new Terms(
          t.change(),
          t.of(),
          t.packs(),
          t.guards(),
          t.instruments(),
          t.evidence(),
          t.base(),
          t.bounds(),
          w.policy());
    }
  }
}
