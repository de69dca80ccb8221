package dev.warrant.knowledge.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.testing.ChildJvm;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.TileNodes;
import dev.warrant.knowledge.unit.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final NoteSigner LOG = SampleRuns.SIGNER;

  @TempDir Path temp;
  private Path run;
  private final List<Process> children = new ArrayList<>();

  @BeforeEach
  void place() {
    run = temp.resolve("run");
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process child : children) {
      child.destroyForcibly();
      child.waitFor(1, TimeUnit.MINUTES);
    }
  }

  private Checkpoint grow(long seed, long inputs) {
    SampleRuns.write(run, seed, inputs);
    return SampleRuns.seal(run, inputs);
  }

  private Note latest() {
    return Objects.requireNonNull(CheckpointFiles.read(run.resolve("log"), CheckpointFiles.LATEST));
  }

  /// A witness process, and where it is.
  private record Live(Process process, BufferedReader out, Submission to) {}

  private Live start(String... more) throws IOException {
    List<String> args =
        new ArrayList<>(List.of(temp.resolve("witness").toString(), LOG.open().toString()));
    args.addAll(List.of(more));
    Process child =
        ChildJvm.of(WitnessChild.class, args.toArray(String[]::new))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    children.add(child);
    BufferedReader out = child.inputReader();
    String[] said = out.readLine().split(" ", 2);
    Submission to =
        new Submission(
            run.resolve("log"), NoteKey.parse(said[1]), URI.create("http://127.0.0.1:" + said[0]));
    return new Live(child, out, to);
  }

  @Test
  void aGrowingLogIsCosignedAgainAndAgainByAProcessOfItsOwn()
      throws IOException, Submission.Refused {
    Live live = start();
    for (int life = 1; life <= 4; life++) {
      Checkpoint head = grow(1, 70L * life);
      Note cosigned = live.to().submit();
      assertThat(Checkpoint.parse(cosigned.text())).isEqualTo(head);
      assertThat(live.to().witness().signed(cosigned)).isTrue();
      assertThat(LOG.open().signed(cosigned)).isTrue();
      assertThat(
              CheckpointFiles.read(
                  run.resolve("log"), CheckpointFiles.witnessed(live.to().witness())))
          .isEqualTo(cosigned);
    }
    assertThat(live.to().submit()).as("the same head once more").isNotNull();
  }

  @Test
  void aRolledBackLogIsNotCosigned() throws IOException, Submission.Refused {
    Live live = start();
    grow(2, 50);
    Path copy = temp.resolve("copy");
    SampleRuns.copy(run, copy);
    grow(2, 90);
    live.to().submit();
    SampleRuns.delete(run);
    SampleRuns.copy(copy, run);
    assertThatThrownBy(() -> live.to().submit())
        .isInstanceOf(Submission.Refused.class)
        .hasMessageContaining("older copy");
  }

  @Test
  void aForkIsNotCosignedAtTheSameSizeNorLater() throws IOException, Submission.Refused {
    Live live = start();
    Checkpoint head = grow(3, 50);
    live.to().submit();
    // The same origin, another history: whoever has the key can sign that.
    Digest other = Digest.sha256("another history");
    String text = Checkpoint.of(head.origin(), head.size(), other).text();
    forge(text);
    assertThatThrownBy(() -> live.to().submit()).hasMessageContaining("409");
    forge(Checkpoint.of(head.origin(), head.size() + 1, other).text());
    Note longer = latest();
    Proofs proofs = new Proofs(new TileNodes(run.resolve("log"), head.size()));
    for (int hashes = 0; hashes < 4; hashes++) {
      List<Digest> path = new ArrayList<>(proofs.consistency(3, head.size()));
      Request request = new Request(head.size(), path.subList(0, hashes), longer);
      try (Witness again = stopAndOpen(live)) {
        assertThat(again.add(request.toString()).status()).isEqualTo(422);
      }
    }
  }

  private void forge(String text) {
    CheckpointFiles.write(
        run.resolve("log"), CheckpointFiles.LATEST, new Note(text, List.of(LOG.sign(text))));
  }

  /// The state of a witness that was killed, in this process.
  private Witness stopAndOpen(Live live) {
    live.process().destroyForcibly();
    live.process().onExit().join();
    return witness();
  }

  private Witness witness() {
    Path folder = temp.resolve("witness");
    NoteSigner signer =
        NoteSigner.ofFile(folder.resolve("witness.key"), "witness.example/w", NoteKey.Use.WITNESS);
    return new Witness(folder, List.of(LOG.open()), signer, () -> 7);
  }

  @Test
  void aWitnessKilledBetweenRememberingAndSigningVouchesForNoOtherHistory()
      throws IOException, Submission.Refused {
    Checkpoint head = grow(4, 60);
    Live stalled = start("stall");
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> outcome(stalled.to()));
    assertThat(stalled.out().readLine()).isEqualTo("remembered");
    stalled.process().destroyForcibly();
    stalled.process().onExit().join();
    assertThat(answer.join()).as("nothing was cosigned").startsWith("failed");
    // Another head of the same size is refused now, though nobody ever saw a cosignature.
    String other = Checkpoint.of(head.origin(), head.size(), Digest.sha256("other")).text();
    Note fork = new Note(other, List.of(LOG.sign(other)));
    try (Witness again = witness()) {
      assertThat(again.add(new Request(0, List.of(), fork).toString()).status()).isEqualTo(409);
      assertThat(again.add(new Request(head.size(), List.of(), fork).toString()).status())
          .isEqualTo(409);
    }
    // And the head it remembered is cosigned when it is submitted again.
    Live back = start();
    assertThat(back.to().witness().signed(back.to().submit())).isTrue();
  }

  private static String outcome(Submission to) {
    try {
      return to.submit().toString();
    } catch (IOException | Submission.Refused e) {
      return "failed: " + e;
    }
  }

  @Test
  void everyRefusalHasTheStatusOfTheSpecification() {
    Checkpoint head = grow(5, 30);
    Note note = latest();
    try (Witness witness = witness()) {
      assertThat(witness.add("").status()).isEqualTo(400);
      assertThat(witness.add("old x\n\n" + note).status()).isEqualTo(400);
      assertThat(witness.add("old 0\nAAAA\n\n" + note).status()).isEqualTo(400);
      assertThat(witness.add(new Request(head.size() + 1, List.of(), note).toString()).status())
          .isEqualTo(400);
      String foreign = Checkpoint.of("elsewhere.example", 1, Digest.ZERO).text();
      assertThat(
              witness
                  .add(
                      new Request(0, List.of(), new Note(foreign, List.of(LOG.sign(foreign))))
                          .toString())
                  .status())
          .isEqualTo(404);
      NoteSigner thief = NoteSigner.generate(LOG.open().name(), NoteKey.Use.LOG);
      Note stolen = new Note(note.text(), List.of(thief.sign(note.text())));
      assertThat(witness.add(new Request(0, List.of(), stolen).toString()).status()).isEqualTo(403);
      assertThat(witness.add(new Request(0, List.of(Digest.ZERO), note).toString()).status())
          .isEqualTo(422);
      Witness.Answer good = witness.add(new Request(0, List.of(), note).toString());
      assertThat(good.status()).isEqualTo(200);
      assertThat(good.body()).startsWith("— witness.example/w ");
      Witness.Answer stale = witness.add(new Request(0, List.of(), note).toString());
      assertThat(stale.status()).isEqualTo(409);
      assertThat(stale.type()).isEqualTo("text/x.tlog.size");
      assertThat(stale.body()).isEqualTo(head.size() + "\n");
    }
  }

  @Test
  void oneProcessHasAWitnesssFolderAtATime() throws IOException {
    start();
    assertThatThrownBy(this::witness).hasMessageContaining("another witness has");
  }

  @Test
  void whatAnotherKeySignedIsNotKept() throws IOException {
    grow(6, 20);
    Live live = start();
    NoteKey wrong = NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS).open();
    Submission to = new Submission(run.resolve("log"), wrong, live.to().url());
    assertThatThrownBy(to::submit).hasMessageContaining("is not signed by");
    assertThat(CheckpointFiles.read(run.resolve("log"), CheckpointFiles.witnessed(wrong))).isNull();
  }

  @Test
  void whoStopsInTheMiddleOfARequestKeepsNobodyWaiting() throws IOException, Submission.Refused {
    grow(9, 20);
    NoteSigner signer = NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS);
    Witness witness = new Witness(temp.resolve("patient"), List.of(LOG.open()), signer, () -> 1);
    try (WitnessServer server = new WitnessServer(witness, "127.0.0.1", 0);
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      silent
          .getOutputStream()
          .write(
              "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 99\r\n\r\nold"
                  .getBytes(StandardCharsets.US_ASCII));
      URI url = URI.create("http://127.0.0.1:" + server.port());
      Note kept = new Submission(run.resolve("log"), signer.open(), url).submit();
      assertThat(signer.open().signed(kept)).isTrue();
    }
  }
}
