package dev.warrant.governance.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.governance.people.FolderLock;
import dev.warrant.governance.people.Trust;
import dev.warrant.knowledge.release.ReleaseException;
import dev.warrant.knowledge.release.Signed;
import dev.warrant.knowledge.release.Statement.Line;
import dev.warrant.knowledge.release.Verdict;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HouseTest {
  @TempDir private Path home = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private Desk desk;

  @BeforeEach
  void aHouse() throws IOException {
    desk = new Desk(home);
  }

  private void refused(String code) {
    assertThatThrownBy(() -> desk.open())
        .isInstanceOf(ReleaseException.class)
        .extracting(e -> ((ReleaseException) e).code())
        .isEqualTo(code);
  }

  private Path record(int n) {
    return desk.folder.resolve(String.format("log/%06d.txt", n));
  }

  private static List<Line> why() {
    return List.of(new Line("why", "test"));
  }

  @Test
  void noByteOfAnyRecordCanBeChanged() throws IOException {
    long n = desk.propose("alice", "one", Verdict.LOOSER);
    desk.approve("bob", n);
    desk.activate("olga", n, "shadow", Judge.NOBODY);
    int records = desk.open().records().size();
    for (int r = 1; r <= records; r++) {
      byte[] whole = Files.readAllBytes(record(r));
      for (int i = 0; i < whole.length; i++) {
        byte[] other = whole.clone();
        other[i] ^= (byte) (1 << (i % 8));
        Files.write(record(r), other);
        assertThatThrownBy(() -> desk.open())
            .as("record %d byte %d", r, i)
            .isInstanceOf(ReleaseException.class);
      }
      Files.write(record(r), whole);
    }
    assertThat(desk.open().records()).hasSize(records);
  }

  @Test
  void aRecordThatIsGoneOrMovedIsNoticed() throws IOException {
    desk.put("freeze", "alice", why());
    desk.put("thaw", "bob", why());
    byte[] second = Files.readAllBytes(record(2));
    Files.delete(record(2));
    refused("log-gap");
    Files.write(record(2), Files.readAllBytes(record(3)));
    refused("log-link");
    Files.write(record(2), second);
    assertThat(desk.open().records()).hasSize(3);
  }

  @Test
  void aLogCutShortIsNoticedByWhatWasSeen() throws IOException {
    desk.put("freeze", "alice", why());
    Files.delete(record(2));
    refused("log-rollback");
  }

  @Test
  void aForkIsNoticedByWhatWasSeen() throws IOException {
    House before = desk.open();
    desk.put("freeze", "alice", why());
    Signed other =
        desk.sign(
            before.draft("freeze", Desk.NOW, "alice", List.of(new Line("why", "another story"))),
            "alice");
    Files.write(record(2), other.bytes());
    refused("log-rollback");
  }

  @Test
  void withoutAnAnchorNothingIsReadAndAnotherHouseIsNotOurs() throws IOException {
    Digest anchor = desk.open().anchor();
    Path trust = Trust.file(desk.folder);
    Files.delete(trust);
    assertThatThrownBy(() -> desk.open())
        .hasMessageContaining("no trust anchor")
        .hasMessageContaining("Maybe warrant people trust");
    assertThat(House.open(desk.folder, anchor).records()).hasSize(1);
    assertThat(trust).doesNotExist();
    assertThatThrownBy(() -> House.open(desk.folder, Digest.sha256("another")))
        .hasMessageContaining("trust-anchor");
    Trust.in(anchor).save(desk.folder);
    Desk other = new Desk(Files.createDirectories(home.resolve("other")));
    Files.write(record(1), Files.readAllBytes(other.folder.resolve("log/000001.txt")));
    refused("trust-anchor");
  }

  @Test
  void anEditedPeopleFileIsNoticed() throws IOException {
    Path people = desk.folder.resolve("people.txt");
    String text = Files.readString(people);
    assertThat(text).contains("- name: bob\n  roles: risk\n");
    Files.writeString(people, text.replace("operator", "risk"));
    refused("people-edited");
    Files.delete(people);
    desk.put("freeze", "alice", why());
    assertThat(Files.readString(people)).startsWith("# People after record 2 ");
    Files.writeString(people, text);
    assertThat(desk.open().records()).hasSize(2);
  }

  @Test
  void anEditedPackOrReportStopsApprovalAndActivation() throws IOException {
    long n = desk.propose("alice", "one", Verdict.LOOSER);
    Digest policy = desk.open().releases().proposal(n).terms().packs().policy();
    Path file = desk.folder.resolve("packs/" + policy.hex() + "/pack.yaml");
    Files.writeString(file, "two\n");
    assertThatThrownBy(() -> desk.approve("bob", n)).hasMessageContaining("content-edited");
    Files.writeString(file, "one\n");
    desk.approve("bob", n);
    Files.writeString(file, "two\n");
    assertThatThrownBy(() -> desk.activate("olga", n, "shadow", Judge.NOBODY))
        .hasMessageContaining("content-edited")
        .hasMessageContaining("Maybe restore it");
    Files.writeString(file, "one\n");
    Digest report = desk.open().releases().proposal(n).terms().evidence().analysis();
    Files.delete(desk.folder.resolve("blobs/" + report.hex()));
    assertThatThrownBy(() -> desk.activate("olga", n, "shadow", Judge.NOBODY))
        .hasMessageContaining("content-missing");
  }

  @Test
  void onePersonsTighteningIsJudgedAgain() throws IOException {
    desk.live("one");
    long n = desk.propose("alice", "two", Verdict.TIGHTER);
    for (Verdict v : List.of(Verdict.UNKNOWN, Verdict.LOOSER, Verdict.INCOMPARABLE)) {
      assertThatThrownBy(() -> desk.activate("alice", n, "live", (_, _) -> v))
          .hasMessageContaining("verdict-unconfirmed");
    }
    House house = desk.activate("alice", n, "live", (_, _) -> Verdict.TIGHTER);
    assertThat(Certificates.live(house, Desk.NOW).grants()).hasSize(2);
  }

  @Test
  void aStatementForAnotherPlaceOrTimeIsRefused() throws IOException {
    House early = desk.open();
    Signed late = desk.sign(early.draft("freeze", Desk.NOW, "alice", why()), "alice");
    desk.put("freeze", "bob", why());
    assertThatThrownBy(() -> desk.open().append(late, Desk.NOW, Judge.NOBODY))
        .hasMessageContaining("log-link")
        .hasMessageContaining("Maybe the log went on meanwhile");
    Signed future =
        desk.sign(desk.open().draft("freeze", Desk.NOW.plusSeconds(400), "bob", why()), "bob");
    assertThatThrownBy(() -> desk.open().append(future, Desk.NOW, Judge.NOBODY))
        .hasMessageContaining("statement-time");
    Signed past =
        desk.sign(desk.open().draft("freeze", Desk.NOW.minusSeconds(1), "bob", why()), "bob");
    assertThatThrownBy(() -> desk.open().append(past, Desk.NOW, Judge.NOBODY))
        .hasMessageContaining("log-time");
  }

  @Test
  void twoWritersNeverForkTheLog() throws Exception {
    int writers = 4;
    int each = 12;
    List<Future<Integer>> wrote = new ArrayList<>();
    desk.key("alice");
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      for (int w = 0; w < writers; w++) {
        wrote.add(pool.submit(() -> write(each)));
      }
    }
    int sum = 0;
    for (Future<Integer> f : wrote) {
      sum += f.get();
    }
    assertThat(sum).isPositive();
    assertThat(desk.open().records()).hasSize(1 + sum);
  }

  private int write(int tries) throws IOException {
    int done = 0;
    for (int i = 0; i < tries; i++) {
      try {
        desk.put("freeze", "alice", why());
        done++;
      } catch (ReleaseException e) {
        assertThat(e.code()).isIn("folder-locked", "log-link");
      }
    }
    return done;
  }

  @Test
  void aLockedFolderIsLeftAlone() throws IOException, ExecutionException {
    try (FolderLock _ = new FolderLock(desk.folder)) {
      assertThatThrownBy(() -> desk.put("freeze", "alice", why()))
          .hasMessageContaining("another writer");
    }
    assertThat(desk.put("freeze", "alice", why()).records()).hasSize(2);
  }

  @Test
  void theApproversPageShowsWhatIsSignedAndBothReports() throws IOException {
    long n = desk.propose("alice", "one", Verdict.LOOSER);
    House house = desk.open();
    String page =
        new String(
            ApprovalPage.of(house, house.releases().proposal(n)), StandardCharsets.UTF_8);
    assertThat(page)
        .contains("Proposal 2 by alice", "verdict: UNKNOWN", "reason: because", "== Analysis ==")
        .contains("Signed so far by people of risk: [alice]");
  }
}
