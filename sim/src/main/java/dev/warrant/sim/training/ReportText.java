package dev.warrant.sim.training;

import dev.warrant.knowledge.fact.Regime;
import dev.warrant.perception.model.ScoreReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// A report for people.
final class ReportText {
  /// What the classifier was meant to reach on unseen seeds, changes left out.
  private static final double TARGET = 0.8;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder(4000);

  private ReportText() {}

  static String of(RegimeTraining.Report r) {
    ReportText text = new ReportText();
    text.line("model %s", r.digest());
    text.line("  %s; %d bytes; temperature %.3f", r.model(), r.bytes(), r.temperature());
    if (r.rows() > 0) {
      text.line(
          "  trained on %d rows of %d seeds of %d s", r.rows(), r.seeds(), r.secondsPerSeed());
    }
    text.score(r.seen());
    text.target(r.seen());
    text.score(r.unseen());
    text.line("");
    r.generators().forEach(text::brief);
    r.generated().forEach(text::watched);
    if (r.recorded().isEmpty()) {
      text.line("");
      text.line("recorded days: not run, data absent");
    }
    for (Watched w : r.recorded()) {
      text.watched(w);
      w.minutes().forEach(text::minute);
      text.verdict(r, w);
    }
    return text.out.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
  private void line(String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }

  private void score(Score s) {
    line("");
    out.append(s.name()).append(": ").append(s.all().toString().replace("\r\n", "\n"));
    line(
        "  without the first two seconds after a change: accuracy %.1f %%, calibration error %.1f %%",
        100 * s.settled().accuracy(), 100 * s.settled().calibrationError());
    for (Age age : Age.values()) {
      ScoreReport part = s.ages().get(age.ordinal());
      line(
          "  %-7s after a change: accuracy %5.1f %% in %d rows",
          age, 100 * part.accuracy(), part.rows());
    }
  }

  private void brief(Score s) {
    line(
        "%s: %d rows, accuracy %.1f %% (without the first two seconds %.1f %%), log loss %.3f,"
            + " calibration error %.1f %%",
        s.name(),
        s.all().rows(),
        100 * s.all().accuracy(),
        100 * s.settled().accuracy(),
        s.all().logLoss(),
        100 * s.all().calibrationError());
  }

  private void target(Score s) {
    double reached = s.settled().accuracy();
    line(
        "  target of %.0f %% on unseen seeds, first two seconds left out: %s, %.1f %%",
        100 * TARGET, reached >= TARGET ? "reached" : "NOT reached", 100 * reached);
  }

  private void watched(Watched w) {
    line("");
    line(
        "%s %s: %d beliefs, mean probability %.1f %%, drift %.3f at the end, %.3f at most",
        w.market(),
        w.symbol(),
        w.beliefs(),
        100 * w.probability(),
        w.driftPpm() / 1e6,
        w.driftMostPpm() / 1e6);
    for (Watched.Share s : w.regimes()) {
      String moved =
          Double.isNaN(s.moveBps())
              ? "none to follow"
              : String.format(
                  Locale.ROOT, "%.2f bp moved in %d s", s.moveBps(), Watched.AHEAD_SECONDS);
      line(
          "  %-9s %5.1f %% of the time, mean probability %5.1f %%, then %s",
          s.regime(), share(s.beliefs(), w.beliefs()), 100 * s.probability(), moved);
    }
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private void minute(Watched.Minute m) {
    StringBuilder counts = new StringBuilder(60);
    List<Integer> of = m.counts();
    for (Regime regime : Regime.values()) {
      counts.append(regime).append(' ').append(of.get(regime.ordinal())).append("  ");
    }
    line(
        "  %s  %sprobability %.0f %%, drift %.3f",
        CLOCK.format(Instant.ofEpochSecond(60 * m.epochMinute())),
        counts,
        100 * m.probability(),
        m.driftPpm() / 1e6);
  }

  private void verdict(RegimeTraining.Report r, Watched w) {
    int minutes = w.minutes().size();
    line(
        "  drift %.3f; unseen generated markets reached %.3f in as many minutes",
        w.driftMostPpm() / 1e6, r.familiarDriftPpm(minutes) / 1e6);
    line(
        "  %s",
        r.unlikeTraining(w)
            ? "this market looks unlike training: its stated probabilities have no standing"
            : "this market looks like training");
  }
}
