package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A UTC day for filing: page and tables add up, and say where nothing was recorded.
final class AuditDayTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DAY = AuditRun.DAY;

  @TempDir private Path folder = Path.of("");

  private static String run() {
    return AuditRun.path().toString();
  }

  private static Path beside(String name) {
    return AuditRun.path().resolve("reconcile").resolve(name);
  }

  @Test
  void aDayIsFiledAsOnePageAndTablesThatAddUp() throws IOException {
    Path out = folder.resolve("filed");
    Said said =
        Said.by("audit", "report", "--run", run(), "--day", DAY, "--out", out.toString(), "--json");
    assertThat(said.code()).isZero();
    JsonNode told = MAPPER.readTree(said.out());
    List<List<String>> orders = csv(out.resolve("orders.csv"));
    List<List<String>> fills = csv(out.resolve("fills.csv"));
    JsonNode reconciled = MAPPER.readTree(beside(DAY + ".json").toFile());
    assertThat(orders)
        .hasSize(told.path("orders").asInt())
        .hasSize(reconciled.path("orders").path("ours").asInt());
    assertThat(fills).hasSize(reconciled.path("fills").path("venue").asInt());
    BigDecimal fees = sum(fills, 10);
    assertThat(fees).isPositive().isEqualByComparingTo(sum(orders, 12));
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page)
        .contains("<span>Orders</span><b>" + orders.size() + "</b>")
        .contains("<span>Fills</span><b>" + fills.size() + "</b>")
        .contains("<b>" + fees.setScale(2, RoundingMode.HALF_EVEN) + "</b>")
        .contains("NOT INDEPENDENT since " + DAY)
        .contains("Population and completeness")
        .contains("a virtual clock")
        .containsPattern("This result is signed by [^ ]+desk \\(key [0-9a-f]{8}\\), under")
        .doesNotContain("<script")
        .doesNotContainPattern("(src|href)=\"[^#]");
    orders.forEach(row -> assertThat(row.getLast()).contains(row.get(3)).endsWith("."));
    long objections =
        csv(out.resolve("objections.csv")).stream().mapToLong(r -> Long.parseLong(r.get(5))).sum();
    assertThat(page).contains("<span>Objections</span><b>" + objections + "</b>");
  }

  @Test
  void theArticleTableSaysWhatIsThereAndWhereNothingWasRecorded() throws IOException {
    Path out = folder.resolve("articles");
    Said.by("audit", "report", "--run", run(), "--out", out.toString());
    List<List<String>> articles = csv(out.resolve("articles.csv"));
    assertThat(articles)
        .filteredOn(row -> row.get(2).isEmpty() || row.get(2).equals("0"))
        .allMatch(
            row -> row.get(3).contains("nothing recorded") || row.get(3).contains("RECONCILED"))
        .anyMatch(row -> row.getFirst().equals("RTS 6 art. 9"));
    assertThat(articles)
        .anyMatch(row ->
            row.getFirst().equals("RTS 6 art. 15(1)") && row.get(3).contains("price-collar"));
    assertThat(articles.stream().map(List::getFirst).toList())
        .contains("FIA §1.2", "FIA §3.2", "FIA §5.1", "SEC 34-70694 ¶13–19, 25, 27", "US SR 26-2");
    String page = Files.readString(out.resolve("report.html"));
    articles.stream()
        .map(List::getLast)
        .filter(section -> !section.isEmpty())
        .forEach(section -> assertThat(page).contains("<section id=\"" + section + "\">"));
    for (String line : Files.readAllLines(out.resolve("SHA256SUMS"))) {
      byte[] file = Files.readAllBytes(out.resolve(line.substring(66)));
      assertThat(Digest.sha256(file).hex()).isEqualTo(line.substring(0, 64));
    }
  }

  @Test
  void aDayThatNobodyReconciledIsFiledAsThat() throws IOException {
    Path out = folder.resolve("unreconciled");
    Files.move(beside(DAY + ".json"), beside("away.json"));
    Files.move(beside(DAY + ".note"), beside("away.note"));
    try {
      Said said = Said.by("audit", "report", "--run", run(), "--out", out.toString());
      assertThat(said.code()).isEqualTo(1);
      assertThat(out.resolve("report.html"))
          .content()
          .contains("NOT RECONCILED")
          .contains("Nobody signed a reconciliation of this day.");
      Files.move(beside("away.json"), beside(DAY + ".json"));
      Said unsigned = Said.by("audit", "report", "--run", run(), "--out", out.toString(), "--json");
      assertThat(unsigned.out()).contains("This result is NOT SIGNED");
      assertThat(unsigned.code()).as("what anybody may have written").isEqualTo(1);
      Files.move(beside(DAY + ".json"), beside("away.json"));
    } finally {
      Files.move(beside("away.note"), beside(DAY + ".note"));
      Files.move(beside("away.json"), beside(DAY + ".json"));
    }
    Said none =
        Said.by("audit", "report", "--run", run(), "--day", "2026-01-09", "--out", out.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("nothing of 2026-01-09 is on record");
  }

  /// The rows of a CSV file without its head; RFC 4180.
  private static List<List<String>> csv(Path file) throws IOException {
    List<List<String>> out = new ArrayList<>();
    for (String line : Files.readString(file).split("\r\n")) {
      List<String> row = new ArrayList<>();
      Matcher m = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(,|$)").matcher(line);
      boolean more = true;
      while (more && m.find()) {
        row.add(m.group(1) == null ? m.group(2) : m.group(1).replace("\"\"", "\""));
        more = m.group(3).equals(",");
      }
      out.add(row);
    }
    return out.subList(1, out.size());
  }

  private static BigDecimal sum(List<List<String>> rows, int column) {
    return rows.stream()
        .map(row -> new BigDecimal(row.get(column)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
