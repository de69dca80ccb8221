package dev.warrant.governance.report;

import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Writes the page about a run: one file with its style, script and drawings in it. Its content
/// security policy forbids the browser to fetch anything or to run any other script.
public final class ReportPage {
  private ReportPage() {}

  /// Writes the page to `html`, replacing what is there.
  ///
  /// @throws UncheckedIOException if the file cannot be written
  public static void write(ReportData data, ReportExtras extras, Path html) {
    try {
      Files.writeString(html, page(data, extras));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report " + html, e);
    }
  }

  /// The page as text.
  static String page(ReportData data, ReportExtras extras) {
    String script = resource("report.js");
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    html.raw("style-src 'unsafe-inline'; script-src 'sha256-" + hash(script) + "'\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">");
    html.element("title", "", extras.title());
    html.raw("<style>" + resource("report.css") + "</style></head><body><main>");
    html.raw("<div class=\"top\">").element("h1", "", extras.title());
    if (!extras.subtitle().isEmpty()) {
      html.element("p", "subtitle", extras.subtitle());
    }
    html.raw("</div>");
    body(html, data, extras);
    html.raw("</main><div id=\"tip\" hidden></div><script>" + script + "</script></body></html>\n");
    return html.toString();
  }

  private static void body(Html html, ReportData data, ReportExtras extras) {
    TimeFrame frame = TimeFrame.of(data);
    new Headline(data).write(html);
    ProfitPanel.write(html, data.money(), frame);
    if (data.markets().isEmpty()) {
      html.raw("<section class=\"panel\"><header><h2>Markets</h2></header>");
      html.element("p", "none", "The journal names no instruments, so there is no price to show.");
      html.raw("</section>");
    }
    data.markets().forEach(m -> new MarketPanel(m, frame).write(html));
    new LimitsPanel(data, frame).write(html);
    new DeskPanel(data, frame).write(html);
    BarsPanel.write(html, data, extras.objectionsByRule());
    html.raw("<div class=\"pair\">");
    LatencyPanel.write(
        html, "Event to order", extras.tickToOrder(), "No order was timed in this run.");
    LatencyPanel.write(
        html, "Deliberation", extras.deliberation(), "No deliberation was timed in this run.");
    html.raw("</div>");
    new Provenance(data, extras).write(html);
  }

  private static String hash(String script) {
    return Base64.getEncoder().encodeToString(Digest.sha256(script).bytes());
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the program lacks its file "
                + name
                + "\nMaybe it was built only in part; build it anew.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
