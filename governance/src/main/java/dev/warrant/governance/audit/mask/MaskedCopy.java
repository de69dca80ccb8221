package dev.warrant.governance.audit.mask;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.Codec;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.journal.RecordFollower;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.TreeHash;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;

/// Writes a masked copy of what was signed of a run: `records.masked`, a line for each record, and
/// the signed `checkpoint`. A record that has none of the chosen values stands in it whole; of one
/// that has, the hash of its leaf, where it belongs, and its components with commitments in place
/// of values. So tree, signatures and sequence are checked as before, and a masked record can later
/// be shown whole by its proof.
public final class MaskedCopy {
  /// The file of records.
  public static final String NAME = "records.masked";

  private static final String FIRST = "warrant masked copy 1";
  private static final int HEADER = 28;

  private MaskedCopy() {}

  /// What was written.
  ///
  /// @param open of the masked records those that hold nothing which cannot be tried, by kind
  public record Made(long records, long masked, long values, Map<String, Long> open) {}

  /// Writes a copy into an empty or new folder.
  ///
  /// @param salts where the secret of its salts is kept, outside the copy
  public static Made write(RunFolder run, EnumSet<Group> groups, Path to, Path salts)
      throws IOException {
    Note note = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
    if (note == null) {
      throw new IllegalArgumentException(
          "nothing of " + run.id() + " was signed\nMaybe ./warrant log seal");
    }
    if (salts.toAbsolutePath().normalize().startsWith(to.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "the secret " + salts + " would lie in the copy it protects\nMaybe another --salts");
    }
    Files.createDirectories(to);
    try (Stream<Path> there = Files.list(to)) {
      if (there.findAny().isPresent()) {
        throw new IllegalArgumentException(to + " is not empty\nMaybe --out a new folder");
      }
    }
    long size = Checkpoint.parse(note.text()).size();
    Salts secret = Salts.make(salts);
    long[] n = new long[2];
    Guessable guessable = new Guessable();
    try (RecordFollower records = RecordFollower.open(run.journal());
        BufferedWriter out = Files.newBufferedWriter(to.resolve(NAME))) {
      out.write(FIRST + "\n");
      for (long i = 0; i < size; i++) {
        if (!records.next(Long.MAX_VALUE, true) || i == 0 && records.seq() != 1) {
          throw new IllegalArgumentException(
              "the journal of "
                  + run.id()
                  + " has not all records that were signed\nMaybe the oldest were retired.");
        }
        out.write(line(records, groups, secret, i, n, guessable));
        out.write('\n');
      }
    }
    CheckpointFiles.write(to, CheckpointFiles.LATEST, note);
    return new Made(size, n[0], n[1], guessable.open());
  }

  private static String line(
      RecordFollower records,
      EnumSet<Group> groups,
      Salts salts,
      long index,
      long[] n,
      Guessable guessable) {
    int from = records.leafAt();
    byte[] leaf = Arrays.copyOfRange(records.bytes(), from, from + records.leafLength());
    int kind = records.kind();
    String whole = "+ " + Base64.getEncoder().encodeToString(leaf);
    if (kind == 0 || MarketEvent.class.isAssignableFrom(Kind.of(kind).type())) {
      return whole;
    }
    ByteSource payload = new ByteSource(leaf, HEADER, leaf.length);
    Record value =
        (Record) (records.input() ? Codec.event(kind, payload) : Codec.derived(kind, payload));
    if (!Fields.touched(value, groups)) {
      guessable.whole(value);
      return whole;
    }
    guessable.masked(Kind.of(kind).name(), value);
    Fields fields = new Fields(groups, salts, index);
    String shown = fields.json(value).put("record", Kind.of(kind).name()).toString();
    n[0]++;
    n[1] += fields.count();
    ByteBuffer head = ByteBuffer.wrap(leaf).order(ByteOrder.LITTLE_ENDIAN);
    return "- "
        + Base64.getEncoder().encodeToString(new TreeHash().leaf(leaf).bytes())
        + " "
        + (head.get(6) & 0xff)
        + " "
        + kind
        + " "
        + head.getLong(12)
        + " "
        + head.getInt(8)
        + " "
        + head.getLong(20)
        + " "
        + shown;
  }
}
