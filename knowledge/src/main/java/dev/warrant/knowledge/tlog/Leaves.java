package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.journal.RecordFollower;
import dev.warrant.knowledge.unit.Digest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The leaves of a log, read from the journal they are records of.
///
/// @param journal the journal's folder
/// @param log the log's folder
public record Leaves(Path journal, Path log) {
  /// Bytes of a leaf before its payload.
  private static final int HEADER = 28;

  /// Where a leaf holds the ordinal.
  private static final int ORDINAL = 8;

  /// One leaf.
  @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
  public record Leaf(long index, byte[] data) {
    public Leaf {
      data = data.clone();
    }

    @Override
    public byte[] data() {
      return data.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Leaf l && index == l.index && Arrays.equals(data, l.data);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(index);
    }
  }

  /// A record that is not the one whose leaf the log holds.
  ///
  /// @param seq the input it is, or belongs to
  /// @param ordinal its place among the conclusions of that input; 0 if it is the input
  public record Changed(long seq, boolean input, int ordinal) {}

  /// The first record of the journal that is not the one under the latest checkpoint. Nothing if
  /// there is none, if there is no log, or if its leaves do not make the root that was signed: then
  /// they tell nothing. Whose signature it is, `trace verify` says.
  public Optional<Changed> changed() {
    Note note = CheckpointFiles.read(log, CheckpointFiles.LATEST);
    if (note == null) {
      return Optional.empty();
    }
    Checkpoint head = Checkpoint.parse(note.text());
    TreeBuilder tree = new TreeBuilder((_, _) -> {});
    TreeHash hash = new TreeHash();
    Changed first = null;
    byte[] ours = new byte[Digest.BYTES];
    byte[] tile = new byte[0];
    try (TileStore tiles = new TileStore(log);
        RecordFollower records = open()) {
      for (long i = 0; i < head.size(); i++) {
        int at = (int) (i % TilePath.FULL);
        if (at == 0) {
          long rest = head.size() - i;
          tile = tiles.read(0, i / TilePath.FULL, (int) Math.min(rest, TilePath.FULL));
        }
        Digest signed = Digest.read(tile, at * Digest.BYTES);
        tree.append(signed);
        if (first == null) {
          next(records);
          hash.leaf(records.bytes(), records.leafAt(), records.leafLength(), ours, 0);
          first = signed.equals(Digest.read(ours, 0)) ? null : changed(records);
        }
      }
    }
    return tree.root().equals(head.root()) ? Optional.ofNullable(first) : Optional.empty();
  }

  private static Changed changed(RecordFollower records) {
    return new Changed(records.seq(), records.input(), records.input() ? 0 : ordinal(records));
  }

  /// Where a conclusion stands.
  ///
  /// @param seq the input it was drawn at
  /// @param ordinal its place among the conclusions of that input
  public record Conclusion(long seq, int ordinal) implements Comparable<Conclusion> {
    @Override
    public int compareTo(Conclusion o) {
      return seq == o.seq ? Integer.compare(ordinal, o.ordinal) : Long.compare(seq, o.seq);
    }
  }

  /// The leaves of these conclusions, as far as they are under the latest checkpoint.
  public SortedMap<Conclusion, Leaf> conclusions(Set<Conclusion> wanted) {
    SortedMap<Conclusion, Leaf> out = new TreeMap<>();
    long size = head().size();
    try (RecordFollower records = open()) {
      for (long i = 0; i < size && out.size() < wanted.size(); i++) {
        next(records);
        if (!records.input() && records.kind() != 0) {
          Conclusion at = new Conclusion(records.seq(), ordinal(records));
          if (wanted.contains(at)) {
            int from = records.leafAt();
            byte[] data = Arrays.copyOfRange(records.bytes(), from, from + records.leafLength());
            out.put(at, new Leaf(i, data));
          }
        }
      }
    }
    return out;
  }

  /// The last input under the latest checkpoint; 0 if there is none.
  public long lastSeq() {
    long size = head().size();
    try (RecordFollower records = open()) {
      for (long i = 0; i < size; i++) {
        next(records);
      }
      return records.seq();
    }
  }

  private static int ordinal(RecordFollower records) {
    return ByteBuffer.wrap(records.bytes())
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt(records.leafAt() + ORDINAL);
  }

  /// Is shown leaves in order.
  interface Each {
    void leaf(long index, byte[] bytes, int from, int length);
  }

  /// The leaf of this index under the latest checkpoint, or null.
  public @Nullable Leaf at(long index) {
    return find((number, _) -> number == index);
  }

  /// The leaf that records this order, or null.
  public @Nullable Leaf order(String clientId) {
    return find((_, records) ->
        records.kind() == Kind.ORDERED.tag()
            && !records.input()
            && derived(records) instanceof Derived.Ordered o
            && o.order().clientId().equals(clientId));
  }

  /// The leaf that records what the guard saw when it admitted this order, or null. It is the
  /// record after the order's, and missing only if the desk died between the two.
  public @Nullable Leaf admitted(String clientId) {
    return find((_, records) ->
        records.kind() == Kind.ADMITTED.tag()
            && !records.input()
            && derived(records) instanceof Derived.Admitted a
            && a.clientId().equals(clientId));
  }

  private static Derived derived(RecordFollower records) {
    int end = records.leafAt() + records.leafLength();
    return Codec.derived(
        records.kind(), new ByteSource(records.bytes(), records.leafAt() + HEADER, end));
  }

  @FunctionalInterface
  private interface Wanted {
    boolean is(long index, RecordFollower records);
  }

  private @Nullable Leaf find(Wanted wanted) {
    long size = head().size();
    try (RecordFollower records = open()) {
      for (long i = 0; i < size; i++) {
        next(records);
        if (wanted.is(i, records)) {
          int from = records.leafAt();
          return new Leaf(
              i, Arrays.copyOfRange(records.bytes(), from, from + records.leafLength()));
        }
      }
    }
    return null;
  }

  /// Shows the first `size` leaves.
  void each(long size, Each each) {
    try (RecordFollower records = open()) {
      for (long i = 0; i < size; i++) {
        next(records);
        each.leaf(i, records.bytes(), records.leafAt(), records.leafLength());
      }
    }
  }

  private RecordFollower open() {
    RecordFollower records = RecordFollower.open(journal);
    if (records.firstSeq() != 1) {
      records.close();
      throw new LogFault(
          LogFault.Kind.DISK,
          "the oldest records of " + journal + " were retired\nMaybe ask a copy of the run.");
    }
    return records;
  }

  private void next(RecordFollower records) {
    if (!records.next(Long.MAX_VALUE, true)) {
      throw new LogFault(
          LogFault.Kind.FORK, "the journal in " + journal + " has fewer records than were signed");
    }
  }

  private Checkpoint head() {
    return Checkpoint.parse(note().text());
  }

  /// The latest checkpoint, cosigned if a witness did.
  public Note note() {
    Note note = CheckpointFiles.read(log, CheckpointFiles.LATEST);
    if (note == null) {
      throw new LogFault(
          LogFault.Kind.DISK, "no checkpoint in " + log + "\nMaybe ./warrant log seal RUN");
    }
    return note;
  }

  /// The proof that a leaf is under a checkpoint; checked before it is given.
  ///
  /// @throws LogFault of kind `FORK` if it is not
  public TlogProof prove(Leaf leaf, Note under) {
    Checkpoint head = Checkpoint.parse(under.text());
    Digest hash = new TreeHash().leaf(leaf.data());
    // What makes it quick may be missing or of no use after a crash; the tiles themselves are not.
    for (TileNodes nodes :
        List.of(TileNodes.quick(log, head.size()), new TileNodes(log, head.size()))) {
      try (nodes) {
        List<Digest> path = new Proofs(nodes).inclusion(leaf.index(), head.size());
        if (Proofs.includes(hash, leaf.index(), head.size(), path, head.root())) {
          return new TlogProof(leaf.data(), leaf.index(), path, under);
        }
      }
    }
    throw new LogFault(
        LogFault.Kind.FORK,
        "record " + leaf.index() + " is not the one that was signed\nMaybe ./warrant trace verify");
  }
}
