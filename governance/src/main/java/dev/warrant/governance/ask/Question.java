package dev.warrant.governance.ask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.trace.TraceFound;
import dev.warrant.knowledge.trace.TraceNode;
import dev.warrant.knowledge.trace.TraceReader;
import dev.warrant.reasoning.deduce.Database;
import dev.warrant.reasoning.deduce.Fuel;
import dev.warrant.reasoning.deduce.Program;
import dev.warrant.reasoning.deduce.lang.Checked;
import dev.warrant.reasoning.deduce.lang.Clause;
import dev.warrant.reasoning.deduce.lang.Parser;
import dev.warrant.reasoning.deduce.lang.Source;
import dev.warrant.reasoning.deduce.lang.Term;
import dev.warrant.rules.text.RuleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A question over a run, written in the language of the deductive database. The relations of a run
/// and what is concluded from them are in `run.mg` beside this class.
public final class Question {
  private static final String LIBRARY = "run.mg";

  private final Source source;
  private final Clause asked;
  private final List<Signed> releases;

  private Question(Source source, Clause asked, List<Signed> releases) {
    this.source = source;
    this.asked = asked;
    this.releases = releases;
  }

  /// Reads a question. What is asked is the last `? …`, or else the last clause. A lone condition
  /// needs neither `?` nor dot.
  ///
  /// @param file what errors call it
  /// @throws dev.warrant.rules.text.RuleException naming the first place that is wrong
  public static Question read(String file, String text) {
    String bare = text.strip();
    String whole = bare.endsWith(".") ? bare : bare + ".";
    String signs = signs(whole);
    boolean lone = signs.indexOf('?') < 0 && !signs.contains(":-") && !signs.contains("⟸");
    Source own = Parser.parse(file, lone ? "?" + whole : whole);
    if (own.clauses().isEmpty() && own.goals().isEmpty()) {
      throw new IllegalArgumentException(
          "found no question in "
              + file
              + ", expected one such as: ? order(O, I, S, K, L, P)@[T].");
    }
    Source all = library().plus(own);
    Checked.of(all); // all of it must be right, also what this question does not need
    Clause asked = own.goals().isEmpty() ? own.clauses().getLast() : own.goals().getLast();
    return new Question(all.about(List.of(asked.head().predicate())), asked, List.of());
  }

  /// A text without its strings and comments: what looks like a question in them is none.
  private static String signs(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '#') {
        at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
      } else if (c == '"' || c == '\'' || c == '`') {
        for (at++; at < text.length() && text.charAt(at) != c; at++) {
          at += text.charAt(at) == '\\' ? 1 : 0;
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /// The relations and rules that every question can use.
  public static Source library() {
    return Parser.parse(LIBRARY, libraryText());
  }

  /// Their text.
  public static String libraryText() {
    try (InputStream in = Question.class.getResourceAsStream(LIBRARY)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks a run. Of its trace only what the question can stand on is read, where the question leads
  /// there; the answer says which it was, and is the same.
  ///
  /// @param nowNanos the instant that `now` means; null for that of the last input
  /// @throws dev.warrant.rules.text.RuleException if the fuel is gone or a function has no value
  public Answer ask(RunFolder run, Fuel fuel, @Nullable Long nowNanos) {
    return ask(run, fuel, nowNanos, null, false);
  }

  /// Whether anything that people signed is asked about.
  public boolean ofPeople() {
    return new ApprovalFacts(Program.of(Checked.of(source)).database()).wanted();
  }

  /// The same question, asked of a run beside a release log.
  ///
  /// @param log what people signed, read and checked by who asks
  public Question beside(List<Signed> log) {
    return new Question(source, asked, List.copyOf(log));
  }

  /// Which steps of a trace are looked at.
  @FunctionalInterface
  public interface Steps {
    /// Shows them.
    void each(TraceReader trace, Consumer<TraceNode> to);
  }

  /// Asks a run about some steps of its trace, and about its whole journal, all of which is
  /// verified, whatever may be known of it from an excerpt.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the fuel is gone or a function has no value
  public Answer askWhole(RunFolder run, Fuel fuel, Steps steps) {
    return ask(run, fuel, null, steps, true);
  }

  /// Asks a run about its whole trace and its whole journal.
  ///
  /// @param nowNanos as for [#ask]
  /// @throws dev.warrant.rules.text.RuleException if the fuel is gone or a function has no value
  public Answer askWhole(RunFolder run, Fuel fuel, @Nullable Long nowNanos) {
    return ask(run, fuel, nowNanos, TraceReader::forEach, true);
  }

  /// @param steps null for those that the question asks for
  private Answer ask(
      RunFolder run, Fuel fuel, @Nullable Long nowNanos, @Nullable Steps steps, boolean whole) {
    Program program = Program.of(Checked.of(source));
    Database db = program.database();
    Names names = new Names();
    RunFacts facts = new RunFacts(db, names, Sieve.of(program.checked()));
    InputTimes times = new InputTimes(run);
    TraceDemand demand = steps == null ? TraceDemand.of(program.checked(), goal(), times) : null;
    Consumer<Entry> each =
        demand == null
            ? facts::add
            : entry -> {
              facts.add(entry);
              demand.add(entry);
            };
    SortedSet<Kind> kinds = facts.kinds();
    JournalSummary journal =
        !whole && Excerpt.holds(kinds)
            ? Excerpt.read(run, kinds, each)
            : Excerpt.whole(run, kinds, each);
    facts.finish();
    approvals(run, new ApprovalFacts(db));
    if (demand != null) {
      approvals(run, demand.approvals());
    }
    long now = nowNanos == null ? journal.lastNanos() : nowNanos;
    TraceRead read = trace(run, new TraceFacts(db, times), steps, demand, fuel, now);
    try {
      var model = db.run(fuel, now);
      return new Answer(columns(program), model.facts(goal()), model, read);
    } catch (RuleException e) {
      if (read.way() != TraceRead.Way.ASKED) {
        throw e;
      }
      // An error about steps that nothing asks for, as they look with others missing, is none.
      return ask(run, fuel, nowNanos, TraceReader::forEach, whole);
    }
  }

  private String goal() {
    return asked.head().predicate();
  }

  private static TraceRead trace(
      RunFolder run,
      TraceFacts to,
      @Nullable Steps steps,
      @Nullable TraceDemand demand,
      Fuel fuel,
      long now) {
    if (!to.wanted()) {
      return new TraceRead(TraceRead.Way.NOTHING, 0, 0);
    }
    TraceReader trace = TraceReader.open(run.trace());
    SortedSet<TraceFound> found = demand == null ? null : demand.steps(trace, fuel, now);
    if (found != null) {
      found.forEach(f -> to.add(f.node()));
      return new TraceRead(TraceRead.Way.ASKED, found.size(), trace.nodes());
    }
    long[] nodes = {0};
    Steps all = steps == null ? TraceReader::forEach : steps;
    all.each(
        trace,
        node -> {
          nodes[0]++;
          to.add(node);
        });
    return new TraceRead(TraceRead.Way.WHOLE, nodes[0], 0);
  }

  private void approvals(RunFolder run, ApprovalFacts to) {
    if (to.wanted()) {
      try {
        if (Files.isRegularFile(run.certificate())) {
          to.add(Certificate.parse(Files.readAllBytes(run.certificate())));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      to.add(releases);
    }
  }

  private List<String> columns(Program program) {
    List<String> out = new ArrayList<>();
    for (Term t : asked.head().args()) {
      out.add(t instanceof Term.Var v ? v.name() : "");
    }
    int times = program.checked().signature(asked.head().predicate()).times();
    List<String> time = List.of("from", "to", "seen");
    out.addAll(time.subList(0, times));
    return out;
  }
}
