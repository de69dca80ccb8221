package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.day.DayAsked;
import dev.warrant.governance.audit.day.DayReport;
import dev.warrant.governance.audit.day.DaySigned;
import dev.warrant.governance.audit.reconcile.Reconciliations;
import dev.warrant.governance.cli.common.HouseOptions;
import dev.warrant.governance.cli.common.Inputs;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.RunLogs;
import dev.warrant.governance.cli.common.Runs;
import dev.warrant.governance.cli.common.Summary;
import dev.warrant.governance.release.House;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.seam.Clock;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.LogVerifier;
import dev.warrant.knowledge.verify.Witnesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A day as a compliance officer files it.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Write a UTC day for filing: one self-contained page and a CSV file for each table. Orders with",
      "reasons, objections, refusals, limits, breaches, what people decided, who approved which rules",
      "and what they saw, reconciliation, the log and its witnesses, and what it shows article by",
      "article. Exit code 1 if the log is not what was signed or the day is not reconciled."
    })
final class AuditReportCommand implements Callable<Integer> {
  @Option(names = "--run", paramLabel = "RUN", description = "run folder or id (default: latest)")
  private @Nullable String run;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "UTC day, such as 2026-01-01 (default: the first of the run)")
  private @Nullable LocalDate day;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where to (default: report-DATE in the run's folder)")
  private @Nullable Path out;

  @Option(
      names = "--key",
      paramLabel = "VKEY",
      description = "verifier key of the desk (default: that of this machine)")
  private @Nullable String key;

  @Option(
      names = "--witness",
      paramLabel = "VKEY",
      description = "verifier key of a witness that must have cosigned; may be repeated")
  private List<String> witnesses = List.of();

  @Option(
      names = "--quorum",
      paramLabel = "K",
      description = "so many of the witnesses named must have cosigned (default: all)")
  private @Nullable Integer quorum;

  @Mixin private HouseOptions house = new HouseOptions();

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    ObjectNode summary = Summary.load(folder);
    String what = summary.path("what").asText("this run did not end by itself");
    LocalDate of = day == null ? first(folder) : day;
    Checked state = log(folder, of);
    DayAsked asked =
        new DayAsked(
            folder,
            of,
            Clock.system().nanos(),
            what,
            what.startsWith("backtest")
                ? "a virtual clock, the same as the simulated venue's"
                : "the machine's clock at the start, and from then on its monotonic clock",
            opened(),
            Reconciliations.of(folder).kept(of.toString()),
            state.signed(),
            state.log(),
            new PolicyNames(folder, Inputs.instruments(folder.journal())));
    DayReport.Made made =
        DayReport.write(asked, out == null ? folder.path().resolve("report-" + of) : out);
    if (house.json()) {
      ObjectNode o = new ObjectMapper().createObjectNode();
      o.put("run", folder.id()).put("day", of.toString()).put("page", made.page().toString());
      o.put("orders", made.orders()).put("fills", made.fills()).put("log", asked.log().verdict());
      o.put("signed", asked.signed());
      o.put(
          "reconciled",
          asked.reconciled() == null
              ? "NOT_RECONCILED"
              : asked.reconciled().path("verdict").asText());
      var files = o.putArray("files");
      made.files().forEach(files::add);
      System.out.println(o);
    } else {
      System.out.println(
          made.page()
              + ": "
              + made.orders()
              + " orders, "
              + made.fills()
              + " fills, "
              + made.files().size()
              + " files");
    }
    return made.fine() ? 0 : Mishaps.BAD_NEWS;
  }

  private static LocalDate first(RunFolder folder) {
    return Instant.ofEpochSecond(0, Inputs.firstNanos(folder.journal()))
        .atZone(ZoneOffset.UTC)
        .toLocalDate();
  }

  /// Without a release log on this machine the report says so; a named one has to be there.
  private @Nullable House opened() throws IOException {
    try {
      return house.open();
    } catch (ReleaseException e) {
      if (house.named() || !e.code().equals("trust-missing")) {
        throw e;
      }
      return null;
    }
  }

  /// What the verifier says of the log, and of who signed the day's reconciliation.
  private record Checked(DayAsked.LogState log, String signed) {}

  private Checked log(RunFolder folder, LocalDate of) {
    Note note = CheckpointFiles.read(folder.log(), CheckpointFiles.LATEST);
    String by = key == null ? RunLogs.signer().open().toString() : key;
    if (note == null) {
      return new Checked(
          DayAsked.LogState.none(
              by, "There is no signed log of this run. Maybe ./warrant log seal."),
          "Its reconciliation is NOT SIGNED.");
    }
    String origin = Checkpoint.parse(note.text()).origin();
    Witnesses outside = Witnesses.of(witnesses, quorum);
    LogVerdict found =
        LogVerifier.verify(
            new LogVerifier.Query(folder.path(), origin, by, outside, List.of(), List.of()));
    String said = found.toString();
    String verdict =
        found.exitStatus() == 0
            ? "clean"
            : said.substring(0, said.indexOf(':')).toLowerCase(Locale.ROOT);
    return new Checked(
        DayAsked.LogState.of(verdict, origin, by, found), DaySigned.says(found, of, by));
  }
}
