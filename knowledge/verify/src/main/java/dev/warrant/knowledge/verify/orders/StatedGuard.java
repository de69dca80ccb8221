package dev.warrant.knowledge.verify.orders;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// What a guard asks, as the journal states it at activation (`LIMITS_IN_FORCE`).
///
/// @param guard `entry` or `exit`
/// @param policy digest of the policy pack, hexadecimal
/// @param digest SHA-256 of the statement's bytes, hexadecimal
record StatedGuard(
    String guard,
    String policy,
    String digest,
    List<Scale> reads,
    TreeMap<String, Integer> places,
    List<StatedLimit> limits) {
  static final String INCREASING = "order.increasing";

  /// A measure and the range outside of which the guard refuses.
  record Scale(String measure, String unit, long min, long max) {}

  StatedGuard {
    reads = List.copyOf(reads);
    limits = List.copyOf(limits);
  }

  static StatedGuard read(Payload p) {
    String digest = HexFormat.of().formatHex(sha256(p.bytes()));
    String guard = p.text();
    String policy = p.digest();
    List<Scale> reads = p.list(q -> new Scale(q.text(), q.text(), q.signed(), q.signed()));
    TreeMap<String, Integer> places = new TreeMap<>();
    for (Scale scale : reads) {
      places.put(scale.measure(), places.size());
    }
    List<StatedLimit> limits = p.list(q -> limit(q, places));
    p.finish();
    return new StatedGuard(guard, policy, digest, reads, places, limits);
  }

  private static StatedLimit limit(Payload p, TreeMap<String, Integer> places) {
    int number = p.number();
    String id = p.text();
    p.text();
    boolean increasing = p.bool();
    String text = p.text();
    List<Integer> reads = p.list(Payload::number);
    for (int at : reads) {
      if (at < 0 || at >= places.size()) {
        throw new Payload.Malformed("limit " + id + " reads measure " + at);
      }
    }
    Formula decided = formula(p, places);
    Formula when = formula(p, places);
    String op = p.text();
    return new StatedLimit(
        number,
        id,
        increasing,
        text,
        reads,
        decided,
        when,
        op,
        formula(p, places),
        formula(p, places),
        formula(p, places),
        p.bool(),
        p.bool());
  }

  private static Formula formula(Payload p, TreeMap<String, Integer> places) {
    return Formula.read(p.text(), name -> places.getOrDefault(name, -1));
  }

  /// Where a measure stands among those it reads; negative if it does not read it.
  int place(String measure) {
    return places.getOrDefault(measure, -1);
  }

  static byte[] sha256(byte[] of) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(of);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
