package dev.warrant.execution.safety;

import dev.warrant.knowledge.release.Approval;
import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.SshSignature;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.release.VerifyKey;
import dev.warrant.knowledge.unit.Digest;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// People who sign, for tests, with nothing but the JDK.
final class Signers {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final TreeMap<String, KeyPair> keys = new TreeMap<>();
  private final TreeMap<String, Person> people = new TreeMap<>();

  private KeyPair pair(String name) {
    return keys.computeIfAbsent(
        name,
        _ -> {
          try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  VerifyKey key(String name) {
    byte[] x509 = pair(name).getPublic().getEncoded();
    return VerifyKey.ofPoint(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
  }

  Signers with(String name, Role role, String... keyNames) {
    return with(name, role, false, keyNames);
  }

  Signers with(String name, Role role, boolean demo, String... keyNames) {
    List<HeldKey> held = new ArrayList<>();
    for (String k : keyNames) {
      held.add(new HeldKey(key(k), demo, NOW, null));
    }
    people.put(name, new Person(name, List.of(role), held));
    return this;
  }

  Signers revoke(String name) {
    Person p = people.get(name);
    if (p == null) {
      throw new IllegalArgumentException(name);
    }
    List<HeldKey> held = new ArrayList<>();
    for (HeldKey k : p.keys()) {
      held.add(new HeldKey(k.key(), k.demo(), k.from(), new HeldKey.Revoked(NOW, "lost")));
    }
    people.put(name, new Person(name, p.roles(), held));
    return this;
  }

  Roster roster() {
    return new Roster(List.copyOf(people.values()));
  }

  Signed sign(String kind, long number, String by, String key, List<Statement.Line> lines) {
    Statement s = new Statement(kind, number, Digest.sha256("log " + number), NOW, by, lines);
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initSign(pair(key).getPrivate());
      engine.update(SshSignature.toSign("sha512", s.bytes()));
      return new Signed(s, SshSignature.of(key(key), engine.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Signed propose(long number, String by, Terms terms) {
    return sign(Terms.KIND, number, by, by, terms.lines());
  }

  Signed approve(String by, String key, Signed proposal) {
    return sign(
        Approval.KIND,
        proposal.statement().number() + 1,
        by,
        key,
        Approval.of(proposal, "test", Digest.sha256("page")).lines());
  }
}
