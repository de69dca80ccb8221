package dev.warrant.governance.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Independence;
import dev.warrant.governance.audit.reconcile.Own;
import dev.warrant.governance.audit.reconcile.Reconciled;
import dev.warrant.governance.audit.reconcile.Reconciler;
import dev.warrant.governance.audit.reconcile.Reconciliations;
import dev.warrant.governance.audit.reconcile.VenueList;
import dev.warrant.governance.cli.common.Mishaps;
import dev.warrant.governance.cli.common.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Is every order and fill on record at the venue, and the other way round?
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Hold a day's orders and fills against the venue's own list, in both directions.",
      "Answers and keeps nothing: what the desk itself found and signed, trace verify checks.",
      "Exit code 1 if anything differs, or if there is no list: then the day is not reconciled."
    })
final class AuditReconcileCommand implements Callable<Integer> {
  private static final int LINES_MAX = 50;

  @Option(names = "--run", paramLabel = "RUN", description = "run folder or id (default: latest)")
  private @Nullable String run;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "UTC day, such as 2026-01-01 (default: each day of the run)")
  private @Nullable LocalDate day;

  @Option(
      names = "--venue-list",
      paramLabel = "FILE",
      description = {
        "the venue's list, best fetched by the auditor with a read-only key of the account",
        "(default: the latest of reconcile/DAY.venue.json, which the desk asked for)"
      })
  private @Nullable Path list;

  @Option(names = "--json", description = "answer as one JSON object")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = Runs.find(run);
    Own own = Own.read(folder.journal());
    List<Reconciled> all = new ArrayList<>();
    for (LocalDate one : day == null ? Reconciler.days(own) : List.of(day)) {
      Reconciliations kept = Reconciliations.of(folder);
      VenueList found =
          list == null ? kept.find(one.toString()) : VenueList.parse(Files.readString(list));
      Reconciled done =
          Reconciler.day(
              folder.id(),
              own,
              one,
              found,
              "there is no list of the venue for it, " + kept.list(one.toString()));
      all.add(done);
    }
    System.out.println(json ? json(folder, all) : text(folder, all));
    boolean fine = all.stream().allMatch(r -> r.verdict() == Reconciled.Verdict.RECONCILED);
    return fine && !all.isEmpty() ? 0 : Mishaps.BAD_NEWS;
  }

  private static String text(RunFolder folder, List<Reconciled> all) {
    StringBuilder out = new StringBuilder(folder.id());
    for (Reconciled r : all) {
      out.append('\n').append(r.sentence());
      r.differences().stream().limit(LINES_MAX).forEach(d -> out.append("\n  ").append(d.says()));
      if (r.differences().size() > LINES_MAX) {
        out.append("\n  and ").append(r.differences().size() - LINES_MAX).append(" more, --json");
      }
      r.unjudged().forEach(u -> out.append("\n  not judged: ").append(u));
      out.append("\n  ").append(r.population());
    }
    return out.append('\n').append(Independence.of(folder).says()).toString();
  }

  private static ObjectNode json(RunFolder folder, List<Reconciled> all) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", folder.id()).put("notIndependent", Independence.of(folder).says());
    var days = o.putArray("days");
    all.forEach(r -> days.add(Reconciliations.json(folder, r)));
    return o;
  }
}
