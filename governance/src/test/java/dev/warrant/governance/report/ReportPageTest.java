package dev.warrant.governance.report;

import static dev.warrant.governance.report.Records.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.seam.SeededRandom;
import dev.warrant.knowledge.testing.SharedData;
import dev.warrant.knowledge.unit.Decimals;
import dev.warrant.knowledge.unit.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each page is also left in `target/report-samples` for people to look at.
final class ReportPageTest {
  private static final Path SAMPLES = Path.of("target/report-samples");
  private static final Pattern TICKER =
      Pattern.compile("^(\\d+) .*@bookTicker.*\"b\":\"([0-9.]+)\".*\"a\":\"([0-9.]+)\".*");

  @TempDir private Path folder = Path.of("");

  private static ReportExtras extras(String title) {
    TreeMap<String, Long> objections = new TreeMap<>();
    objections.put("worst-position", 41L);
    objections.put("edge-after-costs", 28L);
    objections.put("no-proof: trend(up), momentum", 9L);
    objections.put("warm-up", 4L);
    TreeMap<String, String> roots = new TreeMap<>();
    roots.put("trace root", Digest.sha256("trace").hex());
    return new ReportExtras(
        title,
        "60 s on a generated market, seed 42",
        objections,
        lognormal(1_400, 0.5, 20),
        lognormal(6_500_000, 0.35, 400),
        "2 cores, 8 GiB",
        "0123456789ab",
        roots,
        List.of("./warrant why W0000100000000010000A", "./warrant replay sample"));
  }

  /// Buckets whose edges grow by one part in `perOctave` of an octave.
  private static List<Bucket> lognormal(double median, double sigma, int perOctave) {
    SeededRandom random = new SeededRandom(3);
    TreeMap<Long, Long> counts = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      double v = median * StrictMath.exp(sigma * random.nextGaussian());
      double octaves = StrictMath.log(v) / StrictMath.log(2);
      double edge = StrictMath.ceil(octaves * perOctave) / perOctave;
      counts.merge((long) StrictMath.ceil(StrictMath.pow(2, edge)), 1L, Long::sum);
    }
    List<Bucket> out = new ArrayList<>();
    counts.forEach((up, n) -> out.add(new Bucket(up, n)));
    return out;
  }

  private String page(String name, ReportExtras extras) throws IOException {
    Files.createDirectories(SAMPLES);
    Path html = SAMPLES.resolve(name + ".html");
    ReportPage.write(ReportReader.read(folder), extras, html);
    return Files.readString(html);
  }

  @Test
  void theRecordedDayMakesAPageOfItsOwn() throws IOException {
    Path file = SharedData.require("market-data/ticks/binance-usdm/btcusdt_20240808.gz");
    try (SampleRun run = new SampleRun(folder, 4 * SECOND, List.of(BTC));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      boolean begun = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher m = TICKER.matcher(line);
        if (m.matches()) {
          long nanos = Long.parseLong(m.group(1));
          if (!begun) {
            begun = true;
            run.begin(nanos);
          }
          run.quote(nanos, ticker(0, ticks(m.group(2)), ticks(m.group(3))));
        }
      }
    }
    String page = page("recorded", extras("Recorded day"));
    assertThat(page).contains("BTCUSDT").contains("class=\"price\"").contains("class=\"fill ");
    assertSelfContained(page);
  }

  private static long ticks(String price) {
    return Decimals.parseE8(price) / BTC.tickE8();
  }

  @Test
  void twoInstrumentsAndManyOrdersStayReadable() throws IOException {
    SampleRun.walk(folder, 900, SECOND / 4, List.of(BTC, ETH));
    String page = page("many", extras("Many orders"));
    assertThat(page).contains("ETHUSDT").contains("marks many").contains("One order in ");
    assertThat(page.length()).isLessThan(4_000_000);
    assertSelfContained(page);
  }

  @Test
  void aShortDemoShowsEverySection() throws IOException {
    SampleRun.walk(folder, 60, 2 * SECOND, List.of(BTC, ETH));
    String page = page("demo", extras("Demo"));
    assertThat(page)
        .contains("Profit and loss", "Modes and patterns", "Objections", "Refusals")
        .contains("Event to order", "Deliberation", "Findings", "Where this comes from")
        .contains("worst-position", "p50", "p99", "Try next")
        .contains(Digest.sha256("policy").hex(), Digest.sha256("trace").hex());
    assertSelfContained(page);
  }

  @Test
  void aRunWithoutOrdersSaysSoInWords() throws IOException {
    SampleRun.walk(folder, 30, 0, List.of(BTC));
    String page = page("quiet", ReportExtras.titled("Quiet"));
    assertThat(page)
        .contains("and sent no order.")
        .contains("No order of this instrument was admitted.")
        .contains("The guard refused nothing.")
        .contains("The mode never changed.")
        .contains("No order was timed in this run.");
  }

  @Test
  void anEmptyJournalSaysSoInWords() throws IOException {
    JournalWriter.open(folder, "empty").close();
    String page = page("empty", ReportExtras.titled("Empty"));
    assertThat(page)
        .contains("The journal is empty: the desk never began.")
        .contains("The journal names no instruments")
        .contains("no money to show")
        .contains("Nothing noteworthy");
    assertSelfContained(page);
  }

  @Test
  void nothingFromOutsideBecomesMarkup() throws IOException {
    String evil = "</script><script>alert('x')</script>\"><img src=\"https://x.y/\">&amp;\u202e";
    try (JournalWriter out = JournalWriter.open(folder, "evil")) {
      out.input(SECOND, started(1, evil, BTC));
      out.input(SECOND, new DeskEvent.Command(DeskEvent.CommandKind.PAUSE, evil, evil));
      out.input(SECOND, new MarketEvent.StreamState(0, false, evil));
      out.derived(refused(evil, evil));
      out.derived(matched(0, evil, SECOND, 2 * SECOND));
      out.input(2 * SECOND, ticker(0, 600_000, 600_001));
    }
    TreeMap<String, Long> objections = new TreeMap<>();
    objections.put(evil, 1L);
    TreeMap<String, String> roots = new TreeMap<>();
    roots.put(evil, evil);
    String page =
        page(
            "evil",
            new ReportExtras(
                evil, evil, objections, List.of(), List.of(), evil, evil, roots, List.of(evil)));
    assertThat(page).doesNotContain("alert('x')").doesNotContain("<img").doesNotContain("\u202e");
    assertThat(page.split("<script>", -1)).hasSize(2);
    assertThat(page).contains("&lt;&#47;script&gt;&lt;script&gt;alert(&#39;x&#39;)");
    assertSelfContained(page);
  }

  @Test
  void theSameRunGivesTheSamePage() throws IOException {
    SampleRun.walk(folder, 20, SECOND, List.of(BTC));
    assertThat(page("twice", extras("Twice"))).isEqualTo(page("twice", extras("Twice")));
  }

  @Test
  void aFewCoarseBucketsDrawAsWellAsManyFineOnes() {
    Html html = new Html();
    LatencyPanel.write(
        html,
        "T",
        List.of(new Bucket(1_000, 10), new Bucket(4_000, 85), new Bucket(Long.MAX_VALUE, 5)),
        "none");
    assertThat(html.toString())
        .contains("100 measured")
        .contains("p50 4.00 µs")
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  @Test
  void figuresReadAsPeopleWriteThem() {
    assertThat(Figures.signed(123_456_789_012_345L)).isEqualTo("+1,234,567.89");
    assertThat(Figures.signed(-499_999)).isEqualTo("0.00");
    assertThat(Figures.money(-1_500_000)).isEqualTo("\u22120.02");
    assertThat(Figures.duration(1_234)).isEqualTo("1.23 µs");
    assertThat(Figures.duration(125 * SECOND)).isEqualTo("2 min 5 s");
    assertThat(Figures.count(1, "order")).isEqualTo("1 order");
    assertThat(Figures.price(BTC, 6_123_450_000_000L)).isEqualTo("61,234.5");
  }

  private static void assertSelfContained(String page) {
    assertThat(page)
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("//fonts")
        .doesNotContain("<link")
        .doesNotContain("@import")
        .doesNotContain("NaN")
        .doesNotContain("Infinity")
        .contains("default-src 'none'")
        .endsWith("</html>\n");
  }
}
