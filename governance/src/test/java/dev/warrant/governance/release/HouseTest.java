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
  private Office office;

  @BeforeEach
  void aHouse() throws IOException {
    office = new Office(home);
  }

  private void refused(String code) {
    assertThatThrownBy(() -> office.open())
        .isInstanceOf(ReleaseException.class)
        .extracting(e -> ((ReleaseException) e).code())
        .isEqualTo(code);
  }

  private Path record(int n) {
    return office.folder.resolve(String.format("log/%06d.txt", n));
  }

  private static List<Line> why() {
    return List.of(new Line("why", "test"));
  }

  @Test
  void noByteOfAnyRecordCanBeChanged() throws IOException {
    long n = office.propose("alice", "one", Verdict.LOOSER);
    office.approve("bob", n);
    office.activate("olga", n, "shadow", Judge.NOBODY);
    int records = office.open().records().size();
    for (int r = 1; r <= records; r++) {
      byte[] whole = Files.readAllBytes(record(r));
      for (int i = 0; i < whole.length; i++) {
        byte[] other = whole.clone();
        other[i] ^= (byte) (1 << (i % 8));
        Files.write(record(r), other);
        assertThatThrownBy(() -> office.open())
            .as("record %d byte %d", r, i)
            .isInstanceOf(ReleaseException.class);
      }
      Files.write(record(r), whole);
    }
    assertThat(office.open().records()).hasSize(records);
  }

  @Test
  void aRecordThatIsGoneOrMovedIsNoticed() throws IOException {
    office.put("freeze", "alice", why());
    office.put("thaw", "bob", why());
    byte[] second = Files.readAllBytes(record(2));
    Files.delete(record(2));
    refused("log-gap");
    Files.write(record(2), Files.readAllBytes(record(3)));
    refused("log-link");
    Files.write(record(2), second);
    assertThat(office.open().records()).hasSize(3);
  }

  @Test
  void aLogCutShortIsNoticedByWhatWasSeen() throws IOException {
    office.put("freeze", "alice", why());
    Files.delete(record(2));
    refused("log-rollback");
  }

  @Test
  void aForkIsNoticedByWhatWasSeen() throws IOException {
    House before = office.open();
    office.put("freeze", "alice", why());
    Signed other =
        office.sign(
            before.draft("freeze", Office.NOW, "alice", List.of(new Line("why", "another story"))),
            "alice");
    Files.write(record(2), other.bytes());
    refused("log-rollback");
  }

  @Test
  void withoutAnAnchorNothingIsReadAndAnotherHouseIsNotOurs() throws IOException {
    Digest anchor = office.open().anchor();
    Path trust = Trust.file(office.folder);
    Files.delete(trust);
    assertThatThrownBy(() -> office.open())
        .hasMessageContaining("no trust anchor")
        .hasMessageContaining("Maybe warrant people trust");
    assertThat(House.open(office.folder, anchor).records()).hasSize(1);
    assertThat(trust).doesNotExist();
    assertThatThrownBy(() -> House.open(office.folder, Digest.sha256("another")))
        .hasMessageContaining("trust-anchor");
    Trust.in(anchor).save(office.folder);
    Office other = new Office(Files.createDirectories(home.resolve("other")));
    Files.write(record(1), Files.readAllBytes(other.folder.resolve("log/000001.txt")));
    refused("trust-anchor");
  }

  @Test
  void anEditedPeopleFileIsNoticed() throws IOException {
    Path people = office.folder.resolve("people.txt");
    String text = Files.readString(people);
    assertThat(text).contains("- name: bob\n  roles: risk\n");
    Files.writeString(people, text.replace("operator", "risk"));
    refused("people-edited");
    Files.delete(people);
    office.put("freeze", "alice", why());
    assertThat(Files.readString(people)).startsWith("# People after record 2 ");
    Files.writeString(people, text);
    assertThat(office.open().records()).hasSize(2);
  }

  @Test
  void anEditedPackOrReportStopsApprovalAndActivation() throws IOException {
    long n = office.propose("alice", "one", Verdict.LOOSER);
    Digest policy = office.open().releases().proposal(n).terms().packs().policy();
    Path file = office.folder.resolve("packs/" + policy.hex() + "/pack.yaml");
    Files.writeString(file, "two\n");
    assertThatThrownBy(() -> office.approve("bob", n)).hasMessageContaining("content-edited");
    Files.writeString(file, "one\n");
    office.approve("bob", n);
    Files.writeString(file, "two\n");
    assertThatThrownBy(() -> office.activate("olga", n, "shadow", Judge.NOBODY))
        .hasMessageContaining("content-edited")
        .hasMessageContaining("Maybe restore it");
    Files.writeString(file, "one\n");
    Digest report = office.open().releases().proposal(n).terms().evidence().analysis();
    Files.delete(office.folder.resolve("blobs/" + report.hex()));
    assertThatThrownBy(() -> office.activate("olga", n, "shadow", Judge.NOBODY))
        .hasMessageContaining("content-missing");
  }

  @Test
  void onePersonsTighteningIsJudgedAgain() throws IOException {
    office.live("one");
    long n = office.propose("alice", "two", Verdict.TIGHTER);
    for (Verdict v : List.of(Verdict.UNKNOWN, Verdict.LOOSER, Verdict.INCOMPARABLE)) {
      assertThatThrownBy(() -> office.activate("alice", n, "live", (_, _) -> v))
          .hasMessageContaining("verdict-unconfirmed");
    }
    House house = office.activate("alice", n, "live", (_, _) -> Verdict.TIGHTER);
    assertThat(Certificates.live(house, Office.NOW).grants()).hasSize(2);
  }

  @Test
  void aStatementForAnotherPlaceOrTimeIsRefused() throws IOException {
    House early = office.open();
    Signed late = office.sign(early.draft("freeze", Office.NOW, "alice", why()), "alice");
    office.put("freeze", "bob", why());
    assertThatThrownBy(() -> office.open().append(late, Office.NOW, Judge.NOBODY))
        .hasMessageContaining("log-link")
        .hasMessageContaining("Maybe the log went on meanwhile");
    Signed future =
        office.sign(
            office.open().draft("freeze", Office.NOW.plusSeconds(400), "bob", why()), "bob");
    assertThatThrownBy(() -> office.open().append(future, Office.NOW, Judge.NOBODY))
        .hasMessageContaining("statement-time");
    Signed past =
        office.sign(office.open().draft("freeze", Office.NOW.minusSeconds(1), "bob", why()), "bob");
    assertThatThrownBy(() -> office.open().append(past, Office.NOW, Judge.NOBODY))
        .hasMessageContaining("log-time");
  }

  @Test
  void twoWritersNeverForkTheLog() throws Exception {
    int writers = 4;
    int each = 12;
    List<Future<Integer>> wrote = new ArrayList<>();
    office.key("alice");
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
    assertThat(office.open().records()).hasSize(1 + sum);
  }

  private int write(int tries) throws IOException {
    int done = 0;
    for (int i = 0; i < tries; i++) {
      try {
        office.put("freeze", "alice", why());
        done++;
      } catch (ReleaseException e) {
        assertThat(e.code()).isIn("folder-locked", "log-link");
      }
    }
    return done;
  }

  @Test
  void aLockedFolderIsLeftAlone() throws IOException, ExecutionException {
    try (FolderLock _ = new FolderLock(office.folder)) {
      assertThatThrownBy(() -> office.put("freeze", "alice", why()))
          .hasMessageContaining("another writer");
    }
    assertThat(office.put("freeze", "alice", why()).records()).hasSize(2);
  }

  @Test
  void theApproversPageShowsWhatIsSignedAndBothReports() throws IOException {
    long n = office.propose("alice", "one", Verdict.LOOSER);
    House house = office.open();
    String page =
        new String(ApprovalPage.of(house, house.releases().proposal(n)), StandardCharsets.UTF_8);
    assertThat(page)
        .contains("Proposal 2 by alice", "verdict: UNKNOWN", "reason: because", "== Analysis ==")
        .contains("Signed so far by people of risk: [alice]");
  }
}
