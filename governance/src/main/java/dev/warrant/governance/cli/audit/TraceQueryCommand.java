package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.ask.Answer;
import dev.warrant.governance.ask.Question;
import dev.warrant.governance.audit.Clocks;
import dev.warrant.governance.audit.TimeColumns;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.store.SqlTable;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.ProofGraph;
import dev.warrant.reasoning.deduce.lang.Times;
import dev.warrant.reasoning.deduce.lang.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks a run in Datalog or in SQL.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a run in Datalog, with proofs, or in SQL.",
      "Of the trace a question in Datalog reads what it leads to, starting at the orders, nodes",
      "and deliberations it names; where it names none it reads all. The answer says which.",
      "--relations shows what can be asked; docs/deduce.md has the language."
    })
final class TraceQueryCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "run folder or id (default: the latest run)")
  private @Nullable String run;

  @ArgGroup(multiplicity = "1")
  private Asked asked = new Asked();

  static final class Asked {
    @Option(
        names = "--datalog",
        paramLabel = "TEXT|FILE.mg",
        description = "a question such as: order(O, I, /buy, K, L, P)@[T, _], L > 100")
    @Nullable String datalog;

    @Option(
        names = "--sql",
        paramLabel = "TEXT",
        description = "a select over the tables of the run")
    @Nullable String sql;

    @Option(names = "--relations", description = "the relations and rules that questions can use")
    boolean relations;
  }

  @Option(names = "--why", description = "with the proof of each row, checked step by step")
  private boolean why;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "6",
      description = "steps of a proof that are shown (default: ${DEFAULT-VALUE})")
  private int depth;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200",
      description = "rows that are shown, 20 at most with --why (default: ${DEFAULT-VALUE})")
  private int most;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "what 'now' means, such as 2026-03-02T14:03:12Z (default: the last input)")
  private @Nullable String at;

  @Option(
      names = "--fuel",
      paramLabel = "STEPS",
      defaultValue = "1000000000",
      description = "steps before the question is given up (default: ${DEFAULT-VALUE})")
  private long fuel;

  @Option(
      names = "--whole",
      description = "read the whole trace and the whole journal, and verify every byte")
  private boolean whole;

  @Mixin private HouseOptions house = new HouseOptions();

  private static final int PROOFS_MOST = 20;
  private static final long ROWS_CONCLUDED_MOST = 30_000_000;

  @Override
  public Integer call() throws IOException {
    if (asked.relations) {
      System.out.print(Question.libraryText());
      return 0;
    }
    if (most < 0) {
      throw new IllegalArgumentException(
          "found --rows " + most + ", expected 0 or more\nMaybe leave it out: 200 are shown.");
    }
    RunFolder folder = Runs.find(run);
    if (asked.sql != null) {
      SqlTable table = SqlTable.ask(folder.path(), asked.sql);
      System.out.println(
          house.json()
              ? json(folder, table.columns(), table.rows())
              : table(table.columns(), table.rows()));
      return 0;
    }
    datalog(folder, String.valueOf(asked.datalog));
    return 0;
  }

  private void datalog(RunFolder folder, String text) throws IOException {
    boolean file = text.endsWith(".mg");
    Question read =
        Question.read(file ? text : "question", file ? Files.readString(Path.of(text)) : text);
    Question question = read.ofPeople() ? read.beside(signed()) : read;
    long start = Stopwatch.ticks();
    Fuel given = new Fuel(fuel, Math.min(fuel, ROWS_CONCLUDED_MOST));
    Answer answer =
        whole
            ? question.askWhole(folder, given, instant())
            : question.ask(folder, given, instant());
    long millis = (Stopwatch.ticks() - start) / 1_000_000;
    TimeColumns times = TimeColumns.of(answer);
    List<List<String>> rows = times.rows();
    ProofGraph proofs = why ? answer.proofs(Math.min(most, PROOFS_MOST)) : null;
    if (house.json()) {
      List<List<Value>> values = answer.rows().stream().map(f -> f.values()).toList();
      System.out.println(json(folder, answer, values, proofs));
      return;
    }
    System.out.println(table(answer.columns(), rows));
    if (proofs != null) {
      proofs.roots().forEach(r -> System.out.print("\n" + proofs.tree(r, depth)));
      System.out.println("\nEvery step of these proofs was checked.");
    }
    if (times.any()) {
      String signers = times.signed() ? "; of what people signed, by the signers' own clocks" : "";
      System.out.println("times by " + Clocks.of(folder).says() + signers);
    }
    System.out.println(
        rows.size() + " rows, " + answer.model().steps() + " steps, " + millis + " ms");
    System.out.println(answer.trace().says());
  }

  /// What people signed; nothing if there is no release folder and none was named.
  private List<Signed> signed() throws IOException {
    boolean there = house.named() || Files.isDirectory(house.folder().resolve("log"));
    return there ? house.open().records() : List.of();
  }

  private @Nullable Long instant() {
    if (at == null) {
      return null;
    }
    Long nanos = Times.instant(at);
    if (nanos == null) {
      throw new IllegalArgumentException(
          "found the time " + at + ", expected one such as 2026-03-02T14:03:12Z");
    }
    return nanos;
  }

  private String table(List<String> columns, List<List<String>> rows) {
    int[] widths = new int[columns.size()];
    List<List<String>> all = new ArrayList<>(List.of(columns));
    all.addAll(rows.subList(0, Math.min(most, rows.size())));
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    if (rows.size() > most) {
      out.append("… ").append(rows.size() - most).append(" rows more; see them with --rows\n");
    }
    return out.toString().stripTrailing();
  }

  private static ObjectNode head(RunFolder folder, List<String> columns) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("run", folder.id());
    columns.forEach(node.putArray("columns")::add);
    return node;
  }

  private static String json(RunFolder folder, List<String> columns, List<List<String>> rows) {
    ObjectNode node = head(folder, columns);
    ArrayNode out = node.putArray("rows");
    rows.forEach(row -> row.forEach(out.addArray()::add));
    return node.toString();
  }

  private String json(
      RunFolder folder, Answer answer, List<List<Value>> rows, @Nullable ProofGraph proofs) {
    ObjectNode node = head(folder, answer.columns());
    ObjectNode trace = node.putObject("trace");
    trace.put("read", answer.trace().way().name().toLowerCase(Locale.ROOT));
    trace.put("nodes", answer.trace().nodes());
    ArrayNode out = node.putArray("rows");
    for (List<Value> row : rows) {
      ArrayNode line = out.addArray();
      for (Value v : row) {
        switch (v) {
          case Value.Num n -> line.add(n.value());
          case Value.Text t -> line.add(t.text());
          case Value other -> line.add(other.toString());
        }
      }
    }
    if (proofs != null) {
      node.put("checked", true);
      ArrayNode trees = node.putArray("proofs");
      proofs.roots().forEach(r -> trees.add(proofs.tree(r, depth)));
    }
    node.set("clock", Clocks.of(folder).json());
    return node.toString();
  }
}
