package dev.warrant.governance.release;

import dev.warrant.governance.people.Cast;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.Change;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A real house in a folder, for tests: two people of risk, an operator, and packs of one file.
final class Office {
  static final Instant NOW = Cast.START;

  final Path folder;
  private final TreeMap<String, SecretKey> keys = new TreeMap<>();

  Office(Path home) throws IOException {
    folder = Files.createDirectories(home.resolve("releases"));
    List<Line> people =
        List.of(
            person("alice", Role.RISK), person("bob", Role.RISK), person("olga", Role.OPERATOR));
    Statement s = new Statement("begin", 1, Digest.ZERO, NOW, "alice", people);
    House.begin(folder, sign(s, "alice"));
  }

  private Line person(String name, Role role) {
    return new Line("person", new PersonLine(name, List.of(role), key(name).open(), false).text());
  }

  SecretKey key(String name) {
    return keys.computeIfAbsent(name, n -> SecretKey.generate(n));
  }

  Signed sign(Statement s, String key) {
    return new Signed(s, key(key).sign(s.bytes()));
  }

  House open() throws IOException {
    return House.open(folder, null);
  }

  House put(String kind, String by, List<Line> lines, Judge judge) throws IOException {
    House house = open();
    return house.append(sign(house.draft(kind, NOW, by, lines), by), NOW, judge);
  }

  House put(String kind, String by, List<Line> lines) throws IOException {
    return put(kind, by, lines, Judge.NOBODY);
  }

  /// A pack of one file, or what a test has put in its place.
  Path pack(String content) throws IOException {
    Path pack = folder.resolveSibling("pack-" + content);
    if (!Files.isDirectory(pack)) {
      Files.createDirectories(pack);
      Files.writeString(pack.resolve("pack.yaml"), content + "\n");
    }
    return pack;
  }

  Terms terms(String policy, Verdict verdict) throws IOException {
    House house = open();
    Digest report = house.store().keep("report".getBytes(StandardCharsets.UTF_8));
    Terms.Packs packs =
        new Terms.Packs(
            house.store().keepPack(pack(policy)),
            house.store().keepPack(pack("strategy")),
            Digest.sha256("model"));
    Terms.Base base = Some.base(house.releases().live(NOW), verdict);
    Terms t = Some.terms(Change.RELEASE, 0, packs, base, Some.LATE);
    return new Terms(
        t.change(),
        t.of(),
        t.packs(),
        t.guards(),
        t.instruments(),
        new Terms.Evidence(report, report, report, "test"),
        t.base(),
        t.bounds(),
        t.reason());
  }

  long propose(String by, String policy, Verdict verdict) throws IOException {
    return put(Terms.KIND, by, terms(policy, verdict).lines()).records().size();
  }

  House approve(String by, long number) throws IOException {
    House house = open();
    Digest page = house.store().keep(ApprovalPage.of(house, house.releases().proposal(number)));
    Signed proposal = house.releases().proposal(number).signed();
    return put(Approval.KIND, by, Approval.of(proposal, "test", page).lines());
  }

  House activate(String by, long number, String stage, Judge judge) throws IOException {
    Signed proposal = open().releases().proposal(number).signed();
    List<Line> lines = new ArrayList<>(List.of(Cast.of(proposal)));
    lines.add(new Line("stage", stage));
    return put("activate", by, lines, judge);
  }

  long live(String policy) throws IOException {
    long n = propose("alice", policy, Verdict.LOOSER);
    approve("bob", n);
    for (String stage : List.of("shadow", "canary", "live")) {
      activate("olga", n, stage, Judge.NOBODY);
    }
    return n;
  }
}
