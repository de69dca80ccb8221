package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.ask.Answer;
import dev.warrant.governance.ask.Question;
import dev.warrant.governance.ask.Relations;
import dev.warrant.governance.ask.TraceRead;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.store.TablesChild;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.ProofNode;
import dev.warrant.reasoning.deduce.lang.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceQueryTest {
  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void trade() {
    Said said = Said.by("backtest", "--generated", "0.01", "--seed", "3", "--json", "--run", run());
    assertThat(said.code()).isZero();
  }

  private static String run() {
    return folder.resolve("asked").toString();
  }

  private static RunFolder runFolder() {
    return new RunFolder(Path.of(run()));
  }

  private static Said query(String... more) {
    String[] args = new String[3 + more.length];
    args[0] = "trace";
    args[1] = "query";
    args[2] = run();
    System.arraycopy(more, 0, args, 3, more.length);
    return Said.by(args);
  }

  private static Answer ask(String text) {
    return Question.read("question", text).ask(runFolder(), Fuel.PLENTY, null);
  }

  private static long recorded(Predicate<Derived> kind) {
    long[] count = {0};
    JournalReader.read(
        runFolder().journal(),
        e -> count[0] += e instanceof Entry.Concluded c && kind.test(c.derived()) ? 1 : 0);
    return count[0];
  }

  @Test
  void instantsAreToldInUtcWithTheirClockAndAsNumbersToAProgram() throws IOException {
    String text =
        query("--datalog", "n(L, T) :- order(_, _, _, _, L, _)@[T, _]. q(N, T)@[T] :- n(N, T).")
            .out();
    assertThat(text)
        .containsPattern("\\n\\d+ +2026-01-01T00:00:\\S+Z +2026-01-01T00:00:\\S+Z +2026-\\S+Z\\n")
        .containsPattern("\\ntimes by the desk's simulated clock; the venue's was \\S+ ms ")
        .doesNotContain("17672");
    assertThat(query("--datalog", "warrant(W, _, _, C, _, _)@[F, _], C > 0").out())
        .containsPattern(" 2026-01-01T00:00:\\S+Z\\n");
    assertThat(query("--datalog", "order(O, _, _, _, L, _)@_").out()).doesNotContain("times by");

    JsonNode json =
        new ObjectMapper()
            .readTree(query("--json", "--datalog", "order(O, _, _, _, _, _)@[T, _]").out());
    assertThat(json.path("rows").path(0).path(1).isIntegralNumber()).isTrue();
    assertThat(json.path("clock").path("clock").asText()).isEqualTo("the desk's simulated clock");
    assertThat(json.path("clock").path("venueAheadNanos").isIntegralNumber()).isTrue();
  }

  @Test
  void everyRecordOfTheJournalIsAFact() {
    assertThat(ask("order(O, I, S, K, L, P)@[T, _]").rows())
        .hasSize((int) recorded(Derived.Ordered.class::isInstance))
        .isNotEmpty();
    assertThat(ask("warrant(W, I, S, C, A, B)@[F, T]").rows())
        .hasSize((int) recorded(Derived.Issued.class::isInstance));
    assertThat(ask("deliberation(C, Why, I, O, W, N)@_").rows())
        .hasSize((int) recorded(Derived.Deliberated.class::isInstance));
    assertThat(ask("refused(O, I, S, G, R, V, L, D)@[T, _]").rows())
        .hasSize((int) recorded(Derived.Refused.class::isInstance));
    assertThat(ask("escaped(O)").rows()).isEmpty();
  }

  @Test
  void everyRelationIsTheSameFromTheExcerptAndFromTheWholeJournal() {
    int filled = 0;
    for (Relations.Relation relation : Relations.all()) {
      String question = relation.all();
      assertThat(Relations.quick(runFolder(), question))
          .as(question)
          .isEqualTo(Relations.whole(runFolder(), question));
      filled += Relations.quick(runFolder(), question).isEmpty() ? 0 : 1;
    }
    assertThat(filled).isGreaterThan(15);
    assertThat(ask("belief(I, R, P)@[F, T]").rows())
        .hasSize((int) recorded(Derived.Believed.class::isInstance));
  }

  @Test
  void whatAnOrderStandsOnIsWhatAWalkThroughTheTraceFinds() {
    TraceReader trace = TraceReader.open(runFolder().trace());
    OrderIds ids = OrderIds.of(trace);
    String id = ids.find(null);
    TreeSet<Digest> seen = new TreeSet<>();
    TreeSet<String> facts = new TreeSet<>();
    ArrayDeque<Digest> open = new ArrayDeque<>();
    open.add(ids.node(id));
    while (!open.isEmpty()) {
      TraceNode node = trace.find(open.remove());
      if (node != null && seen.add(node.id())) {
        open.addAll(node.children());
        if (node.kind() == TraceNode.Kind.FACT) {
          facts.add(node.content());
        }
      }
    }
    Answer answer = ask("stands_on(/order/" + id + ", F)");
    assertThat(answer.rows()).hasSameSizeAs(facts).isNotEmpty();
    assertThat(answer.proofs(3).roots()).hasSize(Math.min(3, facts.size()));
  }

  private static List<Digest> digests(Answer answer) {
    return answer.proofs(Integer.MAX_VALUE).nodes().stream().map(ProofNode::digest).toList();
  }

  private static TraceRead asWhole(String text) {
    Question question = Question.read("question", text);
    Answer all = question.askWhole(runFolder(), Fuel.PLENTY, (Long) null);
    Answer some = question.ask(runFolder(), Fuel.PLENTY, null);
    assertThat(all.trace().way()).isEqualTo(TraceRead.Way.WHOLE);
    assertThat(some.columns()).isEqualTo(all.columns());
    assertThat(some.rows()).as(text).isEqualTo(all.rows()).isNotEmpty();
    assertThat(digests(some)).as(text).isEqualTo(digests(all));
    return some.trace();
  }

  /// What the run has that questions can name: `%o` an order, `%n` its node, `%c` a cut.
  private static String named(String question) {
    OrderIds ids = OrderIds.of(TraceReader.open(runFolder().trace()));
    String id = ids.find(null);
    Answer cuts =
        ask(
            "cut(M) :- deliberation(C, _, N, _, _, _)@_, N > 0 |> do fn:group_by(), let M = fn:max(C).");
    return question
        .replace("%o", "/order/" + id)
        .replace("%n", "/node/" + ids.node(id).hex().substring(0, 32))
        .replace("%c", cuts.rows().getFirst().values().getFirst().toString());
  }

  @Test
  void aQuestionThatNamesWhereToBeginReadsWhatItLeadsToAndAnswersTheSame() {
    List<String> questions =
        List.of(
            "stands_on(%o, F)",
            "ruled_by(%o, R)",
            "below(%o, P), uses_rule(P, R), node(P, K)",
            "uses_rule(P, R), P = S, below(%o, S)",
            "supports(%n, F)",
            "rule_used(%n, R)",
            "part(%n, S)",
            "deep(P, S) :- part(P, S). deep(P, S) :- part(P, Q), deep(Q, S). ? deep(%n, S).",
            "q(K, N) :- below(%o, P), node(P, K) |> do fn:group_by(K), let N = fn:count(). ? q(K, N).",
            "q(P) :- below(%o, P), !rule_used(P, _). ? q(P).",
            "step(%c, P), node(P, K)",
            "stale(%o, F, Age), Age > 0",
            "own_step(%o, P), seen(P, F)@[From, To, Seen], To >= Seen",
            "order(%o, _, _, _, _, _)@[T, _], own_step(%o, P), <-[0s, 300ms]@T seen(P, F)",
            "q(P) :- order(%o, _, _, _, _, _)@[T, _], own_step(%o, P), seen(P, F)@_,"
                + " !<-[0s, 1ms]@T seen(P, F). ? q(P).",
            "step(%c, P), intent(P, I, S, Strategy, Rule, Edge)",
            "deliberation(%c, Why, _, _, _, P)@[T, _], premise(P, 0, S), proves(S, F)",
            "order(%o, I, S, K, L, Price)@[T, _], ordered(%o, P), own_warrant(P, W), proves(W, F)");
    for (String question : questions) {
      TraceRead read = asWhole(named(question));
      assertThat(read.way()).as(question).isEqualTo(TraceRead.Way.ASKED);
      assertThat(read.nodes()).as(question).isPositive().isLessThanOrEqualTo(read.of());
    }
  }

  @Test
  void aQuestionThatNamesNothingReadsTheWholeTrace() {
    for (String question : List.of("ordered(O, P)", "node(P, /order), uses_rule(P, R)")) {
      Answer answer = ask(question);
      assertThat(answer.trace().way()).as(question).isEqualTo(TraceRead.Way.WHOLE);
    }
    assertThat(ask("order(O, I, S, K, L, P)@[T, _]").trace().way())
        .isEqualTo(TraceRead.Way.NOTHING);
  }

  /// From the journal's own times, fact by fact.
  @Test
  void howOldAFactWasIsWhatTheTimesOfTheInputsSay() {
    TreeMap<Long, Long> times = new TreeMap<>();
    JournalReader.read(
        runFolder().journal(),
        e -> {
          if (e instanceof Entry.Input i) {
            times.put(i.seq(), i.stamped().nanos());
          }
        });
    long sent =
        number(ask(named("order(%o, _, _, _, _, _)@[T, _]")).rows().getFirst().values().getFirst());
    TreeSet<String> expected = new TreeSet<>();
    for (var row : ask(named("own_step(%o, P), edb_leaf(P, F)")).rows()) {
      Value fact = row.values().get(1);
      String kind = part(fact, 0).toString();
      if (!kind.equals("/admitted")) {
        long source = number(part(fact, kind.equals("/event") ? 1 : 2));
        expected.add(fact + " " + (sent - Objects.requireNonNull(times.get(source))));
      }
    }
    TreeSet<String> told = new TreeSet<>();
    ask(named("stale(%o, F, Age)"))
        .rows()
        .forEach(r -> told.add(r.values().get(0) + " " + r.values().get(1)));
    assertThat(told).isEqualTo(expected).hasSizeGreaterThan(3);
    assertThat(ask("stale(O, F, Age), Age < 0").rows()).isEmpty();
    assertThat(ask("stale(O, F, Age), Age > 1s").rows()).isNotEmpty();
  }

  private static Value part(Value fact, int at) {
    return ((Value.ListOf) fact).items().get(at);
  }

  private static long number(Value value) {
    return ((Value.Num) value).value();
  }

  @Test
  void aWindowOverWhatWasSeenIsWhatWasHeardWithinIt() {
    String fresh = "<-[0s, 300ms]@T seen(P, F)";
    String by = "order(O, _, _, _, _, _)@[T, _], own_step(O, P), seen(P, F)@[From, To, Seen]";
    int in = ask("q(O, P) :- " + by + ", " + fresh + ".").rows().size();
    int out = ask("q(O, P) :- " + by + ", !" + fresh + ".").rows().size();
    assertThat(in).isPositive();
    assertThat(out).isPositive();
    assertThat(ask("q(O, P) :- " + by + ".").rows()).hasSize(in + out);
    assertThat(
            ask("q(O, P) :- " + by + ", From <= T, Seen <= T, Age = fn:minus(T, To), Age <= 300ms.")
                .rows())
        .hasSize(in);
  }

  /// Each question of the manuals about a run, asked of this one.
  @Test
  void everyQuestionOfTheManualsIsAnswered() throws IOException {
    int asked = 0;
    String order = "/order/" + OrderIds.of(TraceReader.open(runFolder().trace())).find(null);
    for (String page : List.of("docs/deduce.md", "docs/how-to/auditor.md")) {
      Matcher m =
          Pattern.compile("(?m)^\\./warrant trace query RUN (--datalog|--sql) '([^']+)'( --why)?")
              .matcher(Files.readString(SharedData.root().resolve(page)));
      while (m.find()) {
        Said said = query(m.group(1), m.group(2).replaceAll("/order/W\\w+", order));
        assertThat(said.code()).as(m.group(2) + said.err()).isZero();
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(10);
  }

  /// Over the node and what is right below it, what is below that seems to be missing.
  @Test
  void anErrorThatOnlyAPartOfTheTraceComesToIsNone() {
    String question =
        """
        lost(P, V) :- premise(P, _, S), !node(S, _), proves(P, F), V = fn:list:get(F, 99).
        q(S) :- premise(%n, _, S).
        q(S) :- lost(%n, S).
        ? q(S).
        """;
    assertThat(asWhole(named(question)).way()).isEqualTo(TraceRead.Way.WHOLE);
  }

  @Test
  void namesOfNothingHaveNoAnswerEitherWay() {
    for (String text :
        List.of(
            "stands_on(/order/nobody, F)",
            "stands_on(/order/%zz, F)",
            "part(/node/abc, S)",
            "part(7, S)",
            "part(/node/" + "0".repeat(32) + ", S)")) {
      Question question = Question.read("question", text);
      assertThat(question.ask(runFolder(), Fuel.PLENTY, null).rows()).isEmpty();
      assertThat(question.askWhole(runFolder(), Fuel.PLENTY, (Long) null).rows()).isEmpty();
    }
  }

  @Test
  void theAnswerSaysWhatItRead() throws IOException {
    String question = named("stands_on(%o, F)");
    assertThat(query("--datalog", question).out())
        .containsPattern("read \\d+ of the trace's \\d+ nodes; --whole reads all of them\\R$");
    assertThat(query("--datalog", question, "--whole").out())
        .containsPattern("read the whole trace, \\d+ nodes\\R$");
    JsonNode json = new ObjectMapper().readTree(query("--json", "--datalog", question).out());
    assertThat(json.path("trace").path("read").asText()).isEqualTo("asked");
    assertThat(json.path("trace").path("nodes").asInt()).isPositive();
  }

  @Test
  void sqlAndDatalogAgree() {
    Said sql = query("--json", "--sql", "select count(*) from ord where side = 'BUY'");
    Said datalog =
        query(
            "--json",
            "--datalog",
            "n(N) :- order(O, _, /buy, _, _, _)@[T, _] |> do fn:group_by(), let N = fn:count().");
    assertThat(sql.code()).isZero();
    assertThat(datalog.code()).isZero();
    assertThat(first(datalog)).isEqualTo(first(sql)).isNotEqualTo("0");
  }

  private static String first(Said said) {
    try {
      JsonNode node = new ObjectMapper().readTree(said.out());
      return node.path("rows").path(0).path(0).asText();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whoWroteAndApprovedAPackIsAFactFromTheCertificate() {
    assertThat(ask("unapproved(K)").rows()).isEmpty();
    assertThat(ask("pack(K)").rows()).hasSize(3);
    assertThat(ask("author(K, Who)").rows().toString()).contains("/person/demo-ann");
    assertThat(ask("approver(K, Who)").rows()).isNotEmpty();
    assertThat(ask("same_hand(K)").rows()).isEmpty();
    assertThat(ask("order(O, _, _, _, _, _)@_, !order_warrant(O, _)").rows()).isEmpty();
    long under = ask("under_pack(O, K)").rows().size();
    assertThat(ask("o(O) :- approved_by(O, _).").rows()).hasSize((int) under);
    assertThat(query("--why", "--datalog", "approver(K, Who)").out())
        .contains("signature(/statement/", "Every step of these proofs was checked.");
  }

  @Test
  void aTableWithItsProofsIsPrinted() {
    Said said =
        query("--why", "--rows", "2", "--datalog", "ruled_by(O, R), order(O, I, /sell, _, _, _)@_");
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .containsPattern("(?m)^O +R +I$")
        .contains("[given]", "[run.mg:", "Every step of these proofs was checked.")
        .containsPattern("\\d+ rows, \\d+ steps, \\d+ ms");
  }

  @Test
  void aQuestionMayBeAFile() throws IOException {
    Path file = folder.resolve("q.mg");
    Files.writeString(file, "# sides\nside(S) :- order(_, _, S, _, _, _)@_.\n? side(S).\n");
    assertThat(query("--datalog", file.toString()).out()).contains("/sell");
    Files.writeString(file, "side(S) :- ordr(_, S).\n");
    Said wrong = query("--datalog", file.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("q.mg:1:12", "ordr", "Maybe you meant order.");
  }

  @Test
  void wrongQuestionsAreToldWhatIsWrong() {
    assertThat(query("--sql", "select * from nowhere").err()).contains("NOWHERE", "Maybe ask");
    assertThat(query("--sql", "delete from ord").code()).isEqualTo(2);
    assertThat(query("--datalog", "supports(P, F)", "--fuel", "100").err()).contains("deduce-fuel");
    assertThat(query("--datalog", "mode(M)", "--at", "noon").err()).contains("noon");
    assertThat(query("--datalog", "").err()).contains("expected");
    assertThat(query().code()).isEqualTo(2);
    assertThat(query("--relations").out()).contains("Decl order(");
  }

  @Test
  void tablesThatAnotherProgramHasOpenAreToldWithItsNumber() throws IOException {
    Said before = query("--sql", "select count(*) from ord");
    assertThat(before.code()).isZero();
    try (TablesChild other = TablesChild.on(runFolder().path())) {
      Said said = query("--sql", "select count(*) from ord");
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err())
          .contains("desk.mv.db is in use by process " + other.pid())
          .contains("nothing was built again")
          .contains("Maybe close what has it open");
      assertThat(query("--datalog", "order(O, _, _, _, _, _)@_").code()).isZero();
    }
    Said after = query("--sql", "select count(*) from ord");
    assertThat(after.out()).isEqualTo(before.out());
  }
}
