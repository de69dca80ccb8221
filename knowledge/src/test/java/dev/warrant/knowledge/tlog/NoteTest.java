package dev.warrant.knowledge.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteTest {
  /// Vector of C2SP signed-note.
  private static final String SPEC_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String SPEC_NOTE =
      "This is an example message.\n\n— example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  /// Vector of the documentation of golang.org/x/mod/sumdb/note.
  private static final String GO_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String GO_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String GO_TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;

  private static final String GO_LINE =
      "— PeterNeumann"
          + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

  /// A checkpoint of a public log (arche2025h1.staging.ct.transparency.dev) with the cosignature of
  /// a public witness (remora.n621.de), both as published.
  private static final String REAL =
      "arche2025h1.staging.ct.transparency.dev\n1432088532\n"
          + "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n"
          + "— arche2025h1.staging.ct.transparency.dev"
          + " zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
          + "— arche2025h1.staging.ct.transparency.dev"
          + " ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
          + "— remora.n621.de"
          + " 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n";

  private static final String REAL_LOG =
      "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";

  private static final String REAL_WITNESS =
      "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

  @TempDir Path temp;

  @Test
  void theVectorOfTheSpecificationHolds() {
    NoteKey key = NoteKey.parse(SPEC_KEY);
    assertThat(key.name()).isEqualTo("example.com/foo");
    assertThat(key.id()).isEqualTo(0x530d903a);
    assertThat(key.toString()).isEqualTo(SPEC_KEY);
    Note note = Note.parse(SPEC_NOTE);
    assertThat(note.toString()).isEqualTo(SPEC_NOTE);
    assertThat(key.signed(note)).isTrue();
  }

  @Test
  void weSignAsTheReferenceImplementationDoes() {
    NoteSigner signer = NoteSigner.parse(GO_SECRET);
    assertThat(signer.open().toString()).isEqualTo(GO_KEY);
    assertThat(signer.sign(GO_TEXT).toString()).isEqualTo(GO_LINE);
    assertThat(signer.toString()).doesNotContain("AYEKFALVFGy");
  }

  @Test
  void aPublicLogAndItsWitnessAreBothBelieved() {
    Note note = Note.parse(REAL);
    assertThat(NoteKey.parse(REAL_LOG).signed(note)).isTrue();
    assertThat(NoteKey.parse(REAL_WITNESS).signed(note)).isTrue();
    assertThat(NoteKey.seconds(note.lines().getLast())).isEqualTo(0x6a122120L);
    Checkpoint head = Checkpoint.parse(note.text());
    assertThat(head.origin()).isEqualTo("arche2025h1.staging.ct.transparency.dev");
    assertThat(head.size()).isEqualTo(1_432_088_532L);
    assertThat(head.text()).isEqualTo(note.text());
    Note other = Note.parse(REAL.replace("1432088532", "1432088533"));
    assertThat(NoteKey.parse(REAL_LOG).signed(other)).isFalse();
    assertThat(NoteKey.parse(REAL_WITNESS).signed(other)).isFalse();
  }

  /// The examples of C2SP tlog-checkpoint and tlog-cosignature; their keys are not published.
  @Test
  void theCheckpointsOfTheSpecificationsAreRead() {
    String body =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    String log =
        "— example.com/behind-the-sofa"
            + " Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    String witness =
        "— witness.example.com/w1"
            + " jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    Note note = Note.parse(body + "\n" + log + witness);
    assertThat(note.toString()).isEqualTo(body + "\n" + log + witness);
    Checkpoint head = Checkpoint.parse(note.text());
    assertThat(head.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(head.size()).isEqualTo(20_852_163L);
    assertThat(head.text()).isEqualTo(body);
    Note.Line cosigned = note.lines().getLast();
    assertThat(cosigned.name()).isEqualTo("witness.example.com/w1");
    assertThat(NoteKey.seconds(cosigned)).isEqualTo(1_679_315_147L);
    assertThat(new String(NoteKey.stamped(body, 1_679_315_147L), StandardCharsets.UTF_8))
        .isEqualTo("cosignature/v1\ntime 1679315147\n" + body);
  }

  @Test
  void everyFlippedBitOfASignedNoteIsSeen() {
    NoteKey key = NoteKey.parse(SPEC_KEY);
    byte[] good = SPEC_NOTE.getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(believes(key, bad)).as("bit %d", bit).isFalse();
    }
  }

  private static boolean believes(NoteKey key, byte[] bytes) {
    try {
      return key.signed(Note.parse(bytes));
    } catch (LogFault e) {
      return false;
    }
  }

  @Test
  void oneFalseSignatureOfAKnownKeySpoilsTheNote() {
    NoteSigner signer = NoteSigner.parse(GO_SECRET);
    Note note = new Note(GO_TEXT, List.of(signer.sign(GO_TEXT)));
    assertThat(signer.open().signed(note)).isTrue();
    assertThat(signer.open().signed(note.with(signer.sign(GO_TEXT + "more\n")))).isFalse();
  }

  @Test
  void aCosignatureHoldsForItsTimeAlone() {
    NoteSigner witness = NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS);
    Note.Line line = witness.cosign(GO_TEXT, 1_700_000_000L);
    assertThat(NoteKey.seconds(line)).isEqualTo(1_700_000_000L);
    Note note = new Note(GO_TEXT, List.of(line));
    assertThat(witness.open().signed(note)).isTrue();
    byte[] later = line.signature();
    later[7]++;
    Note forged = new Note(GO_TEXT, List.of(new Note.Line(line.name(), line.id(), later)));
    assertThat(witness.open().signed(forged)).isFalse();
  }

  @Test
  void whatIsNoNoteIsRefused() {
    for (String bad :
        List.of(
            "",
            "text\n",
            "text\n\n",
            "text\n\n— name\n",
            "text\n\n— a b c AAAAAAAA\n",
            "text\n\n— name AAAA\n",
            "text\n\n— name AAAAAAAA=\n",
            "te\txt\n\n— name AAAAAAAA\n",
            "text\n\n— na+me AAAAAAAA\n",
            "text\n\n— name AAAAAAAA",
            "text\n\n" + "— name AAAAAAAA\n".repeat(101))) {
      assertThatThrownBy(() -> Note.parse(bad)).as(bad).isInstanceOf(LogFault.class);
    }
    assertThatThrownBy(() -> Note.parse(new byte[] {(byte) 0xff, '\n'}))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void whatIsNoVerifierKeyIsRefused() {
    for (String bad :
        List.of(
            "",
            "name+00000000",
            SPEC_KEY.replace("530d903a", "530d903b"),
            SPEC_KEY.replace("example", "examplf"),
            "name+00000000+AA==",
            "na me+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")) {
      assertThatThrownBy(() -> NoteKey.parse(bad)).as(bad).isInstanceOf(LogFault.class);
    }
  }

  @Test
  void aKeyFileIsForItsOwnerOnlyAndNeverReplaced() throws IOException {
    Path file = temp.resolve("keys/log.key");
    NoteSigner made = NoteSigner.ofFile(file, "warrant.local/a", NoteKey.Use.LOG);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(NoteSigner.ofFile(file, "another", NoteKey.Use.LOG).open()).isEqualTo(made.open());
    assertThatThrownBy(() -> NoteSigner.generate("x", NoteKey.Use.LOG).write(file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> NoteSigner.ofFile(file, "w", NoteKey.Use.WITNESS))
        .isInstanceOf(LogFault.class);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> NoteSigner.read(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void whatIsNoCheckpointIsRefused() {
    String root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    for (String bad :
        List.of(
            "a\n1\n",
            "\n1\n" + root + "\n",
            "a\n01\n" + root + "\n",
            "a\n-1\n" + root + "\n",
            "a\n1\nAAAA\n",
            "a\n1\n" + root,
            "a\n1\n" + root + "\n\n")) {
      assertThatThrownBy(() -> Checkpoint.parse(bad)).as(bad).isInstanceOf(LogFault.class);
    }
    assertThat(Checkpoint.parse("a\n0\n" + root + "\nmore\n").extensions()).containsExactly("more");
  }

  @Test
  void aProofFileHoldsForItsRecordAndOriginAlone() {
    NoteSigner signer = NoteSigner.parse(GO_SECRET);
    Grown tree = Grown.of(100);
    Proofs proofs = new Proofs(tree);
    String text = Checkpoint.of("desk.example/run", 100, proofs.root(0, 100)).text();
    Note note = new Note(text, List.of(signer.sign(text)));
    TlogProof proof = new TlogProof(Grown.data(42), 42, proofs.inclusion(42, 100), note);
    TlogProof read = TlogProof.parse(proof.toString());
    assertThat(read.toString()).isEqualTo(proof.toString());
    assertThat(read.leaf()).isEqualTo(Grown.data(42));
    assertThat(read.proves(Grown.data(42), "desk.example/run", signer.open())).isTrue();
    assertThat(read.proves(Grown.data(43), "desk.example/run", signer.open())).isFalse();
    assertThat(read.proves(Grown.data(42), "desk.example/other", signer.open())).isFalse();
    NoteKey other = NoteSigner.generate("PeterNeumann", NoteKey.Use.LOG).open();
    assertThat(read.proves(Grown.data(42), "desk.example/run", other)).isFalse();
    TlogProof bare = new TlogProof(new byte[0], 42, proofs.inclusion(42, 100), note);
    assertThat(TlogProof.parse(bare.toString()).leaf()).isEmpty();
  }

  /// Texts that a published implementation (transparency-dev/formats, `proof`) refuses.
  @Test
  void whatIsNoProofFileIsRefused() {
    String end = "\n" + SPEC_NOTE;
    for (String bad :
        List.of(
            "wrong\nindex 0\n" + end,
            "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n" + end,
            "c2sp.org/tlog-proof@v1\n" + end,
            "c2sp.org/tlog-proof@v1\nindex no\n" + end,
            "c2sp.org/tlog-proof@v1\nindex -5\n" + end,
            "c2sp.org/tlog-proof@v1\nindex 0\n!!\n" + end,
            "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n" + end,
            "c2sp.org/tlog-proof@v1\nindex 0\n")) {
      assertThatThrownBy(() -> TlogProof.parse(bad)).as(bad).isInstanceOf(LogFault.class);
    }
  }
}
