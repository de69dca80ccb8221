package dev.warrant.governance.people;

import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Statement.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// People for tests, with keys, and a log they write in.
public final class Cast {
  public static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final TreeMap<String, SecretKey> keys = new TreeMap<>();
  private final List<Signed> log = new ArrayList<>();
  private Instant now = START;

  public SecretKey key(String name) {
    return keys.computeIfAbsent(name, n -> SecretKey.generate(n + "@test"));
  }

  public List<Signed> log() {
    return List.copyOf(log);
  }

  public Instant now() {
    return now;
  }

  public void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  public PersonLine line(String name, String keyName, Role... roles) {
    return new PersonLine(name, List.of(roles), key(keyName).open(), false);
  }

  public Line person(String name, Role... roles) {
    return new Line("person", line(name, name, roles).text());
  }

  /// alice and bob of risk, tom a trader, olga an operator.
  public Signed begin() {
    return draft(
        "begin",
        "alice",
        person("alice", Role.RISK),
        person("bob", Role.RISK),
        person("tom", Role.TRADER),
        person("olga", Role.OPERATOR));
  }

  /// What `by` would sign next with the key of the same name.
  public Signed draft(String kind, String by, Line... lines) {
    return draft(kind, by, by, List.of(lines));
  }

  /// What `by` would sign next with some key.
  public Signed draft(String kind, String by, String keyName, List<Line> lines) {
    Statement s = SignedLog.draft(log, kind, now, by, lines);
    return new Signed(s, key(keyName).sign(s.bytes()));
  }

  public Signed add(Signed record) {
    log.add(record);
    return record;
  }

  public static Line[] of(Signed record) {
    return new Line[] {
      new Line("of", Long.toString(record.statement().number())),
      new Line("record", record.digest().hex())
    };
  }
}
