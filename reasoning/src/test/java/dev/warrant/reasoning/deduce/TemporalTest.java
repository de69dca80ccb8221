package dev.warrant.reasoning.deduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.reasoning.deduce.lang.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TemporalTest {
  private static final int LAST = 30;

  private record Span(String who, int from, int to, int seen) {
    boolean at(int t) {
      return from <= t && t <= to;
    }
  }

  private static List<Span> spans(SeededRandom r) {
    List<Span> out = new ArrayList<>();
    int many = 1 + r.nextInt(8);
    for (int i = 0; i < many; i++) {
      int from = r.nextInt(LAST);
      String who = List.of("/a", "/b", "/c").get(r.nextInt(3));
      out.add(new Span(who, from, from + r.nextInt(LAST / 3), r.nextInt(LAST)));
    }
    return out;
  }

  private static TreeSet<String> names(Model m, String predicate) {
    TreeSet<String> out = new TreeSet<>();
    m.facts(predicate).forEach(f -> out.add(f.values().getFirst().toString()));
    return out;
  }

  /// Instant by instant, who was up somewhere or everywhere in a window, as far as known.
  private static TreeSet<String> told(
      List<Span> spans, int low, int high, int known, boolean always) {
    TreeSet<String> out = new TreeSet<>();
    for (String who : List.of("/a", "/b", "/c")) {
      int hits = 0;
      for (int t = low; t <= high; t++) {
        int at = t;
        hits +=
            spans.stream().anyMatch(s -> s.who.equals(who) && s.seen <= known && s.at(at)) ? 1 : 0;
      }
      if (always ? hits == high - low + 1 : hits > 0) {
        out.add(who);
      }
    }
    return out;
  }

  @Test
  void windowsMeanWhatALookAtEveryInstantSays() {
    SeededRandom seeds = new SeededRandom(40);
    for (int i = 0; i < 400; i++) {
      SeededRandom r = seeds.split("case " + i);
      List<Span> spans = spans(r);
      int now = r.nextInt(LAST);
      int near = r.nextInt(5);
      int far = near + r.nextInt(6);
      Program program =
          Program.parse(
              "windows",
              """
              Decl up(X) bitemporal descr [extensional()].
              who(/a). who(/b). who(/c).
              past(X) :- <-[NEARns, FARns] up(X).
              throughout(X) :- [-[NEARns, FARns] up(X).
              ahead(X) :- <+[NEARns, FARns] up(X).
              kept(X) :- [+[NEARns, FARns] up(X).
              nowadays(X) :- up(X).
              never_past(X) :- who(X), !<-[NEARns, FARns] up(X).
              broken(X) :- who(X), ![-[NEARns, FARns] up(X).
              not_now(X) :- who(X), !up(X).
              rows(X, N) :- <-[NEARns, FARns] up(X) |> do fn:group_by(X), let N = fn:count().
              """
                  .replace("NEAR", "" + near)
                  .replace("FAR", "" + far));
      Database db = program.database();
      spans.forEach(s -> db.row("up").name(s.who).during(s.from, s.to).number(s.seen).add());
      Model m = db.run(Fuel.PLENTY, now);
      String as = "case " + i + " now " + now + " " + spans + " [" + near + ", " + far + "]";
      assertThat(names(m, "past")).as(as).isEqualTo(told(spans, now - far, now - near, now, false));
      assertThat(names(m, "throughout"))
          .as(as)
          .isEqualTo(told(spans, now - far, now - near, now, true));
      assertThat(names(m, "ahead"))
          .as(as)
          .isEqualTo(told(spans, now + near, now + far, now, false));
      assertThat(names(m, "kept")).as(as).isEqualTo(told(spans, now + near, now + far, now, true));
      assertThat(names(m, "nowadays")).as(as).isEqualTo(told(spans, now, now, now, false));
      assertThat(names(m, "never_past")).as(as).isEqualTo(without(names(m, "past")));
      assertThat(names(m, "broken")).as(as).isEqualTo(without(names(m, "throughout")));
      assertThat(names(m, "not_now")).as(as).isEqualTo(without(names(m, "nowadays")));
      checkRows(m, spans, now, near, far, as);
      checkProofs(m, as);
    }
  }

  private static TreeSet<String> without(TreeSet<String> some) {
    TreeSet<String> out = new TreeSet<>(List.of("/a", "/b", "/c"));
    out.removeAll(some);
    return out;
  }

  /// The count of a windowed group, and its leaves, are the contents of the window.
  private static void checkRows(Model m, List<Span> spans, int now, int near, int far, String as) {
    ProofGraph graph = m.explain(m.facts("rows"));
    for (int i = 0; i < graph.roots().size(); i++) {
      Fact fact = m.facts("rows").get(i);
      String who = fact.values().getFirst().toString();
      TreeSet<String> inside = new TreeSet<>();
      for (Span s : spans) {
        if (s.who.equals(who) && s.seen <= now && s.from <= now - near && s.to >= now - far) {
          inside.add("up(" + who + ")@[" + s.from + ", " + s.to + ", " + s.seen + "]");
        }
      }
      TreeSet<String> leaves = new TreeSet<>();
      graph.leaves(graph.roots().get(i)).forEach(f -> leaves.add(f.toString()));
      assertThat(leaves).as(as).isEqualTo(inside);
      assertThat(fact.values().getLast()).hasToString("" + inside.size());
    }
  }

  private static void checkProofs(Model m, String as) {
    List<Fact> all = new ArrayList<>();
    for (String p :
        List.of("past", "throughout", "ahead", "kept", "never_past", "broken", "not_now", "rows")) {
      all.addAll(m.facts(p));
    }
    assertThat(new ProofChecker(m.program().checked(), m, m::given).faults(m.explain(all)))
        .as(as)
        .isEmpty();
  }

  @Test
  void aWindowCanBeMeasuredFromAnyInstant() {
    Model m =
        Program.parse(
                "t",
                """
                order(/o1)@[1s]. order(/o2)@[4s]. order(/o3)@[5s]. order(/o4)@[9s].
                burst(O, N) :- order(O)@[T, _], <-[0s, 3s]@T order(P)
                  |> do fn:group_by(O), let N = fn:count().
                """)
            .run();
    assertThat(m.facts("burst").toString())
        .isEqualTo("[burst(/o1, 1), burst(/o2, 2), burst(/o3, 2), burst(/o4, 1)]");
    ProofGraph graph = m.explain(List.of(m.facts("burst").get(2)));
    assertThat(graph.leaves(graph.roots().getFirst()).toString())
        .isEqualTo("[order(/o2)@[4000000000, 4000000000], order(/o3)@[5000000000, 5000000000]]");
  }

  @Test
  void aWindowCountsFactsAlsoWhereNobodyNamesTheirArguments() {
    Model m =
        Program.parse(
                "t",
                """
                order(/o1, /btc)@[1s]. order(/o2, /btc)@[1s]. order(/o3, /eth)@[2s].
                n(N) :- <-[0s, 9s]@3s order(_, _) |> do fn:group_by(), let N = fn:count().
                """)
            .run();
    assertThat(m.facts("n").toString()).isEqualTo("[n(3)]");
  }

  @Test
  void intervalsCanBeNamedTakenApartAndConcluded() {
    Model m =
        Program.parse(
                "t",
                """
                lead(/ann)@[2024-01-01, 2024-01-03]. lead(/bob)@[2024-01-03, _].
                days(P, D) :- lead(P)@T, E = fn:interval:end(T), E < 2100-01-01,
                  D = fn:div(fn:interval:duration(T), 1d).
                met(P, Q) :- lead(P)@T, lead(Q)@U, P != Q, :interval:meets(T, U).
                copy(P)@T :- lead(P)@T.
                start(P, F) :- copy(P)@[F, _].
                """)
            .run();
    assertThat(m.facts("days").toString()).isEqualTo("[days(/ann, 2)]");
    assertThat(m.facts("met").toString()).isEqualTo("[met(/ann, /bob)]");
    assertThat(m.facts("copy").toString())
        .isEqualTo(
            "[copy(/ann)@[1704067200000000000, 1704240000000000000],"
                + " copy(/bob)@[1704240000000000000, _]]");
    assertThat(m.facts("start")).hasSize(2);
  }

  @Test
  void whoKnewWhatWhenIsOneQuestion() {
    Model m =
        Program.parse(
                "t",
                """
                Decl limit(L, V) bitemporal.
                limit(/cap, 10)@[0s, _, 0s]. limit(/cap, 5)@[20s, _, 50s].
                known(T, V) :- T = 30s, limit(/cap, V)@[F, _, S], F <= T, S <= T.
                later(V) :- limit(/cap, V)@[F, _, S], F <= 30s, S <= 60s.
                """)
            .run();
    assertThat(m.facts("known")).hasSize(1);
    assertThat(m.facts("later")).hasSize(2);
  }

  @Test
  void aProgramThatAsksForNowIsNotRunWithoutIt() {
    Program program = Program.parse("t.mg", "up(/a)@[0s, 9s].\nok(X) :- up(X).\n");
    assertThatThrownBy(program::run).hasMessageContaining("t.mg:2:1: found the instant");
    assertThat(program.database().run(Fuel.PLENTY, 5).facts("ok")).hasSize(1);
    assertThat(program.database().run(Fuel.PLENTY, 10_000_000_000L).facts("ok")).isEmpty();
  }

  @Test
  void anIntervalThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> Program.parse("t.mg", "up(/a)@[9s, 0s]."))
        .hasMessageContaining("t.mg:1:1: found up(/a)@[9000000000, 0]");
    assertThatThrownBy(() -> Program.parse("t.mg", "a(9). b(X)@[X, 3] :- a(X).").run())
        .hasMessageContaining("found b(9)@[9, 3]");
  }
}
