package dev.warrant.governance.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.rules.scenario.Scenario;
import dev.warrant.sim.trial.Coverage;
import dev.warrant.sim.trial.Mutations;
import dev.warrant.sim.trial.TrialReport;
import dev.warrant.sim.trial.Trials;
import dev.warrant.sim.trial.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs the scenarios of a policy.
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Run the scenarios of a policy pack (tests/*.yaml): stories told to a real desk on a virtual",
      "clock, and vectors of measures. Ends with 1 if one does not come to what it says."
    })
public final class RulesTestCommand implements Callable<Integer> {
  @Option(
      names = "--policy",
      paramLabel = "DIR",
      description = "policy pack (default: the house policy)")
  private @Nullable Path policy;

  @Option(
      names = "--strategy",
      paramLabel = "DIR",
      description = "strategy pack whose model is used (default: the house strategy)")
  private @Nullable Path strategy;

  @Option(
      names = "--coverage",
      description =
          "also say what the scenarios saw of each limit, rule and clause: true and false")
  private boolean coverage;

  @Option(
      names = "--mutate",
      description =
          "also delete each limit and each row of a table, move each parameter and each cell by one"
              + " step, and ask whether a scenario notices; ends with 1 if none does")
  private boolean mutate;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = {
        "tell one named story and keep its record in a new run folder, for rules breaches, why,",
        "trace (not replay: its warrants are scripted)"
      })
  private @Nullable Path keep;

  @Option(names = "--verbose", description = "say of each scenario what it found")
  private boolean verbose;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "only these scenarios")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields before it runs the command
  RulesTestCommand() {}

  @Override
  public Integer call() throws IOException {
    if (mutate && !names.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--mutate asks all scenarios, found names too\nMaybe leave the names out.");
    }
    Path of = policy == null ? Packs.housePolicy() : policy;
    Trials trials =
        Trials.load(of, strategy == null ? Packs.houseStrategy() : strategy, names, Packs.cache());
    if (keep != null) {
      return kept(trials, of, keep) ? 0 : 1;
    }
    TrialReport report = trials.run(v -> say(v));
    List<Mutations.Fate> fates = mutate ? new Mutations(of, trials).run() : List.of();
    if (json) {
      System.out.println(object(report, fates));
    } else {
      text(report, fates);
    }
    boolean survived = fates.stream().anyMatch(f -> !f.caught());
    return report.red().isEmpty() && !survived ? 0 : 1;
  }

  /// Tells the story into a run folder of its own.
  private boolean kept(Trials trials, Path of, Path into) throws IOException {
    RunFolder folder = new RunFolder(into.toAbsolutePath().normalize());
    if (Files.exists(folder.journal())) {
      throw new IllegalArgumentException(
          "the folder " + into + " holds a run already\nMaybe another folder");
    }
    RunFolder.make(folder.path());
    Packs.adopt(folder, of, strategy == null ? Packs.houseStrategy() : strategy);
    Verdict verdict;
    try (JournalWriter journal = JournalWriter.open(folder.journal(), folder.id())) {
      verdict = trials.keep(journal);
    }
    say(verdict);
    System.err.println("kept in " + folder.path() + "\nMaybe ./warrant rules breaches " + into);
    return verdict.passed();
  }

  private void say(Verdict v) {
    if (!json && (verbose || !v.passed())) {
      System.out.println(
          (v.passed() ? "ok   " : "RED  ")
              + v.scenario().name()
              + " ("
              + v.scenario().place().cite()
              + ")");
      System.out.println("  expected " + v.scenario().expect().text());
      System.out.println("  found    " + v.found());
    }
  }

  private void text(TrialReport report, List<Mutations.Fate> fates) {
    Coverage c = report.coverage();
    long stories =
        report.verdicts().stream().filter(v -> v.scenario() instanceof Scenario.Venue).count();
    System.out.printf(
        Locale.ROOT,
        "%d scenarios (%d stories, %d vectors): %d red, %.1f s%n",
        report.verdicts().size(),
        stories,
        report.verdicts().size() - stories,
        report.red().size(),
        report.seconds());
    if (names.isEmpty()) {
      reached(c);
    }
    if (coverage) {
      table(c);
      decided(c);
      fired(c);
    }
    for (Mutations.Fate f : fates) {
      if (verbose || !f.caught()) {
        System.out.printf(
            Locale.ROOT,
            "%s %s, %s: %s%n",
            f.caught() ? "noticed " : "SURVIVED",
            f.limit(),
            f.what(),
            f.byStory().length() > 1 ? f.byVector() + " and " + f.byStory() : f.byVector());
      }
    }
    if (!fates.isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "%d mutants: %d noticed, %d survived%n",
          fates.size(),
          fates.stream().filter(Mutations.Fate::caught).count(),
          fates.stream().filter(f -> !f.caught()).count());
    }
  }

  private static void reached(Coverage c) {
    long alone = c.rows().stream().filter(r -> !r.alone().isEmpty()).count();
    System.out.printf(
        Locale.ROOT, "%d limits: %d refuse alone in a story%n", c.rows().size(), alone);
    if (!c.aloneElsewhere().isEmpty()) {
      System.out.println(
          "alone only under other approved values: " + String.join(", ", c.aloneElsewhere()));
    }
    if (!c.neverAlone().isEmpty()) {
      System.out.println("never alone: " + String.join(", ", c.neverAlone()));
    }
    List<String> rows =
        c.decided().stream()
            .filter(d -> !d.bothWays())
            .map(d -> d.table() + " " + d.row())
            .toList();
    if (!rows.isEmpty()) {
      System.out.println("rows of tables not seen both ways: " + String.join(", ", rows));
    }
    if (!c.notReached().isEmpty()) {
      System.out.println("not reached end to end: " + String.join(", ", c.notReached()));
    }
  }

  private static void table(Coverage c) {
    System.out.println("limit                     kept  broken  absent  refuses in");
    for (Coverage.Row r : c.rows()) {
      System.out.printf(
          Locale.ROOT,
          "%-22s %7d %7d %7d  %s%n",
          r.limit(),
          r.kept(),
          r.broken(),
          r.absent(),
          r.alone().isEmpty()
              ? r.together().isEmpty() ? "-" : "with others: " + r.together().getFirst()
              : r.alone().getFirst());
    }
  }

  private static void decided(Coverage c) {
    if (!c.decided().isEmpty()) {
      System.out.println("row of a table: asked and it decided, and not");
    }
    for (Coverage.Decided d : c.decided()) {
      System.out.printf(
          Locale.ROOT, "%7d %7d  %s %s (%s)%n", d.did(), d.didNot(), d.table(), d.row(), d.file());
    }
  }

  private static void fired(Coverage c) {
    System.out.println("rule or clause: deliberations in which it was true, and false");
    for (Coverage.Fired f : c.fired()) {
      System.out.printf(
          Locale.ROOT,
          "%7d %7s  %s %s (%s)%n",
          f.had(),
          f.certain() ? "-" : String.valueOf(f.hadNot()),
          f.kind(),
          f.name(),
          f.file());
    }
    List<Coverage.Fired> all = c.fired();
    System.out.printf(
        Locale.ROOT,
        "%d of %d rules and clauses were seen true and false%n",
        all.stream().filter(Coverage.Fired::bothWays).count(),
        all.size());
    names("never true", all.stream().filter(f -> f.had() == 0).toList());
    names("never false", all.stream().filter(f -> !f.certain() && f.hadNot() == 0).toList());
  }

  private static void names(String what, List<Coverage.Fired> some) {
    if (!some.isEmpty()) {
      System.out.println(
          what + ": " + String.join("; ", some.stream().map(Coverage.Fired::name).toList()));
    }
  }

  private static ObjectNode object(TrialReport report, List<Mutations.Fate> fates) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("scenarios", report.verdicts().size());
    o.put("red", report.red().size());
    o.put("seconds", report.seconds());
    ArrayNode results = o.putArray("results");
    for (Verdict v : report.verdicts()) {
      ObjectNode r = results.addObject();
      r.put("name", v.scenario().name());
      r.put("kind", v.scenario() instanceof Scenario.Venue ? "venue" : "vector");
      r.put("place", v.scenario().place().cite());
      r.put("passed", v.passed());
      r.put("expected", v.scenario().expect().text());
      r.put("found", v.found());
      v.refusing().forEach(r.putArray("refusing")::add);
    }
    ArrayNode limits = o.putArray("limits");
    for (Coverage.Row row : report.coverage().rows()) {
      ObjectNode l = limits.addObject();
      l.put("limit", row.limit());
      l.put("kept", row.kept());
      l.put("broken", row.broken());
      l.put("absent", row.absent());
      row.alone().forEach(l.putArray("alone")::add);
      row.together().forEach(l.putArray("together")::add);
    }
    ArrayNode decided = o.putArray("tableRows");
    for (Coverage.Decided d : report.coverage().decided()) {
      ObjectNode r = decided.addObject();
      r.put("table", d.table());
      r.put("row", d.row());
      r.put("file", d.file());
      r.put("did", d.did());
      r.put("didNot", d.didNot());
    }
    ArrayNode rules = o.putArray("rules");
    for (Coverage.Fired f : report.coverage().fired()) {
      ObjectNode r = rules.addObject();
      r.put("kind", f.kind());
      r.put("name", f.name());
      r.put("file", f.file());
      r.put("had", f.had());
      r.put("hadNot", f.hadNot());
      r.put("certain", f.certain());
    }
    ArrayNode mutants = o.putArray("mutants");
    for (Mutations.Fate f : fates) {
      ObjectNode m = mutants.addObject();
      m.put("limit", f.limit());
      m.put("what", f.what());
      m.put("byVector", f.byVector());
      m.put("byStory", f.byStory());
      m.put("noticed", f.caught());
    }
    return o;
  }
}
