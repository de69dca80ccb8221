package dev.warrant.sim.trial;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.RestrictedList;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.SshSignature;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.release.VerifyKey;
import dev.warrant.rules.scenario.Step.RestrictedFile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The restricted lists of a story: real files, signed by a person of compliance or, where the
/// story wants it, by a trader, and read as a live desk reads them. The keys are the first two of
/// RFC 8032 §7.1, which everybody knows; they count in stories only.
final class TrialLists {
  private static final String PKCS8 = "302e020100300506032b657004220420";

  private record Pair(String secret, String open) {
    VerifyKey key() {
      return VerifyKey.ofPoint(HexFormat.of().parseHex(open));
    }
  }

  private static final Pair CLARA =
      new Pair(
          "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  private static final Pair TOM =
      new Pair(
          "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

  private final Instant start;
  private final Roster roster;

  TrialLists(long startNanos) {
    start = Instant.ofEpochSecond(0, startNanos).truncatedTo(ChronoUnit.SECONDS);
    roster =
        new Roster(
            List.of(
                new Person("clara", List.of(Role.COMPLIANCE), List.of(held(CLARA))),
                new Person("tom", List.of(Role.TRADER), List.of(held(TOM)))));
  }

  private HeldKey held(Pair pair) {
    return new HeldKey(pair.key(), true, start, null);
  }

  /// What the desk is told of the file as the step leaves it.
  DeskEvent.Restricted told(RestrictedFile step) {
    return RestrictedList.told(file(step), roster, true);
  }

  private byte @Nullable [] file(RestrictedFile step) {
    List<String> symbols = step.symbol().isEmpty() ? List.of() : List.of(step.symbol());
    return switch (step.flaw()) {
      case NONE -> bytes("clara", CLARA, symbols, Duration.ZERO);
      case MISSING -> null;
      case OLD -> bytes("clara", CLARA, symbols, Duration.ofDays(-2));
      case SIGNER -> bytes("tom", TOM, symbols, Duration.ZERO);
      case EDITED -> edited(bytes("clara", CLARA, List.of("ETHUSDT"), Duration.ZERO));
    };
  }

  private static byte[] edited(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    return text.replace("instrument: ETHUSDT\n", "").getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(String by, Pair pair, List<String> symbols, Duration later) {
    Instant from = start.plus(later).minus(Duration.ofHours(1));
    Statement s = RestrictedList.draft(from, by, from, from.plus(RestrictedList.LONGEST), symbols);
    return new Signed(s, SshSignature.of(pair.key(), sign(pair, s.bytes()))).bytes();
  }

  private static byte[] sign(Pair pair, byte[] message) {
    try {
      byte[] encoded = HexFormat.of().parseHex(PKCS8 + pair.secret);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature engine = Signature.getInstance("Ed25519");
      engine.initSign(key);
      engine.update(SshSignature.toSign("sha512", message));
      return engine.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }
}
