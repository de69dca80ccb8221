package dev.warrant.governance.audit.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.venue.binance.AccountLists;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Asks the venue about the days of a run, holds them against the record and keeps what came of it.
/// What cannot be asked is kept as not reconciled, and why.
public final class DayBook {
  /// Trades of older days are told in spans that the venue no longer has whole.
  private static final int DAYS_MAX = 7;

  private final RunFolder run;
  private final Lists venue;
  private final Keeping how;

  /// @param how results are kept
  public DayBook(RunFolder run, Lists venue, Keeping how) {
    this.run = run;
    this.venue = venue;
    this.how = how;
  }

  /// Closes one day.
  public Reconciled close(LocalDate day) throws IOException {
    return close(Own.read(run.journal()), day);
  }

  /// Closes the last day on record, and every one of the days before that nobody closed, whose list
  /// was not to be had, or whose result a crash left without a signature.
  public List<Reconciled> closeAll() throws IOException {
    Own own = Own.read(run.journal());
    List<LocalDate> days = Reconciler.days(own);
    List<Reconciled> out = new ArrayList<>();
    for (LocalDate day : days.subList(Math.max(0, days.size() - DAYS_MAX), days.size())) {
      boolean last = day.equals(days.getLast());
      if (last || open(day.toString())) {
        out.add(close(own, day));
      }
    }
    return out;
  }

  private boolean open(String day) throws IOException {
    JsonNode kept = Reconciliations.of(run).kept(day);
    boolean signs = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST) != null;
    return kept == null
        || signs && !Reconciliations.of(run).noted(day)
        || kept.path("verdict").asText().equals(Reconciled.Verdict.NOT_RECONCILED.name());
  }

  private Reconciled close(Own own, LocalDate day) throws IOException {
    String text = null;
    VenueList list = null;
    String why = "";
    try {
      text = venue.lists(span(day));
      list = VenueList.parse(text);
    } catch (IOException | RuntimeException e) {
      why = "the venue did not tell its list: " + e.getMessage();
    }
    Reconciled done = Reconciler.day(run.id(), own, day, list, why);
    Reconciliations.of(run).keep(run, done, text, how);
    return done;
  }

  /// A day and a margin on both sides.
  public static AccountLists.Span span(LocalDate day) {
    long from = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000;
    long to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000 - 1;
    return new AccountLists.Span(from - Reconciler.MARGIN_MS, to + Reconciler.MARGIN_MS);
  }
}
