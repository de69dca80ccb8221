package dev.warrant.governance.release;

import dev.warrant.execution.desk.RestrictedLists;
import dev.warrant.governance.people.PersonLine;
import dev.warrant.governance.people.SecretKey;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.RestrictedList;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.seam.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The restricted lists of a simulated desk without a house: a demo person of compliance, made for
/// one start, signs that nothing is restricted, and signs again before a day is over. They are
/// files beside the run like any other, and taking one away or changing it has the effect it always
/// has.
public final class DemoLists implements RestrictedLists {
  private static final String BY = "demo-clara";
  private static final Duration LIFE = Duration.ofHours(24);
  private static final Duration RENEWED = Duration.ofHours(12);

  private final SecretKey key = SecretKey.generate(PersonLine.DEMO_COMMENT + " " + BY);
  private final Clock clock;
  private final Path file;
  private final RestrictedFile inner;
  private Instant signed;

  /// Signs the first one.
  ///
  /// @param file where the list lies
  public DemoLists(Path file, Clock clock) throws IOException {
    this.clock = clock;
    this.file = file;
    signed = time();
    HeldKey held = new HeldKey(key.open(), true, signed, null);
    Roster roster = new Roster(List.of(new Person(BY, List.of(Role.COMPLIANCE), List.of(held))));
    inner = new RestrictedFile(file, () -> roster, true, null);
    sign();
  }

  private void sign() throws IOException {
    Statement s = RestrictedList.draft(signed, BY, signed, signed.plus(LIFE), List.of());
    Files.write(file, new Signed(s, key.sign(s.bytes())).bytes());
  }

  private Instant time() {
    return Instant.ofEpochSecond(0, clock.nanos()).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public synchronized DeskEvent.Restricted now() {
    Instant now = time();
    DeskEvent.Restricted found = inner.now();
    if (found.untilNanos() == 0 || now.isBefore(signed.plus(RENEWED))) {
      return found;
    }
    signed = now;
    try {
      sign();
    } catch (IOException e) {
      return DeskEvent.Restricted.unknown("the demo list cannot be written: " + e.getMessage());
    }
    return inner.now();
  }
}
