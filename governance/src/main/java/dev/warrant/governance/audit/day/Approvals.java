package dev.warrant.governance.audit.day;

import dev.warrant.governance.release.House;
import dev.warrant.knowledge.release.Certificate;
import dev.warrant.knowledge.release.Grant;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who signed what: the certificate the run was under, and of the release log every signed
/// statement of the day and those, of whatever day, by which the policies of the day came into
/// force; with the digest of the page each approver saw and, if it is kept, the page.
final class Approvals {
  final List<List<String>> rows = new ArrayList<>();

  /// Pages that are kept, by digest.
  final Map<Digest, byte[]> pages = new LinkedHashMap<>();

  long changes;
  long overrides;
  String source = "";
  private final @Nullable House house;

  private Approvals(@Nullable House house) {
    this.house = house;
  }

  /// @param house null if there is no release log here
  static Approvals of(Path certificate, @Nullable House house, DayFold day) throws IOException {
    Approvals out = new Approvals(house);
    out.source =
        house == null
            ? "There is no release log here: only the certificate beside the run is shown."
            : "Release log of "
                + house.records().size()
                + " records, anchor "
                + house.anchor().hex();
    if (Files.isRegularFile(certificate)) {
      for (Grant grant : Certificate.parse(Files.readAllBytes(certificate)).grants()) {
        out.row("certificate of the run", grant.proposal());
        for (Signed approval : grant.approvals()) {
          out.row("certificate of the run", approval);
        }
      }
    }
    if (house != null) {
      out.log(house, day);
    }
    return out;
  }

  private void log(House from, DayFold day) throws IOException {
    Instant begin = Instant.ofEpochSecond(0, day.fromNanos);
    Instant end = Instant.ofEpochSecond(0, day.toNanos);
    TreeSet<String> numbers = new TreeSet<>();
    for (Signed record : from.records()) {
      Statement s = record.statement();
      boolean today = !s.at().isBefore(begin) && !s.at().isAfter(end);
      boolean inForce =
          day.policies.stream().anyMatch(p -> first(s, "policy").equals(p.hex()))
              || numbers.contains(first(s, "of"));
      if (inForce && s.kind().equals(Terms.KIND)) {
        numbers.add(Long.toString(s.number()));
      }
      if (today) {
        changes += s.kind().equals("activate") ? 1 : 0;
        overrides += s.values("change").contains("override") ? 1 : 0;
      }
      if (today || inForce) {
        row(today ? "release log" : "release log, policy in force", record);
      }
    }
  }

  private void row(String where, Signed record) throws IOException {
    Statement s = record.statement();
    String page = first(s, "page");
    rows.add(
        List.of(
            s.at().toString(),
            where,
            Long.toString(s.number()),
            s.kind(),
            s.by(),
            about(s),
            first(s, "policy"),
            first(s, "strategy"),
            page,
            page.isEmpty() ? "" : kept(Digest.parse(page)),
            record.digest().hex()));
  }

  private String kept(Digest page) throws IOException {
    if (house == null) {
      return "no release log here";
    }
    try {
      pages.put(page, house.store().blob(page));
      return "pages/" + page.hex() + ".txt";
    } catch (ReleaseException e) {
      return "not kept (" + e.code() + ")";
    }
  }

  private static String about(Statement s) {
    StringBuilder out = new StringBuilder();
    for (String name :
        List.of("change", "of", "stage", "verdict", "limit", "until", "reason", "why", "tool")) {
      for (String value : s.values(name)) {
        if (!value.equals("0")) {
          out.append(out.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
        }
      }
    }
    return out.toString();
  }

  private static String first(Statement s, String name) {
    List<String> all = s.values(name);
    return all.isEmpty() ? "" : all.getFirst();
  }
}
