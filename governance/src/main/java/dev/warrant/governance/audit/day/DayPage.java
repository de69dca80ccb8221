package dev.warrant.governance.audit.day;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.governance.audit.day.Sheet.Column;
import dev.warrant.governance.audit.day.Sheet.Show;
import dev.warrant.governance.report.Html;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.verify.LogVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of a day: one file without script, and nothing in it is fetched from anywhere.
final class DayPage {
  /// Rows of one table on the page; the file has all of them.
  private static final int ROWS_MAX = 400;

  private static final int DIGEST_SHOWN = 12;

  /// Columns from which on a table is wide.
  private static final int WIDE = 7;

  private static final Pattern SINCE = Pattern.compile("NOT INDEPENDENT since ([^,\\s]+)");

  private final DayAsked asked;
  private final DayFold day;
  private final List<Sheet> sheets;
  private final Map<String, Digest> sums;
  private final Map<Digest, byte[]> pages;
  private final Html html = new Html();

  /// @param pages what approvers saw, by digest
  DayPage(
      DayAsked asked,
      DayFold day,
      List<Sheet> sheets,
      Map<String, Digest> sums,
      Map<Digest, byte[]> pages) {
    this.asked = asked;
    this.day = day;
    this.sheets = sheets;
    this.sums = sums;
    this.pages = pages;
  }

  String html() {
    String title = "Daily report " + asked.day() + ", " + asked.run().id();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.raw("style-src 'unsafe-inline'\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.raw("<meta name=\"color-scheme\" content=\"light\">");
    html.element("title", "", title);
    html.raw("<style>" + css() + "</style></head><body><main>");
    html.raw("<header class=\"top\">").element("p", "kind", "Daily report, for filing");
    html.element("h1", "", asked.day().toString());
    html.element("p", "run", asked.run().id() + " · " + asked.what()).raw("</header>");
    verdict();
    tiles();
    population();
    contents();
    sheets.forEach(this::section);
    seen();
    log();
    files();
    html.raw("</main></body></html>\n");
    return html.toString();
  }

  /// Whether there is nothing bad to say of the record of this day.
  boolean fine() {
    return whole()
        && reconciled().equals("RECONCILED")
        && DaySigned.whole(asked.signed())
        && unsigned().isEmpty();
  }

  private boolean whole() {
    return asked.log().verdict().equals("clean");
  }

  private String reconciled() {
    JsonNode r = asked.reconciled();
    return r == null ? "NOT RECONCILED" : r.path("verdict").asText().replace('_', ' ');
  }

  private void verdict() {
    String reconciled = reconciled();
    boolean whole = whole();
    boolean independent = whole && !asked.log().says().contains("NOT INDEPENDENT");
    html.raw("<p class=\"verdict " + (fine() ? "" : "bad") + "\">");
    html.text(
        "The record of this day is "
            + (whole ? "what was signed" : asked.log().verdict().toUpperCase(java.util.Locale.ROOT))
            + unsigned()
            + (independent ? ", and an outside witness vouches for it" : ", but " + since())
            + ". Orders and fills are "
            + reconciled
            + (reconciled.equals("RECONCILED") ? " with the venue's own list" : "")
            + ". "
            + asked.signed()
            + " ");
    html.text(
        open() == 0 ? "No breach is open at its end." : open() + " breaches are open at its end.");
    html.raw("</p>");
  }

  /// Of a desk that was killed the last records are under no signature; empty if none of this day
  /// are.
  private String unsigned() {
    LogVerdict.Tail tail = asked.log().unsigned();
    if (tail.records() == 0 || tail.since() > day.lastNanos) {
      return "";
    }
    return " BUT FOR THE LAST "
        + tail.records()
        + " RECORDS, since "
        + Instant.ofEpochSecond(0, tail.since())
        + ", which nobody signed";
  }

  /// From when on nobody but the desk's own key speaks.
  private String since() {
    Matcher m = SINCE.matcher(asked.log().says());
    return "NOT INDEPENDENT" + (m.find() ? " since " + m.group(1) : "");
  }

  private long open() {
    return day.breaches.stream().filter(t -> t.breach().open()).count();
  }

  private void tiles() {
    html.raw("<div class=\"tiles\">");
    tile("Orders", day.orders.size(), "orders");
    tile("Fills", day.fills.size(), "fills");
    tile("Traded, USDT", money(DayReport.volume(day).toPlainString()), "fills");
    tile("Fees, USDT", money(Amounts.of(DayReport.fees(day))), "fills");
    tile("Refusals", day.refusals.size(), "refusals");
    tile("Objections", day.objections, "objections");
    tile("Breaches", day.breaches.size(), "breaches");
    tile("Differences", sheet("differences").rows().size(), "differences");
    html.raw("</div>");
  }

  private void tile(String name, long n, String section) {
    tile(name, grouped(Long.toString(n)), section);
  }

  private void tile(String name, String value, String section) {
    html.raw("<a class=\"tile\" href=\"#" + section + "\">").element("span", "", name);
    html.element("b", "", value).raw("</a>");
  }

  /// Two decimals, and groups of three.
  private static String money(String plain) {
    return grouped(
        new java.math.BigDecimal(plain)
            .setScale(2, java.math.RoundingMode.HALF_EVEN)
            .toPlainString());
  }

  private static String grouped(String plain) {
    return plain.replaceAll("(?<=\\d)(?=(\\d{3})+(\\.|$))(?<!\\.\\d{1,9})", ",");
  }

  private Sheet sheet(String id) {
    return sheets.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private void population() {
    html.raw("<section id=\"population\">").element("h2", "", "Population and completeness");
    html.raw("<dl>");
    fact(
        "Population",
        "All "
            + grouped(Long.toString(day.inputs))
            + " inputs and "
            + grouped(Long.toString(day.conclusions))
            + " conclusions of this run on "
            + asked.day()
            + ", UTC, by the desk's clock: inputs "
            + day.firstSeq
            + " to "
            + day.lastSeq
            + ", from "
            + Amounts.time(day.firstNanos)
            + " to "
            + Amounts.time(day.lastNanos)
            + ". Other runs and other accounts are not in it.");
    fact(
        "Complete",
        "Sequence numbers follow each other without a gap and every record fits the chain before it,"
            + " which was checked while reading. "
            + (day.stripped
                ? "The journal is STRIPPED of conclusions: orders and refusals are missing. "
                : "")
            + "Whether something happened beside the record, the reconciliation says.");
    fact(
        "Epochs",
        day.epochs == 0
            ? "the desk ran on from the day before"
            : day.epochs + (day.epochs == 1 ? " start this day" : " starts this day"));
    fact("Clock", clock());
    fact("Policies in force", policies());
    fact("Made", Amounts.time(asked.madeNanos()) + " by warrant audit report");
    html.raw("</dl></section>");
  }

  private String clock() {
    String source = "Times are the desk's: " + asked.clock() + ". ";
    if (day.clock.samples == 0) {
      return source + "Its offset to the venue's clock was not measured this day.";
    }
    return source
        + "The venue's clock was "
        + millis(day.clock.leastNanos)
        + " to "
        + millis(day.clock.mostNanos)
        + " ms ahead of it in "
        + day.clock.samples
        + " samples, each known to half its round trip and half a millisecond; the longest round trip"
        + " took "
        + millis(day.clock.worstTripNanos)
        + " ms. The offset to UTC itself is not recorded.";
  }

  private static String millis(long nanos) {
    return java.math.BigDecimal.valueOf(nanos, 6)
        .setScale(3, java.math.RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  private String policies() {
    StringBuilder out = new StringBuilder();
    for (Digest policy : day.policies) {
      out.append(out.isEmpty() ? "" : ", ").append(policy.hex());
    }
    return out.toString();
  }

  private void fact(String name, String value) {
    html.element("dt", "", name).element("dd", "", value);
  }

  private void contents() {
    html.raw("<nav>");
    for (Sheet s : sheets) {
      html.raw("<a href=\"#" + s.id() + "\">").text(s.title()).raw("</a> ");
    }
    html.raw("<a href=\"#pages\">Pages that approvers saw</a> ");
    html.raw("<a href=\"#log\">The log and its witnesses</a> <a href=\"#files\">Files</a></nav>");
  }

  private void seen() {
    html.raw("<section id=\"pages\">").element("h2", "", "Pages that approvers saw");
    html.element(
        "p",
        "says",
        "Word for word, each under the digest that its approvals name; the same bytes are in pages/.");
    if (pages.isEmpty()) {
      html.element("p", "none", "None is kept here.");
    }
    pages.forEach((digest, page) -> {
      html.element("h3", "hash", digest.hex());
      html.element("pre", "", new String(page, StandardCharsets.UTF_8));
    });
    html.raw("</section>");
  }

  private void section(Sheet sheet) {
    html.raw("<section id=\"" + sheet.id() + "\">").element("h2", "", sheet.title());
    html.element("p", "says", sheet.says());
    if (sheet.rows().isEmpty()) {
      html.element("p", "none", "Nothing recorded.").raw("</section>");
      return;
    }
    html.raw("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for (Column c : sheet.columns().subList(0, across(sheet))) {
      html.raw("<th class=\"" + style(c.show()) + "\">").text(c.name()).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    sheet.rows().stream().limit(ROWS_MAX).forEach(row -> row(sheet, row));
    html.raw("</tbody></table></div>");
    long more = sheet.rows().size() - (long) ROWS_MAX;
    html.element(
        "p",
        "count",
        grouped(Long.toString(sheet.rows().size()))
            + (sheet.rows().size() == 1 ? " row" : " rows")
            + (more > 0 ? ", " + ROWS_MAX + " of them here, all" : ", all of them also")
            + " in "
            + sheet.id()
            + ".csv");
    html.raw("</section>");
  }

  /// Columns side by side: of a wide table the sentence at the end stands on a line of its own.
  private static int across(Sheet sheet) {
    int n = sheet.columns().size();
    return n > WIDE && sheet.columns().getLast().show() == Show.SENTENCE ? n - 1 : n;
  }

  private void row(Sheet sheet, List<String> row) {
    int across = across(sheet);
    cells(sheet, row, across);
    if (across < row.size() && !row.getLast().isEmpty()) {
      html.raw("<tr class=\"said\"><td colspan=\"" + across + "\"><p>");
      html.text(row.getLast()).raw("</p></td></tr>");
    }
  }

  private void cells(Sheet sheet, List<String> row, int across) {
    html.raw("<tr>");
    for (int i = 0; i < across; i++) {
      Column column = sheet.columns().get(i);
      html.raw("<td class=\"" + style(column.show()) + "\"");
      String cell = row.get(i);
      if (column.show() == Show.DIGEST && cell.length() > DIGEST_SHOWN) {
        html.raw(" title=\"" + Html.escape(cell) + "\">").text(cell.substring(0, DIGEST_SHOWN));
      } else if (column.show() == Show.TIME && cell.startsWith(asked.day() + "T")) {
        html.raw(">").text(clockTime(cell));
      } else if (column.name().equals("section") && !cell.isEmpty()) {
        html.raw("><a href=\"#" + Html.escape(cell) + "\">").text(sheet(cell).title()).raw("</a>");
      } else {
        html.raw(">").text(cell);
      }
      html.raw("</td>");
    }
    html.raw("</tr>");
  }

  /// `12:00:00.123`.
  private static String clockTime(String instant) {
    String time = instant.substring(instant.indexOf('T') + 1, instant.length() - 1);
    int point = time.indexOf('.');
    return point < 0 ? time + ".000" : time.substring(0, Math.min(time.length(), point + 4));
  }

  private static String style(Show show) {
    return show.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void log() {
    html.raw("<section id=\"log\">").element("h2", "", "The log and its witnesses");
    html.element(
        "p",
        "says",
        "What the standalone verifier says of the whole run, by the key below. Take the key from"
            + " somebody you trust, not from this page.");
    html.raw("<dl>");
    fact("Origin", asked.log().origin());
    fact("Key", asked.log().key());
    html.raw("</dl>").element("pre", "", asked.log().says()).raw("</section>");
  }

  private void files() {
    html.raw("<section id=\"files\">").element("h2", "", "Files of this report");
    html.element("p", "says", "SHA-256 of each; SHA256SUMS has this page too.");
    html.raw("<div class=\"wide\" tabindex=\"0\"><table><tbody>");
    sums.forEach((name, digest) -> {
      html.raw("<tr>").element("td", "text", name);
      html.element("td", "hash", digest.hex()).raw("</tr>");
    });
    html.raw("</tbody></table></div></section>");
  }

  private static String css() {
    try (InputStream in = DayPage.class.getResourceAsStream("day.css")) {
      if (in == null) {
        throw new IllegalStateException(
            "the program lacks its file day.css\nMaybe it was built only in part; build it anew.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read day.css", e);
    }
  }
}
