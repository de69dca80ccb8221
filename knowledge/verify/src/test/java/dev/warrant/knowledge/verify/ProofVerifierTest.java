package dev.warrant.knowledge.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.testing.RandomRecords;
import dev.warrant.knowledge.testing.SampleRuns;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.Export;
import dev.warrant.knowledge.tlog.Leaves;
import dev.warrant.knowledge.tlog.LogFault;
import dev.warrant.knowledge.tlog.NodeSource;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.TreeHash;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proofs of single records, made by the one program and checked by the other.
class ProofVerifierTest {
  @TempDir Path temp;
  private Path run;
  private Leaves leaves = new Leaves(Path.of(""), Path.of(""));
  private Checkpoint head = Checkpoint.of("none yet", 0, Digest.ZERO);

  @BeforeEach
  void make() {
    run = temp.resolve("run");
    SampleRuns.write(run, 1, 700);
    head = SampleRuns.seal(run, 700);
    leaves = new Leaves(run.resolve("journal"), run.resolve("log"));
  }

  private LogVerdict verify(byte[] proof, String... witnesses) throws IOException {
    Path file = temp.resolve("order.tlog-proof");
    Files.write(file, proof);
    return ProofVerifier.verify(
        file, head.origin(), SampleRuns.SIGNER.open().toString(), List.of(witnesses));
  }

  private byte[] proof(long index) {
    Leaves.Leaf leaf = Objects.requireNonNull(leaves.at(index));
    return leaves.prove(leaf, leaves.note()).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyRecordIsProvedByItself() throws IOException {
    for (long i = 0; i < head.size(); i += 41) {
      assertThat(verify(proof(i)))
          .isInstanceOfSatisfying(
              LogVerdict.Proved.class, p -> assertThat(p.size()).isEqualTo(head.size()));
    }
    assertThat(verify(proof(3)).toString())
        .containsPattern(
            "at (\\S+) is record 3 of .*\nNOT INDEPENDENT since \\1, when it was made");
    assertThat(verify(proof(3)).json()).contains("\"notIndependentSince\":\"1970-01-01T");
    assertThat(leaves.at(head.size())).isNull();
  }

  @Test
  void aProofNeedsAQuorumOfTheWitnessesNamed() throws IOException {
    NoteSigner one = NoteSigner.generate("witness.example/one", NoteKey.Use.WITNESS);
    NoteSigner two = NoteSigner.generate("witness.example/two", NoteKey.Use.WITNESS);
    Leaves.Leaf leaf = Objects.requireNonNull(leaves.at(3));
    Note note = leaves.note().with(one.cosign(leaves.note().text(), 1_700_000_000L));
    Path file = temp.resolve("order.tlog-proof");
    Files.writeString(file, leaves.prove(leaf, note).toString());
    List<String> keys = List.of(one.open().toString(), two.open().toString());
    String key = SampleRuns.SIGNER.open().toString();
    LogVerdict enough = ProofVerifier.verify(file, head.origin(), key, Witnesses.of(keys, 1));
    assertThat(enough.toString())
        .contains("cosigned: 1 of 2 witnesses, quorum 1; not by witness.example/two");
    assertThat(enough.json()).contains("\"cosigned\":\"1 of 2 witnesses, quorum 1\"");
    assertThat(ProofVerifier.verify(file, head.origin(), key, keys).toString())
        .contains("no cosignature of witness.example/two: 1 of 2 witnesses, quorum 2");
    assertThat(ProofVerifier.verify(file, head.origin(), key, Witnesses.of(keys, 3)).exitStatus())
        .isEqualTo(2);
  }

  @Test
  void everyFlippedBitOfAProofIsRefused() throws IOException {
    byte[] good = proof(500);
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(verify(bad).exitStatus()).as("bit %d", bit).isNotZero();
    }
    for (int length = 0; length < good.length; length++) {
      assertThat(verify(Arrays.copyOf(good, length)).exitStatus())
          .as("%d bytes", length)
          .isNotZero();
    }
  }

  /// The tree of the first leaves, all its nodes kept.
  private static final class Grown implements NodeSource {
    private final TreeHash hash = new TreeHash();
    private final List<List<Digest>> rows = new ArrayList<>();

    Grown(int leaves) {
      rows.add(new ArrayList<>());
      for (int i = 0; i < leaves; i++) {
        rows.getFirst().add(hash.leaf(data(i)));
      }
      for (int h = 0; rows.get(h).size() > 1; h++) {
        List<Digest> above = new ArrayList<>();
        for (int i = 0; i + 1 < rows.get(h).size(); i += 2) {
          above.add(hash.node(rows.get(h).get(i), rows.get(h).get(i + 1)));
        }
        rows.add(above);
      }
    }

    static byte[] data(int i) {
      return ("leaf " + i).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Digest node(int height, long index) {
      return rows.get(height).get((int) index);
    }
  }

  private static final int MOST = 512;
  private static final Grown TREE = new Grown(MOST);

  private static boolean includes(int i, int n, List<byte[]> path, Digest root) throws Unfit {
    Head signed = new Head("", n, root.bytes(), new SignedNote("", List.of()));
    List<String> lines = path.stream().map(Base64.getEncoder()::encodeToString).toList();
    return ProofVerifier.includes(Grown.data(i), i, signed, lines);
  }

  /// What the other program proves is believed, and with one bit of any hash flipped, with a hash
  /// more or less, or of another leaf it is not.
  @Test
  void everyProofUpTo512LeavesHoldsForItsLeafAlone() {
    IntStream.rangeClosed(1, MOST)
        .parallel()
        .forEach(n -> {
          Proofs proofs = new Proofs(TREE);
          Digest root = proofs.root(0, n);
          for (int i = 0; i < n; i++) {
            List<byte[]> path = proofs.inclusion(i, n).stream().map(Digest::bytes).toList();
            assertThat(wrong(i, n, path, root)).as("leaf %d of %d", i, n).isEmpty();
          }
        });
  }

  private static String wrong(int i, int n, List<byte[]> path, Digest root) {
    try {
      if (!includes(i, n, path, root)) {
        return "it is not believed";
      }
      List<byte[]> other = new ArrayList<>(path);
      other.add(new byte[32]);
      if (includes(i, n, other, root) || includes(i ^ 1, n, path, root)) {
        return "a longer one, or of the leaf beside it, is believed";
      }
      if (!path.isEmpty() && includes(i, n, path.subList(1, path.size()), root)) {
        return "a shorter one is believed";
      }
      for (int step = 0; step < path.size(); step++) {
        byte[] flipped = path.get(step).clone();
        int bit = (97 * i + 31 * n + 7 * step) % 256;
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        other = new ArrayList<>(path);
        other.set(step, flipped);
        if (includes(i, n, other, root)) {
          return "bit " + bit + " of hash " + step + " may be flipped";
        }
      }
      return "";
    } catch (Unfit e) {
      return e.what();
    }
  }

  @Test
  void aWitnessThatWasNamedMustHaveCosignedTheProof() throws IOException {
    NoteSigner witness = NoteSigner.generate("witness.example/w", NoteKey.Use.WITNESS);
    String key = witness.open().toString();
    assertThat(verify(proof(9), key).exitStatus()).isEqualTo(1);
    Leaves.Leaf leaf = Objects.requireNonNull(leaves.at(9));
    String cosigned =
        leaves
            .prove(leaf, leaves.note().with(witness.cosign(head.text(), 1_700_000_000L)))
            .toString();
    assertThat(verify(cosigned.getBytes(StandardCharsets.UTF_8), key).toString())
        .contains("independent: witness.example/w cosigned at 2023-11-14T22:13:20Z");
  }

  @Test
  void anOrderIsFoundByItsClientId() {
    try (JournalWriter writer = SampleRuns.writer(run)) {
      writer.input(701_000_000, new DeskEvent.Timer());
      Derived.Ordered order = ordered();
      writer.derived(order);
      writer.settle();
      Checkpoint later;
      writer.force();
      later = SampleRuns.seal(run, 701);
      Leaves.Leaf leaf = Objects.requireNonNull(leaves.order(order.order().clientId()));
      assertThat(leaf.index()).isEqualTo(later.size() - 1);
      assertThat(leaves.order("another")).isNull();
    }
  }

  private static Derived.Ordered ordered() {
    return (Derived.Ordered) new RandomRecords(7).next(Derived.Ordered.class);
  }

  @Test
  void whatMakesProofsQuickMayBeGoneOrWrong() throws IOException {
    Path upper = run.resolve("log/upper");
    byte[] good = Files.readAllBytes(upper);
    assertThat(good).hasSizeGreaterThan(3_000);
    Files.write(upper, new byte[good.length]);
    assertThat(verify(proof(77)).exitStatus()).isZero();
    Files.write(upper, Arrays.copyOf(good, 100));
    assertThat(verify(proof(77)).exitStatus()).isZero();
    Files.delete(upper);
    assertThat(verify(proof(77)).exitStatus()).isZero();
  }

  @Test
  void aRecordThatWasChangedIsNotProved() throws IOException {
    Leaves.Leaf leaf = Objects.requireNonNull(leaves.at(20));
    byte[] data = leaf.data();
    data[20] ^= 1;
    assertThatThrownBy(() -> leaves.prove(new Leaves.Leaf(20, data), leaves.note()))
        .isInstanceOf(LogFault.class);
  }

  @Test
  void anExportedLogHasEveryEntryUnderItsTile() throws IOException {
    Path out = temp.resolve("export");
    assertThat(Export.write(leaves, out)).isEqualTo(head.size());
    List<byte[]> entries = new ArrayList<>();
    Tree tree = new Tree((_, _, _) -> {});
    for (long tile = 0; tile * 256 < head.size(); tile++) {
      int width = (int) Math.min(256, head.size() - tile * 256);
      String number = String.format("%03d", tile) + (width == 256 ? "" : ".p/" + width);
      byte[] b = Files.readAllBytes(out.resolve("tile/entries/" + number));
      byte[] hashes = Files.readAllBytes(out.resolve("tile/0/" + number));
      int at = 0;
      for (int i = 0; i < width; i++) {
        int length = (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
        byte[] hash = new Hashes().leaf(b, at + 2, length);
        assertThat(hash).isEqualTo(Arrays.copyOfRange(hashes, 32 * i, 32 * i + 32));
        entries.add(Arrays.copyOfRange(b, at + 2, at + 2 + length));
        tree.add(hash);
        at += 2 + length;
      }
      assertThat(at).isEqualTo(b.length);
    }
    assertThat(tree.root()).isEqualTo(head.root().bytes());
    assertThat(entries).hasSameSizeAs(SampleRuns.leaves(run));
  }
}
