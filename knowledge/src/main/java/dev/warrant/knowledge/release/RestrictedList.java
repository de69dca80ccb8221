package dev.warrant.knowledge.release;

import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.unit.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The restricted list of a day: instruments nobody may add to, signed by one person of compliance
/// or risk. A file of its own, [Signed] like every statement but in no log: its number is the day
/// it is of, such as 20261120.
///
/// ```
/// warrant statement 1
/// kind: restricted
/// number: 20261120
/// …
/// from: 2026-11-20T00:00:00Z
/// until: 2026-11-21T06:00:00Z
/// instrument: ETHUSDT
/// ```
///
/// A list that names no instrument is a list too: somebody looked, and nothing is restricted.
///
/// @param from first moment it counts
/// @param until moment from which it counts no more
/// @param symbols in alphabetical order
/// @param signed the record itself
public record RestrictedList(Instant from, Instant until, List<String> symbols, Signed signed) {
  /// What its statement is called.
  public static final String KIND = "restricted";

  /// The longest a list may count: a day, and a weekend's night beside it.
  public static final Duration LONGEST = Duration.ofDays(2);

  private static final List<String> NAMES = List.of("from", "until", "instrument");
  private static final String SYMBOL = "[A-Z0-9]{5,20}";

  public RestrictedList {
    symbols = List.copyOf(symbols);
  }

  /// The statement of a list, to be signed.
  public static Statement draft(
      Instant at, String by, Instant from, Instant until, List<String> symbols) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("from", from.toString()));
    lines.add(new Line("until", until.toString()));
    new TreeSet<>(symbols).forEach(s -> lines.add(new Line("instrument", s)));
    Statement out = new Statement(KIND, day(from), Digest.ZERO, at, by, lines);
    check(out);
    return out;
  }

  /// The list in a file.
  ///
  /// @param roster whose signatures count
  /// @param simulated whether demo keys count
  /// @throws ReleaseException if it is no list, or not signed by somebody who may
  public static RestrictedList read(byte[] file, Roster roster, boolean simulated) {
    Signed signed = Signed.parse(file);
    check(signed.statement());
    signer(signed, roster, simulated);
    Statement s = signed.statement();
    return new RestrictedList(time(s, "from"), time(s, "until"), s.values("instrument"), signed);
  }

  /// What a desk is told of a file: the list in it, or why there is none to go by.
  ///
  /// @param file null if there is none
  public static DeskEvent.Restricted told(
      byte @Nullable [] file, Roster roster, boolean simulated) {
    if (file == null) {
      return DeskEvent.Restricted.unknown("there is no restricted list");
    }
    try {
      return read(file, roster, simulated).event();
    } catch (ReleaseException e) {
      return DeskEvent.Restricted.unknown(String.valueOf(e.getMessage()));
    }
  }

  /// What a desk is told of this list.
  public DeskEvent.Restricted event() {
    Statement s = signed.statement();
    return new DeskEvent.Restricted(
        symbols,
        nanos(from),
        nanos(until),
        Digest.sha256(s.bytes()),
        "restricted list " + s.number() + " by " + s.by());
  }

  private static void check(Statement s) {
    if (!s.kind().equals(KIND)) {
      throw new ReleaseException("restricted-form", "\"" + s.kind() + "\"", "\"" + KIND + "\"");
    }
    s.only(NAMES);
    Instant from = time(s, "from");
    Instant until = time(s, "until");
    boolean lasts = until.isAfter(from) && !until.isAfter(from.plus(LONGEST));
    if (!lasts || s.number() != day(from)) {
      throw new ReleaseException(
          "restricted-time",
          "list " + s.number() + " from " + from + " until " + until,
          "a list named after its first day that counts for at most "
              + LONGEST.toHours()
              + " hours");
    }
    List<String> symbols = s.values("instrument");
    if (!symbols.equals(List.copyOf(new TreeSet<>(symbols)))
        || !symbols.stream().allMatch(x -> x.matches(SYMBOL))) {
      throw new ReleaseException(
          "restricted-form", symbols + " as instruments", "names in order, each once");
    }
  }

  private static void signer(Signed signed, Roster roster, boolean simulated) {
    if (!signed.genuine()) {
      throw new ReleaseException(
          "restricted-signature", "a signature that is not of this list", "one that is");
    }
    Roster.Holder holder = roster.holder(signed.signature().key());
    String by = signed.statement().by();
    if (holder == null || !holder.person().name().equals(by)) {
      throw new ReleaseException(
          "key-unknown", "a key that " + by + " does not hold", "a key of " + by);
    }
    if (!holder.held().inForce()) {
      throw new ReleaseException("key-revoked", "a revoked key of " + by, "one in force");
    }
    if (holder.held().demo() && !simulated) {
      throw new ReleaseException(
          "key-demo", "a demo key", "a key of a person: demo keys count at the simulator only");
    }
    Person person = holder.person();
    if (!person.is(Role.COMPLIANCE) && !person.is(Role.RISK)) {
      throw new ReleaseException(
          "role-missing", "a restricted list by " + by, "somebody of compliance or risk");
    }
  }

  private static Instant time(Statement s, String name) {
    return Statement.time(name, s.value(name));
  }

  private static long day(Instant at) {
    return Long.parseLong(
        DateTimeFormatter.BASIC_ISO_DATE.format(at.atOffset(ZoneOffset.UTC)).substring(0, 8));
  }

  private static long nanos(Instant at) {
    return Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L);
  }
}
