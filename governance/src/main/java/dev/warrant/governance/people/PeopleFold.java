package dev.warrant.governance.people;

import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.VerifyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Who counts, kept up to date record by record. Every signer, of whatever kind of statement, is
/// checked here: the key is held by the person who speaks, and in force at that place in the log.
///
/// - `begin` names the first people, two of risk at least, so that the rule of two people holds
///   from the first record on; it is trusted because its digest is the trust anchor.
/// - `enrol` and more `roles` wait for the `countersign` of a second person of risk: whoever could
///   enrol alone could invent the second person.
/// - `revoke` and fewer `roles` need one, at once.
///
/// A house is a demo house, all its keys made by the machine, or none is.
public final class PeopleFold {
  private final TreeMap<String, Person> people = new TreeMap<>();
  private final TreeMap<Long, Signed> waiting = new TreeMap<>();
  private boolean demo;

  /// Kinds of statement that change people.
  public static boolean changesPeople(String kind) {
    return List.of("begin", "enrol", "countersign", "roles", "revoke").contains(kind);
  }

  /// Who counts now.
  public Roster roster() {
    return new Roster(List.copyOf(people.values()));
  }

  /// Whether this is a house of demo keys.
  public boolean demo() {
    return demo;
  }

  /// Records that wait for a second person.
  public List<Signed> waiting() {
    return List.copyOf(waiting.values());
  }

  /// Takes one record in.
  ///
  /// @return who signed it
  /// @throws ReleaseException if it must not stand there; then nothing changed
  public Person apply(Signed record) {
    Statement s = record.statement();
    if (s.kind().equals("begin") != (s.number() == 1)) {
      throw new ReleaseException(
          "log-begin", s.kind() + " as record " + s.number(), "begin as the first, and only there");
    }
    if (!record.genuine()) {
      throw new ReleaseException(
          "signature-wrong",
          "a signature that does not fit " + s.kind() + " " + s.number(),
          "one over these very bytes",
          "the statement was changed after it was signed");
    }
    if (s.kind().equals("begin")) {
      return begin(record);
    }
    Person signer = signer(roster(), record);
    switch (s.kind()) {
      case "enrol" -> enrol(record, signer);
      case "countersign" -> countersign(record, signer);
      case "roles" -> roles(record, signer);
      case "revoke" -> revoke(record, signer);
      default -> {
        // Not about people: that the signer counts is all there is to say here.
      }
    }
    return signer;
  }

  /// The person whose key in force made a signature, which must be the one who speaks.
  private static Person signer(Roster roster, Signed record) {
    Statement s = record.statement();
    String what = s.kind() + " " + s.number();
    Roster.Holder holder = roster.holder(record.signature().key());
    if (holder == null) {
      throw new ReleaseException(
          "key-unknown",
          what + " signed by " + record.signature().key().fingerprint(),
          "a key of an enrolled person",
          "warrant people enrol " + s.by() + " first");
    }
    HeldKey.Revoked revoked = holder.held().revoked();
    if (revoked != null) {
      throw new ReleaseException(
          "key-revoked",
          what + " signed with a key of " + holder.person().name() + " revoked at " + revoked.at(),
          "a key in force");
    }
    if (!holder.person().name().equals(s.by())) {
      throw new ReleaseException(
          "key-other",
          what + " by " + s.by() + " signed with a key of " + holder.person().name(),
          "a key of " + s.by());
    }
    return holder.person();
  }

  private Person begin(Signed record) {
    Statement s = record.statement();
    s.only(List.of("person"));
    PeopleFold fresh = new PeopleFold();
    for (String line : s.values("person")) {
      PersonLine p = PersonLine.parse(line);
      if (fresh.people.isEmpty()) {
        fresh.demo = p.demo();
      }
      if (fresh.people.containsKey(p.name())) {
        throw new ReleaseException("person-twice", p.name() + " again", "each person once");
      }
      fresh.add(p, s);
    }
    if (fresh.roster().active(Role.RISK) < 2) {
      throw new ReleaseException(
          "people-few",
          fresh.roster().active(Role.RISK) + " people of risk at the beginning",
          "two or more",
          "whoever stood alone could invent the second; name both with --person");
    }
    Person signer = signer(fresh.roster(), record);
    risk(signer, s);
    people.putAll(fresh.people);
    demo = fresh.demo;
    return signer;
  }

  private void enrol(Signed record, Person signer) {
    Statement s = record.statement();
    s.only(List.of("person"));
    risk(signer, s);
    fits(PersonLine.parse(s.value("person")));
    waiting.put(s.number(), record);
  }

  private void fits(PersonLine p) {
    if (roster().holder(p.key()) != null) {
      throw new ReleaseException(
          "key-held",
          p.key().fingerprint() + ", which was enrolled before",
          "a key nobody ever held",
          "make a new one with warrant people keygen");
    }
    if (p.demo() != demo) {
      throw new ReleaseException(
          "key-demo",
          p.demo() ? "a demo key" : "a real key",
          demo ? "demo keys in a demo house" : "no demo key in a real house");
    }
    Person known = people.get(p.name());
    if (known != null && !known.roles().equals(p.roles())) {
      throw new ReleaseException(
          "person-roles",
          PersonLine.text(p.roles()) + " for another key of " + p.name(),
          PersonLine.text(known.roles()),
          "change the roles first with warrant people roles");
    }
  }

  private void countersign(Signed record, Person signer) {
    Statement s = record.statement();
    s.only(List.of("of", "record"));
    risk(signer, s);
    Signed first = first(s);
    Statement asked = first.statement();
    if (asked.by().equals(signer.name())) {
      throw new ReleaseException(
          "one-person",
          signer.name() + " countersigning what " + signer.name() + " asked for",
          "a second person of risk");
    }
    risk(signer(roster(), first), asked);
    if (asked.kind().equals("enrol")) {
      PersonLine p = PersonLine.parse(asked.value("person"));
      fits(p);
      add(p, s);
    } else {
      Person p = known(asked.value("name"));
      people.put(p.name(), new Person(p.name(), PersonLine.roles(asked.value("roles")), p.keys()));
    }
    waiting.remove(asked.number());
  }

  private Signed first(Statement s) {
    String of = s.value("of");
    Signed first = of.matches("[0-9]{1,9}") ? waiting.get(Long.parseLong(of)) : null;
    if (first == null) {
      throw new ReleaseException(
          "countersign-of",
          "record " + of + ", which waits for nobody",
          waiting.isEmpty() ? "a record that waits; none does" : "one of " + waiting.keySet());
    }
    if (!first.digest().equals(s.digest("record"))) {
      throw new ReleaseException(
          "countersign-of", "the digest of another record", first.digest().hex());
    }
    return first;
  }

  private void roles(Signed record, Person signer) {
    Statement s = record.statement();
    s.only(List.of("name", "roles"));
    risk(signer, s);
    Person p = known(s.value("name"));
    List<Role> wanted = PersonLine.roles(s.value("roles"));
    if (!PersonLine.text(wanted).equals(s.value("roles"))) {
      throw new ReleaseException(
          "person-roles", "\"" + s.value("roles") + "\"", "\"" + PersonLine.text(wanted) + "\"");
    }
    if (p.roles().containsAll(wanted)) {
      people.put(p.name(), new Person(p.name(), wanted, p.keys()));
    } else {
      waiting.put(s.number(), record);
    }
  }

  private void revoke(Signed record, Person signer) {
    Statement s = record.statement();
    s.only(List.of("key", "why"));
    Roster.Holder holder = roster().holder(VerifyKey.parse(s.value("key")));
    if (holder == null || !holder.held().inForce()) {
      throw new ReleaseException("key-unknown", s.value("key"), "a key in force");
    }
    if (!holder.person().name().equals(signer.name())) {
      risk(signer, s);
    }
    List<HeldKey> keys = new ArrayList<>();
    for (HeldKey k : holder.person().keys()) {
      keys.add(
          k.key().equals(holder.held().key())
              ? new HeldKey(
                  k.key(), k.demo(), k.from(), new HeldKey.Revoked(s.at(), s.value("why")))
              : k);
    }
    Person p = holder.person();
    people.put(p.name(), new Person(p.name(), p.roles(), keys));
  }

  private void add(PersonLine p, Statement since) {
    fits(p);
    Person before = people.get(p.name());
    List<HeldKey> keys = new ArrayList<>(before == null ? List.of() : before.keys());
    keys.add(new HeldKey(p.key(), p.demo(), since.at(), null));
    people.put(p.name(), new Person(p.name(), p.roles(), keys));
  }

  private Person known(String name) {
    Person p = people.get(name);
    if (p == null) {
      throw new ReleaseException(
          "person-unknown", name, "one of " + String.join(", ", people.keySet()));
    }
    return p;
  }

  private static void risk(Person signer, Statement s) {
    if (!signer.is(Role.RISK)) {
      throw new ReleaseException(
          "role-missing",
          s.kind()
              + " "
              + s.number()
              + " by "
              + signer.name()
              + ", who is "
              + PersonLine.text(signer.roles()),
          "somebody of risk");
    }
  }
}
