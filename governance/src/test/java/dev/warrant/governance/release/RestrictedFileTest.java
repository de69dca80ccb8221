package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.people.SecretKey;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.release.HeldKey;
import dev.warrant.knowledge.release.Person;
import dev.warrant.knowledge.release.RestrictedList;
import dev.warrant.knowledge.release.Role;
import dev.warrant.knowledge.release.Roster;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestrictedFileTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  private final SecretKey key = SecretKey.generate("clara");
  @TempDir private Path folder = Path.of("");

  private Path file() {
    return folder.resolve("restricted.txt");
  }

  private RestrictedFile file(Role role, boolean demo, HeldKey.Revoked... revoked) {
    HeldKey held = new HeldKey(key.open(), demo, NOON, revoked.length == 0 ? null : revoked[0]);
    Roster roster = new Roster(List.of(new Person("clara", List.of(role), List.of(held))));
    return new RestrictedFile(file(), () -> roster, false, folder.resolve("beside.txt"));
  }

  private void write(Instant at, List<String> symbols) throws IOException {
    Statement s = RestrictedList.draft(at, "clara", at, at.plus(DAY), symbols);
    Files.write(file(), new Signed(s, key.sign(s.bytes())).bytes());
  }

  private static void unknown(DeskEvent.Restricted told, String why) {
    assertThat(told.says()).contains(why);
    assertThat(told.untilNanos()).isZero();
    assertThat(told.list()).isEqualTo(Digest.ZERO);
    assertThat(told.counts(NOON.getEpochSecond() * 1_000_000_000L)).isFalse();
  }

  @Test
  void aListByComplianceOrRiskCountsForItsTimeAndIsKeptBesideTheRun() throws IOException {
    write(NOON, List.of("ETHUSDT", "BTCUSDT"));
    for (Role role : List.of(Role.COMPLIANCE, Role.RISK)) {
      DeskEvent.Restricted told = file(role, false).now();
      assertThat(told.symbols()).containsExactly("BTCUSDT", "ETHUSDT");
      assertThat(told.counts(NOON.getEpochSecond() * 1_000_000_000L)).isTrue();
      assertThat(told.counts(NOON.plus(DAY).getEpochSecond() * 1_000_000_000L)).isFalse();
      assertThat(told.says()).isEqualTo("restricted list 20261120 by clara");
    }
    assertThat(folder.resolve("beside.txt")).hasSameBinaryContentAs(file());
  }

  @Test
  void anythingElseIsNoListAndSaysWhy() throws IOException {
    unknown(file(Role.COMPLIANCE, false).now(), "restricted-missing");
    Files.writeString(file(), "BTCUSDT\n");
    unknown(file(Role.COMPLIANCE, false).now(), "record-form");
    write(NOON, List.of("ETHUSDT"));
    unknown(file(Role.TRADER, false).now(), "role-missing");
    unknown(file(Role.COMPLIANCE, true).now(), "key-demo");
    unknown(file(Role.COMPLIANCE, false, new HeldKey.Revoked(NOON, "lost")).now(), "key-revoked");
    String text = Files.readString(file(), StandardCharsets.UTF_8);
    Files.writeString(file(), text.replace("instrument: ETHUSDT\n", ""));
    unknown(file(Role.COMPLIANCE, false).now(), "restricted-signature");
    Files.writeString(file(), text.replace("2026-11-21T12:00:00Z", "2026-12-21T12:00:00Z"));
    unknown(file(Role.COMPLIANCE, false).now(), "restricted-time");
  }

  @Test
  void anOldListPutBackIsNoList() throws IOException {
    RestrictedFile read = file(Role.COMPLIANCE, false);
    write(NOON, List.of());
    assertThat(read.now().symbols()).isEmpty();
    write(NOON.plusSeconds(60), List.of("ETHUSDT"));
    assertThat(read.now().symbols()).containsExactly("ETHUSDT");
    write(NOON, List.of());
    unknown(read.now(), "restricted-older");
  }

  @Test
  void aDemoListNamesNothingIsSignedAnewAndMissedWhenItIsGone() throws IOException {
    long[] nanos = {NOON.getEpochSecond() * 1_000_000_000L};
    DemoLists demo = new DemoLists(file(), () -> nanos[0]);
    DeskEvent.Restricted first = demo.now();
    assertThat(first.counts(nanos[0])).isTrue();
    assertThat(first.symbols()).isEmpty();
    nanos[0] += Duration.ofHours(13).toNanos();
    DeskEvent.Restricted second = demo.now();
    assertThat(second.untilNanos()).isEqualTo(nanos[0] + DAY.toNanos());
    Files.delete(file());
    unknown(demo.now(), "restricted-missing");
  }
}
