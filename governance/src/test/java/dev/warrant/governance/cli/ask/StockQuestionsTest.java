package dev.warrant.governance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.RunRecord;
import dev.warrant.governance.cli.Said;
import dev.warrant.governance.cli.common.OrderIds;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.store.SqlTable;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.Leaves;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.TileNodes;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stock questions, asked of one backtest, and held against what its record says otherwise.
final class StockQuestionsTest {
  private static final int WARRANT_FIELD = 2;

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void trade() {
    Said said = Said.by("backtest", "--generated", "0.003", "--seed", "3", "--run", path());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(record().orders()).hasSizeGreaterThan(5);
  }

  private static String path() {
    return folder.resolve("asked").toString();
  }

  private static RunFolder run() {
    return new RunFolder(Path.of(path()));
  }

  private static RunRecord record() {
    return RunRecord.read(run());
  }

  private static Said ask(String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--run", path()));
    return Said.by(args.toArray(String[]::new));
  }

  private static JsonNode json(String... command) throws IOException {
    List<String> args = new ArrayList<>(List.of(command));
    args.add("--json");
    Said said = ask(args.toArray(String[]::new));
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    return new ObjectMapper().readTree(said.out());
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> out = new ArrayList<>();
    array.forEach(one -> out.add(one.path(field).asText()));
    return out;
  }

  @Test
  void ordersUnderAPackAreFoundByVersionNameAndDigits() throws IOException {
    int orders = record().orders().size();
    String policy = record().stretches().getFirst().packs().policy().hex();
    for (String pack : List.of(policy.substring(0, 8), "house-policy@1.0.0", "house-strategy")) {
      JsonNode answer = json("under-pack", pack);
      assertThat(answer.path("orders").asInt()).isEqualTo(orders);
      assertThat(answer.path("list")).hasSize(orders);
    }
    assertThat(json("under-pack", "1.0.0").path("packs")).hasSize(2);
    Said wrong = ask("under-pack", "9.9.9");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            "was never under \"9.9.9\", expected one of policy house-policy 1.0.0 (", "Maybe");
  }

  @Test
  void ordersUsingAFactAreThoseWhoseOwnDerivationReachesIt() throws IOException {
    TraceReader trace = TraceReader.open(run().trace());
    for (String fact : List.of("Quote", "Pattern", "Belief", "Measure")) {
      TreeSet<String> expected = new TreeSet<>();
      OrderIds ids = OrderIds.of(trace);
      for (String id : ids.sent()) {
        if (reaches(trace, ids.node(id), fact + "(", new TreeSet<>())) {
          expected.add(id);
        }
      }
      Said said = ask("orders-using", fact, "--json");
      if (said.code() == 0) {
        JsonNode answer = new ObjectMapper().readTree(said.out());
        assertThat(texts(answer.path("list"), "order"))
            .as(fact)
            .containsExactlyInAnyOrderElementsOf(expected);
      } else {
        assertThat(expected).as(said.err()).isEmpty();
      }
    }
    String model = record().stretches().getFirst().packs().model().hex();
    assertThat(json("orders-using", model).path("underModel").asInt())
        .isEqualTo(record().orders().size());
    Said wrong = ask("orders-using", "moonphase");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("no derivation of asked has a fact \"moonphase\"", "Maybe");
  }

  @Test
  void factsAreToldInTheWordsOfWhyAndExactlyBesidesForAProgram() throws IOException {
    String text = ask("orders-using", "belief").out();
    assertThat(text).doesNotContain("[/belief").containsPattern("USDT believed [a-z]+ at \\d+ %");
    assertThat(json("orders-using", "belief").path("found"))
        .allSatisfy(one -> {
          assertThat(one.path("exact").asText()).startsWith("[/belief, ");
          String input = one.path("exact").asText().split(", ", -1)[2];
          assertThat(one.path("says").asText()).endsWith(" %, input " + input);
        });
    assertThat(ask("orders-using", "quote").out())
        .containsPattern("BTCUSDT \\d{5}\\.\\d / \\d{5}\\.\\d, input \\d+");
  }

  /// A walk that follows, of a deliberation, the order's own warrant only.
  private static boolean reaches(
      TraceReader trace, Digest id, String content, TreeSet<Digest> seen) {
    TraceNode node = Objects.requireNonNull(trace.find(id));
    if (!seen.add(id)) {
      return false;
    }
    if (node.content().startsWith(content)) {
      return true;
    }
    for (Digest child : node.children()) {
      TraceNode below = Objects.requireNonNull(trace.find(child));
      if (below.kind() != TraceNode.Kind.DELIBERATION) {
        if (reaches(trace, child, content, seen)) {
          return true;
        }
        continue;
      }
      String warrant = node.content().split(",", -1)[WARRANT_FIELD];
      for (Digest of : below.children()) {
        TraceNode one = Objects.requireNonNull(trace.find(of));
        boolean own =
            one.kind() == TraceNode.Kind.WARRANT && one.content().split(",", -1)[1].equals(warrant);
        if (own && reaches(trace, of, content, seen)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void theSameSeedDrawsTheSameSampleAndEachHasItsPlaceInTheLog() throws IOException {
    JsonNode one = json("audit", "sample", "--seed", "7", "-n", "4");
    assertThat(json("audit", "sample", "--seed", "7", "-n", "4")).isEqualTo(one);
    JsonNode other = json("audit", "sample", "--seed", "8", "-n", "4");
    assertThat(texts(other.path("sample"), "order"))
        .isNotEqualTo(texts(one.path("sample"), "order"));
    assertThat(one.path("population").path("count").asInt()).isEqualTo(record().orders().size());
    assertThat(one.path("population").path("contiguous").asBoolean()).isTrue();
    Leaves leaves = new Leaves(run().journal(), run().log());
    for (JsonNode drawn : one.path("sample")) {
      Leaves.Leaf leaf = Objects.requireNonNull(leaves.order(drawn.path("order").asText()));
      assertThat(drawn.path("leaf").asLong()).isEqualTo(leaf.index());
      assertThat(drawn.path("says").asText()).contains(" at ");
    }
    assertThat(json("audit", "sample", "--seed", "1", "-n", "999").path("size").asInt())
        .isEqualTo(record().orders().size());
    assertThat(ask("audit", "sample", "--seed", "1", "-n", "2").out())
        .contains("population: ", "have no gap", "up to the last input", "; the run was closed");
    assertThat(ask("audit", "sample", "--seed", "1", "-n", "0").err()).contains("one or more");
  }

  @Test
  void aSampleIsVerifiedInOnePass() throws IOException {
    JsonNode all = json("audit", "sample", "--seed", "7", "-n", "99", "--verify").path("sample");
    assertThat(all).hasSize(record().orders().size());
    assertThat(texts(all, "verified")).containsOnly("true");
  }

  @Test
  void refusalsAndDeliberationsAreSampledToo() throws IOException {
    for (String of : List.of("refusals", "deliberations")) {
      String table = of.equals("refusals") ? "refusal" : "deliberation";
      String count =
          SqlTable.ask(run().path(), "select count(*) from " + table).rows().getFirst().getFirst();
      JsonNode drawn = json("audit", "sample", "--seed", "7", "-n", "3", "--of", of);
      assertThat(drawn.path("population").path("count").asText()).isEqualTo(count);
      assertThat(drawn.path("sample")).hasSize(Math.min(3, Integer.parseInt(count)));
      assertThat(drawn.path("population").path("readWhole").asBoolean()).isFalse();
      JsonNode whole = json("audit", "sample", "--seed", "7", "-n", "3", "--of", of, "--whole");
      assertThat(whole.path("population").path("readWhole").asBoolean()).isTrue();
      assertThat(whole.path("sample")).isEqualTo(drawn.path("sample"));
    }
  }

  @Test
  void aLogThatExtendsAnEarlierHeadIsUnchanged() throws IOException {
    Checkpoint now = Checkpoint.parse(new Leaves(run().journal(), run().log()).note().text());
    NoteSigner signer = RunLogs.signer();
    long size = now.size() * 2 / 3;
    Digest root;
    try (TileNodes nodes = new TileNodes(run().log(), now.size())) {
      root = new Proofs(nodes).root(0, size);
    }
    Path good = head("good", signer, Checkpoint.of(now.origin(), size, root));
    Path other = head("other", signer, Checkpoint.of(now.origin(), size, now.root()));
    String key = signer.open().toString();
    JsonNode answer = json("unchanged-since", good.toString(), "--key", key);
    assertThat(answer.path("unchanged").asBoolean()).isTrue();
    List<Digest> path = new ArrayList<>();
    answer.path("consistency").path("path").forEach(h -> path.add(Digest.parse(h.asText())));
    assertThat(Proofs.continues(size, root, now.size(), now.root(), path)).isTrue();

    Said changed = ask("unchanged-since", other.toString(), "--key", key);
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out()).startsWith("CHANGED: ").contains("TAMPERED");
    NoteSigner stranger = NoteSigner.generate(signer.open().name(), NoteKey.Use.LOG);
    Said untold = ask("unchanged-since", good.toString(), "--key", stranger.open().toString());
    assertThat(untold.code()).isEqualTo(2);
    assertThat(untold.out()).contains("is not signed by");
    assertThat(ask("unchanged-since", path() + "/none", "--key", key).code()).isEqualTo(2);

    JsonNode heads = json("unchanged-since", good.toString(), "--key", key, "--heads");
    assertThat(heads.path("unchanged").asBoolean()).isTrue();
    assertThat(heads.path("recordsRead").asBoolean(true)).isFalse();
    assertThat(heads.path("consistency")).isEqualTo(answer.path("consistency"));
    Said forked = ask("unchanged-since", other.toString(), "--key", key, "--heads");
    assertThat(forked.code()).isEqualTo(1);
    assertThat(forked.out()).startsWith("CHANGED: ");
    Path later = head("later", signer, Checkpoint.of(now.origin(), now.size() + 1, root));
    assertThat(ask("unchanged-since", later.toString(), "--key", key, "--heads").out())
        .startsWith("CHANGED: ")
        .contains("it is of " + now.size());
    Path foreign = head("foreign", signer, Checkpoint.of("another.log/run", size, root));
    assertThat(ask("unchanged-since", foreign.toString(), "--key", key, "--heads").out())
        .contains("expected another.log/run");
    assertThat(
            ask("unchanged-since", good.toString(), "--key", stranger.open().toString(), "--heads")
                .code())
        .isEqualTo(2);

    assertThat(answer.path("recordsRead").asBoolean()).isTrue();
    assertThat(ask("unchanged-since", good.toString(), "--key", key, "--heads", "--records").code())
        .isEqualTo(2);
    Path grown = folder.resolve("grown");
    Packs.copy(Path.of(path()), grown);
    try (RandomAccessFile sparse =
        new RandomAccessFile(grown.resolve("journal/none.wj").toFile(), "rw")) {
      sparse.setLength(129L << 20);
    }
    assertThat(
            Said.by("unchanged-since", good.toString(), "--key", key, "--run", grown.toString())
                .out())
        .startsWith("unchanged heads: ")
        .containsPattern("the records themselves \\(\\d+ MiB\\) were not read");

    Path untiled = folder.resolve("untiled");
    Packs.copy(Path.of(path()), untiled);
    Files.move(untiled.resolve("log/tile"), folder.resolve("tiles elsewhere"));
    Said cannot =
        Said.by(
            "unchanged-since",
            good.toString(),
            "--key",
            key,
            "--run",
            untiled.toString(),
            "--heads");
    assertThat(cannot.code()).as(cannot.out()).isEqualTo(2);
    assertThat(cannot.out()).startsWith("not told: ").contains("Maybe --records");
    assertThat(
            Said.by("unchanged-since", good.toString(), "--key", key, "--run", untiled.toString())
                .out())
        .contains("tile/0/000: the tile is missing");

    Path forged = folder.resolve("forged");
    Packs.copy(Path.of(path()), forged);
    shortened(forged);
    Said cut =
        Said.by("unchanged-since", good.toString(), "--key", key, "--run", forged.toString());
    assertThat(cut.code()).as(cut.out()).isEqualTo(1);
  }

  private static Path head(String name, NoteSigner signer, Checkpoint of) throws IOException {
    Path file = folder.resolve(name + ".checkpoint");
    String text = of.text();
    Files.writeString(file, new Note(text, List.of(signer.sign(text))).toString());
    return file;
  }

  /// Leaves every hundredth input out and makes checksums and chains again.
  private static void shortened(Path run) throws IOException {
    Path original = run.resolve("original");
    Files.move(run.resolve("journal"), original);
    try (Journal copy = JournalWriter.open(run.resolve("journal"), "asked")) {
      JournalReader.read(
          original,
          entry -> {
            switch (entry) {
              case Entry.Input i when i.seq() % 100 == 99 -> {}
              case Entry.Input i -> copy.input(i.stamped().nanos(), i.stamped().event());
              case Entry.Concluded c -> copy.derived(c.derived());
            }
          });
    }
  }

  /// The manual names each question with one example; each must be answered.
  @Test
  void everyExampleOfTheAuditorsManualIsAnswered() throws IOException {
    String manual = Files.readString(SharedData.root().resolve("docs/how-to/auditor.md"));
    String table = manual.substring(manual.indexOf("## The stock questions"));
    Matcher m =
        Pattern.compile("(?m)^\\|[^|]+\\| `\\./warrant ([^`]+)` \\|")
            .matcher(table.substring(0, table.indexOf("\n## Why")));
    List<String> asked = new ArrayList<>();
    Path head = folder.resolve("head");
    Files.copy(run().log().resolve("checkpoint"), head);
    while (m.find()) {
      List<String> args = new ArrayList<>();
      Matcher word = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+").matcher(m.group(1));
      while (word.find()) {
        args.add(
            switch (word.group()) {
              case "RUN" -> path();
              case "ORDER" -> record().orders().getFirst().id();
              case "CHECKPOINT" -> head.toString();
              case "VKEY" -> RunLogs.signer().open().toString();
              default -> word.group().replaceAll("^['\"]|['\"]$", "");
            });
      }
      Said said = Said.by(args.toArray(String[]::new));
      assertThat(said.code()).as(args + said.err() + said.out()).isZero();
      assertThat(said.out()).as(args.toString()).isNotBlank();
      asked.add(args.getFirst());
    }
    assertThat(asked).hasSizeGreaterThan(10).contains("who", "why", "audit", "unchanged-since");
  }

  /// From the excerpt, the index and what is kept beside it; from all of journal and trace; and
  /// again after all of these are gone.
  @Test
  void whatIsKeptBesideARunAnswersAsTheWholeRecordDoes() throws IOException {
    TraceNode belief = anyBelief();
    List<List<String>> questions =
        List.of(
            List.of("rules-never-fired"),
            List.of("orders-using", "belief"),
            List.of("orders-using", "derived"),
            List.of("orders-using", "market.volatility"),
            List.of("orders-using", belief.id().hex().substring(0, 20)),
            List.of("orders-using", belief.content().split(",", -1)[1]));
    List<JsonNode> kept = new ArrayList<>();
    for (List<String> question : questions) {
      JsonNode quick = json(question.toArray(String[]::new));
      List<String> whole = new ArrayList<>(question);
      whole.add("--whole");
      JsonNode all = json(whole.toArray(String[]::new));
      assertThat(all.path("readFrom").toString()).contains("every byte of which was verified");
      assertThat(quick.path("readFrom").toString()).contains("excerpt", "--whole");
      assertThat(without(all)).as(question.toString()).isEqualTo(without(quick.deepCopy()));
      kept.add(quick);
    }
    for (String gone : List.of("excerpt", "trace/index")) {
      try (Stream<Path> files = Files.list(run().path().resolve(gone))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      assertThat(json(questions.get(i).toArray(String[]::new))).isEqualTo(kept.get(i));
    }
  }

  private static JsonNode without(JsonNode answer) {
    return ((ObjectNode) answer).without("readFrom");
  }

  /// A belief that an order rests on.
  private static TraceNode anyBelief() throws IOException {
    String node = json("orders-using", "belief").path("found").path(0).path("node").asText();
    List<TraceNode> out = new ArrayList<>();
    TraceReader.open(run().trace())
        .forEach(n -> {
          if (n.id().hex().startsWith(node)) {
            out.add(n);
          }
        });
    assertThat(out.getFirst().content()).startsWith("Belief(");
    return out.getFirst();
  }

  @Test
  void rulesThatNeverFiredAreThoseThatNoStepOfTheTraceNames() throws IOException {
    JsonNode answer = json("rules-never-fired", "--rebuild");
    TreeSet<String> never = new TreeSet<>();
    answer
        .path("never")
        .forEach(n -> never.add(n.path("kind").asText() + " " + n.path("name").asText()));
    TreeSet<String> fired = new TreeSet<>();
    TraceReader.open(run().trace())
        .forEach(node -> {
          switch (node.kind()) {
            case INTENT, DERIVED -> fired.add("rule " + node.rule());
            case PROOF -> fired.add("clause " + node.rule());
            case OBJECTION, REFUSAL -> fired.add("limit " + node.rule());
            default -> {}
          }
        });
    assertThat(fired).isNotEmpty();
    assertThat(never).isNotEmpty().doesNotContainAnyElementsOf(fired);
    int rules = answer.path("kinds").path("rule").path("all").asInt();
    assertThat(
            fired.stream().filter(f -> f.startsWith("rule ")).count()
                + never.stream().filter(f -> f.startsWith("rule ")).count())
        .isEqualTo(rules);
    assertThat(never).contains("row capital-tiers 100k").doesNotContain("row capital-tiers 5k");
    assertThat(ask("rules-never-fired", "--run", path()).out())
        .contains("asked, asked: never fired ", "which rows of tables decided is not on record");
  }
}
