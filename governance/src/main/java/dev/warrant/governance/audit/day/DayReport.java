package dev.warrant.governance.audit.day;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.E8;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the report of a day: `report.html`, one CSV file for each table, the pages that approvers
/// saw, and `SHA256SUMS` over them all.
public final class DayReport {
  private DayReport() {}

  /// What was written.
  ///
  /// @param fine whether all of the day is signed and reconciled, and that is signed too
  /// @param orders how many orders are in it
  /// @param files names within the folder
  public record Made(Path page, boolean fine, long orders, long fills, List<String> files) {
    public Made {
      files = List.copyOf(files);
    }
  }

  /// Writes the report into a folder, which is made if it is not there.
  public static Made write(DayAsked asked, Path folder) throws IOException {
    DayFold day = DayFold.read(asked.run().journal(), asked.day());
    if (day.inputs == 0) {
      throw new IllegalArgumentException(
          "nothing of " + asked.day() + " is on record in " + asked.run().id());
    }
    Approvals approvals = Approvals.of(asked.run().certificate(), asked.house(), day);
    DaySheets made = new DaySheets(asked, day);
    Sheet orders = made.orders();
    List<Articles.Row> articles = Articles.of(day, asked, approvals, made.explained);
    List<Sheet> sheets = new ArrayList<>();
    sheets.add(Articles.sheet(articles));
    sheets.add(orders);
    sheets.add(made.fills());
    sheets.add(made.objections(Objections.of(asked.run().trace(), day.deliberations)));
    sheets.add(made.refusals());
    sheets.add(made.limits());
    sheets.add(made.breaches());
    sheets.add(made.acts());
    sheets.add(DaySheets.approvals(approvals));
    sheets.add(made.differences());
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Sheet sheet : sheets) {
      files.put(sheet.id() + ".csv", sheet.csv().getBytes(StandardCharsets.UTF_8));
    }
    approvals.pages.forEach((digest, page) -> files.put("pages/" + digest.hex() + ".txt", page));
    Map<String, Digest> sums = new LinkedHashMap<>();
    files.forEach((name, bytes) -> sums.put(name, Digest.sha256(bytes)));
    DayPage page = new DayPage(asked, day, sheets, sums, approvals.pages);
    files.put("report.html", page.html().getBytes(StandardCharsets.UTF_8));
    StringBuilder list = new StringBuilder();
    files.forEach((name, bytes) ->
        list.append(Digest.sha256(bytes).hex()).append("  ").append(name).append('\n'));
    files.put("SHA256SUMS", list.toString().getBytes(StandardCharsets.UTF_8));
    for (var file : files.entrySet()) {
      Path to = folder.resolve(file.getKey());
      Files.createDirectories(to.getParent());
      Files.write(to, file.getValue());
    }
    return new Made(
        folder.resolve("report.html"),
        page.fine(),
        day.orders.size(),
        day.fills.size(),
        List.copyOf(files.keySet()));
  }

  /// Fees of the day.
  static @E8 long fees(DayFold day) {
    return day.fills.stream().mapToLong(DayFold.FillLine::feeE8).sum();
  }

  /// What was traded, in USDT.
  static BigDecimal volume(DayFold day) {
    BigDecimal out = BigDecimal.ZERO;
    for (DayFold.FillLine f : day.fills) {
      out = out.add(Amounts.times(f.priceE8(), f.quantityE8()));
    }
    return out;
  }
}
