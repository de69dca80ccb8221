package dev.warrant.governance.audit.day;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.governance.audit.day.DayAsked.LimitName;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What the day shows for each article: a number, and the section where it stands. An article for
/// which nothing was recorded says so; nothing is filled in.
///
/// Duties are told in few words after RTS 6 (Commission Delegated Regulation (EU) 2017/589), SEC
/// rule 15c3-5, the FIA guide of July 2024 and ESMA's briefing of February 2026; the official texts
/// decide.
final class Articles {
  static final String NOTHING = "nothing recorded";

  private final DayFold day;
  private final DayAsked asked;
  private final Approvals approvals;
  private final long explained;
  private final List<Row> rows = new ArrayList<>();

  /// @param number how much there is; empty if nothing
  /// @param section id of the sheet it stands in; empty for none
  record Row(String article, String duty, String number, String shows, String section) {}

  private Articles(DayFold day, DayAsked asked, Approvals approvals, long explained) {
    this.day = day;
    this.asked = asked;
    this.approvals = approvals;
    this.explained = explained;
  }

  static List<Row> of(DayFold day, DayAsked asked, Approvals approvals, long explained) {
    Articles out = new Articles(day, asked, approvals, explained);
    out.rts();
    out.others();
    return List.copyOf(out.rows);
  }

  private void rts() {
    nothing("RTS 6 art. 5–8", "methodology, conformance, separate test environment, deployment");
    row(
        "RTS 6 art. 7–8",
        "controlled deployment under approval",
        approvals.rows.size(),
        "signed statements under which the desk ran or which were made this day",
        "approvals");
    nothing("RTS 6 art. 9", "annual self-assessment and validation, article by article");
    nothing("RTS 6 art. 10", "stress at twice the peak of six months");
    row(
        "RTS 6 art. 11",
        "material changes are reviewed, time-stamped and approved",
        approvals.changes,
        "activations this day, with approvers and the page each saw",
        "approvals");
    row(
        "RTS 6 art. 12",
        "everything can be cancelled at once; each order's algorithm and trader are known",
        day.orders.size(),
        "orders, each with warrant and policy; " + day.stops + " kills this day",
        "orders");
    limits("RTS6-13", "RTS 6 art. 13", "surveillance for manipulation");
    limits(
        "RTS6-15.1",
        "RTS 6 art. 15(1)",
        "price collars, maximum value, volume and messages; without a limit no order");
    row(
        "RTS 6 art. 15(2)",
        "orders count into the limits at once",
        day.orders.values().stream().filter(o -> o.admitted != null).count(),
        "of "
            + day.orders.size()
            + " orders, what the guard saw with open orders counted is on record",
        "orders");
    limits("RTS6-15.3", "RTS 6 art. 15(3)", "repeated execution is throttled until re-enabled");
    limits("RTS6-15.4", "RTS 6 art. 15(4)", "limits follow capital, strategy and risk tolerance");
    limits("RTS6-15.5", "RTS 6 art. 15(5)", "permission to trade an instrument");
    row(
        "RTS 6 art. 15(6)",
        "blocked orders go out only by a documented route",
        approvals.overrides + acts("release"),
        "overrides and releases this day, under signatures",
        "acts");
    row(
        "RTS 6 art. 16",
        "monitoring in real time with alerts",
        day.limits.values().stream().mapToLong(l -> l.warnings).sum() + day.breaches.size(),
        "warnings and breaches",
        "limits");
    reconciled("RTS 6 art. 17", "post-trade controls, reconciliation");
    row(
        "RTS 6 art. 28",
        "records of orders for the authority",
        day.orders.size(),
        "orders with the desk's time, its clock's source and offset; not in the authority's own format",
        "orders");
  }

  private void others() {
    row(
        "SEC 15c3-5",
        "pre-set thresholds refuse before an order leaves",
        day.refusals.size(),
        "refusals",
        "refusals");
    limits("RTS6-15.1", "FIA §1.1, §1.3, §3.4", "order size, price tolerance, message throttle");
    row(
        "FIA §1.2",
        "intraday position, with working orders in it",
        day.orders.values().stream().filter(o -> o.admitted != null).count(),
        "of "
            + day.orders.size()
            + " orders were held against limits of the position with every open order counted",
        "orders");
    row(
        "FIA §1.4",
        "cancel on disconnect",
        day.deadman,
        "times the venue's countdown was armed",
        "");
    row("FIA §1.5", "kill switch", day.stops, "kills", "acts");
    limits("RTS6-15.3", "FIA §3.2", "repeated execution");
    nothing("FIA §5.1", "conformance of the software with each venue");
    reconciled("FIA", "drop-copy reconciliation");
    row(
        "SEC 34-70694 ¶13–19, 25, 27",
        "every process runs what was approved, and what is not meant to run cannot",
        day.orders.values().stream().map(o -> o.policy).distinct().count(),
        "policies under which orders were admitted, each named by digest in every order; "
            + approvals.rows.size()
            + " signed statements about them",
        "approvals");
    row(
        "ESMA 2026 ¶50",
        "an algorithm's decisions should be explainable",
        explained,
        "of " + day.orders.size() + " orders have a sentence deduced from their trace",
        "orders");
    nothing("US SR 26-2", "models are validated by people who did not make them (guidance)");
  }

  private long acts(String kind) {
    return day.acts.stream().filter(a -> a.kind().equals(kind)).count();
  }

  /// Limits whose author says that they answer to this article.
  private void limits(String reference, String article, String duty) {
    TreeSet<String> ids = new TreeSet<>();
    for (Digest policy : day.policies) {
      for (LimitName l : asked.policy().limits(policy)) {
        if (l.rulebook().contains(reference)) {
          ids.add(l.id());
        }
      }
    }
    long refused =
        day.refusals.stream().filter(r -> ids.contains(r.refusal().objection().rule())).count();
    row(
        article,
        duty,
        ids.size(),
        "limits in force (" + String.join(", ", ids) + "), " + refused + " refusals by them",
        "limits");
  }

  private void reconciled(String article, String duty) {
    JsonNode found = asked.reconciled();
    if (found == null) {
      rows.add(new Row(article, duty, "", NOTHING + ": not reconciled", "differences"));
    } else {
      String verdict = found.path("verdict").asText().replace('_', ' ');
      rows.add(
          new Row(
              article,
              duty,
              Integer.toString(found.path("differences").size()),
              "differences; the day is " + verdict + ". " + asked.signed(),
              "differences"));
    }
  }

  private void nothing(String article, String duty) {
    rows.add(new Row(article, duty, "", NOTHING, ""));
  }

  private void row(String article, String duty, long number, String shows, String section) {
    if (number == 0) {
      rows.add(new Row(article, duty, "0", NOTHING, section));
    } else {
      rows.add(new Row(article, duty, Long.toString(number), shows, section));
    }
  }

  static Sheet sheet(List<Row> rows) {
    return new Sheet(
        "articles",
        "Article by article",
        "What this day shows for each duty. Where nothing was recorded it says so. Duties are told in"
            + " few words; the official texts decide, and one day is no annual validation.",
        Sheet.columns("article", "duty:sentence", "number:number", "shows:sentence", "section"),
        rows.stream()
            .map(r -> List.of(r.article(), r.duty(), r.number(), r.shows(), r.section()))
            .toList());
  }
}
