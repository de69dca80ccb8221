package dev.warrant.governance.cli.run;

import dev.warrant.execution.desk.Admissions;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.KeptDeliberations;
import dev.warrant.execution.desk.Licence;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.reconcile.Keeping;
import dev.warrant.governance.cli.common.Packs;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.governance.cli.common.RunSource;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Spans;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.governance.release.StartLicence;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.knowledge.trace.TraceWriter;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.sim.backtest.SimDesk;
import dev.warrant.sim.backtest.SimVenue;
import dev.warrant.sim.backtest.VenueSaid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs the desk over recorded or generated markets on a virtual clock.
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Run the same desk, adapter and venue on a virtual clock.",
      "The same market and seed always give the same journal and trace."
    })
public final class BacktestCommand implements Callable<Integer> {
  private static final long SECOND = 1_000_000_000L;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--seed",
      description = "seed of market, network and desk (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "with --generated: every seed from A to B, one line each; keeps nothing")
  private @Nullable String seeds;

  @Option(names = "--json", description = "end with one JSON object")
  private boolean json;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "where to keep the run (default: runs/<id>)")
  private @Nullable Path into;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field before it runs the command
  BacktestCommand() {}

  /// What to run over.
  static final class Source {
    @Option(
        names = "--recorded",
        arity = "1..*",
        paramLabel = "FILE",
        description = "recordings, continuation files and several symbols together")
    private @Nullable List<Path> recorded;

    @Option(names = "--generated", paramLabel = "HOURS", description = "hours of generated market")
    private @Nullable Double hours;
  }

  @Override
  public Integer call() throws IOException {
    if (source.hours != null) {
      Spans.hours(source.hours);
    }
    if (seeds != null) {
      table(seeds);
      return 0;
    }
    Path where = into;
    if (where != null) {
      fresh(new RunFolder(where.toAbsolutePath()));
    }
    DeskConfig standard = DeskConfig.standard();
    SimVenue.Funding funding = new SimVenue.Funding(standard.capitalE8(), standard.leverage());
    List<Path> files = source.recorded;
    SimVenue venue =
        files == null
            ? SimVenue.generated(seed, SimVenue.START_NANOS, funding)
            : SimVenue.recorded(files, SimVenue.START_NANOS, funding);
    venue.declared().forEach(d -> System.err.println("declared: " + d));
    RunFolder folder =
        where == null
            ? Runs.create("backtest", Clock.system().nanos())
            : RunFolder.make(where.toAbsolutePath());
    long end = files == null ? end(Objects.requireNonNull(source.hours)) : Long.MAX_VALUE;
    DeskRules rules = Packs.adopt(folder, Packs.housePolicy(), Packs.houseStrategy());
    Licence licence = StartLicence.demo(rules, Packs.proofs(), folder.certificate());
    RunSource.of(files, source.hours, seed).save(folder);
    Summary summary = run(folder, venue, new Ruled(rules, licence), end);
    RunLogs.seal(folder, true);
    Closing.days(
        folder,
        span -> VenueSaid.lists(venue, span, SimVenue.START_NANOS + after(summary)),
        Keeping.VIRTUAL);
    String text = summary.save(folder);
    Timings.of(summary.latencies()).save(folder);
    RunReport.after(folder);
    System.err.print(Endings.of(folder, summary));
    if (json) {
      System.out.println(text);
    }
    return 0;
  }

  /// A backtest begins at nothing: over another run it would fold that one's money and spoil it.
  private static void fresh(RunFolder folder) {
    if (Files.exists(folder.journal())) {
      throw new IllegalArgumentException(
          "the folder "
              + folder.path()
              + " holds a run already, and a backtest never goes on with one"
              + "\nMaybe another folder, or ./warrant replay "
              + folder.path());
    }
  }

  /// Simulated nanoseconds since the beginning.
  private static long after(Summary summary) {
    return (long) (summary.seconds() * SECOND);
  }

  private static long end(double hours) {
    return SimVenue.START_NANOS + (long) (hours * 3_600 * SECOND);
  }

  private void table(String range) {
    Matcher m = RANGE.matcher(range);
    Double hours = source.hours;
    if (hours == null) {
      throw misused("--seeds draws markets and goes with --generated, found --recorded");
    }
    if (json) {
      throw misused("--seeds prints a line for each seed and has no --json");
    }
    if (into != null) {
      throw misused("--seeds keeps no run and has no use for --run");
    }
    if (!m.matches()) {
      throw misused("--seeds takes a range, found " + range);
    }
    DeskRules rules = Packs.load(Packs.housePolicy(), Packs.houseStrategy());
    new SeedTable(
            rules, StartLicence.demo(rules, Packs.proofs(), null), SimVenue.START_NANOS, end(hours))
        .print(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)));
  }

  private ParameterException misused(String why) {
    return new ParameterException(
        spec.commandLine(), why + "\nMaybe --generated 0.0167 --seeds 1..20");
  }

  /// Packs, and who lets their guards in.
  private record Ruled(DeskRules rules, Licence licence) {}

  private Summary run(RunFolder folder, SimVenue venue, Ruled ruled, long end) {
    DeskRules rules = ruled.rules();
    DeskConfig config =
        DeskConfig.standard().on(venue.instruments().stream().map(Instrument::symbol).toList());
    Deliberator engines = rules.deliberator(venue.instruments(), config.leverage(), Packs.cache());
    Admissions admissions = ruled.licence().admit(rules, venue.instruments());
    long began = Stopwatch.ticks();
    try (JournalWriter journal = JournalWriter.open(folder.journal(), folder.id());
        TraceWriter trace = TraceWriter.open(folder.trace(), 1);
        CutKeeper cuts = CutKeeper.patient(folder.cuts());
        SimDesk desk =
            new SimDesk(
                new SimDesk.Setup(
                    config,
                    rules,
                    admissions,
                    venue.instruments(),
                    venue.venue(),
                    SimVenue.START_NANOS,
                    seed,
                    rules::perception,
                    engines),
                journal,
                trace,
                port -> new KeptDeliberations(port, cuts, rules.policy().digest()))) {
      step(desk, venue, end);
      desk.stop();
      DeskView view = Objects.requireNonNull(desk.sequencer().view());
      double real = (Stopwatch.ticks() - began) / 1e9;
      double simulated = (desk.time().nanos() - SimVenue.START_NANOS) / 1e9;
      System.err.printf(
          "%.0f s of market in %.1f s: %.1f x real time, %,.0f events/s%n",
          simulated, real, simulated / real, desk.desk().counters().events() / real);
      return new Summary(
          folder.id(),
          "backtest, " + String.join(", ", venue.declared()),
          seed,
          desk.desk().counters(),
          view,
          view.mode(),
          desk.latencies(),
          new Roots(journal.root(), trace.root(), trace.size()),
          new Summary.Written(journal.bytes(), journal.bytes(), simulated),
          simulated,
          admissions.certified(),
          "");
    }
  }

  private static void step(SimDesk desk, SimVenue venue, long end) {
    long next = SimVenue.START_NANOS;
    long told = 0;
    while (next < end && !venue.over()) {
      next = Math.min(end, next + SECOND);
      desk.run(next);
      long second = (next - SimVenue.START_NANOS) / SECOND;
      DeskView view = desk.sequencer().view();
      if (view != null && second >= told + 30) {
        told = second;
        System.err.println(Screens.progress(view, desk.desk().counters(), second));
      }
    }
  }
}
