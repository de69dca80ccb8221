package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The trace of a run, held against what its journal says of it: every id is computed again, and
/// the root over the ids at every trace head. What a killed process had not written may be missing
/// at the end of its epoch; of a desk that stopped in order nothing may, and nothing may be added.
final class TraceFiles {
  private static final Pattern NAME = Pattern.compile("nodes-([0-9]{5})-([0-9]{5})\\.bin");
  private static final byte[] MAGIC = "WTRACE01".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 28;
  private static final int FRAME = 8;

  /// What a disk writes at once, at least.
  private static final int BLOCK = 512;

  /// Files at the end of an epoch that its own life may not have forced.
  private static final int UNFORCED = 2;

  private static final String[] KINDS = {
    "FACT",
    "DERIVED",
    "INTENT",
    "PROOF",
    "INTERVAL",
    "SIZE",
    "OBJECTION",
    "WARRANT",
    "DELIBERATION",
    "ORDER",
    "REFUSAL",
    "FILL",
    "COMMAND"
  };

  private final TreeMap<Integer, List<Path>> files = new TreeMap<>();
  private final CRC32C crc = new CRC32C();
  private long signed;
  private long nodes;
  private long told;
  private long beyond;

  /// One that is not what was written.
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient LogVerdict.Tampered verdict;

    Bad(long leaf, String what, String where) {
      super(what);
      verdict = new LogVerdict.Tampered(leaf, what, where);
    }

    LogVerdict.Tampered verdict() {
      return verdict;
    }
  }

  TraceFiles(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.sorted().toList()) {
          Matcher m = NAME.matcher(file.getFileName().toString());
          if (m.matches()) {
            files.computeIfAbsent(Integer.parseInt(m.group(1)), _ -> new ArrayList<>()).add(file);
          }
        }
      }
    }
  }

  /// Checks all epochs.
  ///
  /// @param retired whether the first records were
  /// @param records of the journal that were signed; what a later one says holds nothing
  /// @return how many nodes hold, and how many do not count
  LogVerdict.Nodes check(Claims claims, boolean retired, long records) throws IOException, Bad {
    signed = records;
    TreeMap<Integer, Claims.Life> lives =
        claims.lives(retired, files.isEmpty() ? 0 : files.lastKey());
    for (Map.Entry<Integer, Claims.Life> life : lives.entrySet()) {
      check(life.getKey(), life.getValue());
    }
    for (int epoch : files.keySet()) {
      if (!lives.containsKey(epoch)) {
        unlived(epoch, lives, retired);
      }
    }
    return new LogVerdict.Nodes(nodes, told, beyond);
  }

  /// The trace of an epoch of which no record tells: retired ones told of those before the first
  /// that is there, and a start that never reached the journal may have begun the next. There is no
  /// other.
  private void unlived(int epoch, TreeMap<Integer, Claims.Life> lives, boolean retired)
      throws IOException, Bad {
    int first = lives.isEmpty() ? 1 : lives.firstKey();
    int next = lives.isEmpty() ? 1 : lives.lastKey() + 1;
    if (epoch != next && !(retired && epoch < first)) {
      throw bad(
          files.getOrDefault(epoch, List.of()).getFirst(),
          0,
          "a trace of epoch " + epoch + ", of which no record tells");
    }
    check(epoch, new Claims.Life());
  }

  private void check(int epoch, Claims.Life life) throws IOException, Bad {
    Peaks tree = new Peaks();
    int next = 0;
    next = claims(epoch, life, tree, next);
    List<Path> own = files.getOrDefault(epoch, List.of());
    boolean torn = false;
    for (int i = 0; i < own.size() && !torn; i++) {
      Path file = own.get(i);
      byte[] b = Bounded.all(file);
      boolean mayEnd = i == own.size() - 1 && !life.stopped();
      boolean mayTear = i >= own.size() - UNFORCED && !life.stopped() && epoch >= files.lastKey();
      int at = header(file, b, mayEnd, mayTear);
      if (at == HEADER) {
        place(file, b, epoch, i + 1, tree.size());
      }
      torn = at < 0;
      while (!torn && at < b.length) {
        int length = frame(file, b, at, mayEnd, mayTear);
        torn = length < 0;
        if (!torn) {
          tree.add(new Hashes().leaf(id(file, b, at + FRAME, length), 0, Hashes.BYTES));
          next = claims(epoch, life, tree, next);
          at += FRAME + length;
        }
      }
    }
    if (next < life.claims().size() && life.stopped()) {
      Claims.Claim claim = life.claims().get(next);
      throw new Bad(
          claim.leaf(),
          "the trace of epoch " + epoch + " has " + tree.size() + " of " + claim.size() + " nodes",
          "trace");
    }
    long vouched = next == 0 ? 0 : life.claims().get(next - 1).size();
    if (life.stopped() && !life.claims().isEmpty() && tree.size() > vouched) {
      throw new Bad(
          life.claims().getLast().leaf(),
          "the trace of epoch "
              + epoch
              + " has "
              + tree.size()
              + " nodes, and this last record of a desk that stopped vouches for "
              + vouched,
          "trace");
    }
    long covered = 0;
    long said = 0;
    for (int i = 0; i < life.claims().size() && life.claims().get(i).leaf() < signed; i++) {
      said = life.claims().get(i).size();
      covered = i < next ? said : covered;
    }
    told += said;
    nodes += covered;
    beyond += tree.size() - covered;
  }

  /// The header says which file of which epoch it is, and how many nodes come before.
  private static void place(Path file, byte[] b, int epoch, int number, long before) throws Bad {
    ByteBuffer in = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    Matcher m = NAME.matcher(file.getFileName().toString());
    boolean named = m.matches() && Integer.parseInt(m.group(2)) == number;
    int at = MAGIC.length;
    if (!named
        || in.getInt(at) != epoch
        || in.getInt(at + 4) != number
        || in.getLong(at + 8) != before) {
      throw bad(
          file,
          at,
          "file "
              + in.getInt(at + 4)
              + " of epoch "
              + in.getInt(at)
              + " after "
              + in.getLong(at + 8)
              + " nodes, expected file "
              + number
              + " of epoch "
              + epoch
              + " after "
              + before);
    }
  }

  /// Holds the tree against the claims about its present size.
  private static int claims(int epoch, Claims.Life life, Peaks tree, int from) throws Bad {
    int next = from;
    while (next < life.claims().size() && life.claims().get(next).size() <= tree.size()) {
      Claims.Claim claim = life.claims().get(next++);
      if (claim.size() != tree.size() || !Arrays.equals(claim.root(), tree.root())) {
        throw new Bad(
            claim.leaf(),
            "the first "
                + claim.size()
                + " nodes of epoch "
                + epoch
                + " do not have the root that this record gives",
            "trace");
      }
    }
    return next;
  }

  /// Where the nodes begin; -1 if nothing of the file was written.
  private int header(Path file, byte[] b, boolean mayEnd, boolean mayTear) throws Bad {
    if (b.length < HEADER && mayEnd) {
      return -1;
    }
    boolean sound =
        b.length >= HEADER
            && Arrays.equals(b, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
            && at(b, HEADER - 4) == sum(b, 0, HEADER - 4);
    if (!sound && mayTear && hole(b, 0, 0)) {
      return -1;
    }
    if (!sound) {
      throw bad(file, 0, "no header of a trace file");
    }
    return HEADER;
  }

  /// Length of the node in the frame at `at`; -1 if the file ends within it, where it may, or it
  /// never reached the disk.
  private int frame(Path file, byte[] b, int at, boolean mayEnd, boolean mayTear) throws Bad {
    int length = b.length - at < FRAME ? -1 : at(b, at);
    boolean whole = length >= 0 && length <= b.length - at - FRAME;
    if (!whole && mayEnd) {
      return -1;
    }
    // No node is of no bytes, and zeros have the checksum of nothing.
    boolean sound = whole && length > 0 && at(b, at + 4) == sum(b, at + FRAME, at + FRAME + length);
    if (!sound && mayTear && hole(b, at, whole ? length : 0)) {
      return -1;
    }
    if (!sound) {
      throw bad(file, at, "no whole node with a sound checksum");
    }
    return length;
  }

  /// Whether some of a frame is a hole, as a loss of power leaves in what was not forced: a block
  /// of zeros. The next start cuts the trace there (`docs/journal-format.md`).
  private static boolean hole(byte[] b, int at, int length) {
    int end = Math.min(b.length, at + FRAME + length);
    for (int from = at; from < end; from = (from / BLOCK + 1) * BLOCK) {
      int to = Math.min(b.length, (from / BLOCK + 1) * BLOCK);
      int zeros = from;
      while (zeros < to && b[zeros] == 0) {
        zeros++;
      }
      if (zeros == to && to > from) {
        return true;
      }
    }
    return false;
  }

  /// The id of a node, computed again.
  private static byte[] id(Path file, byte[] b, int from, int length) throws Bad {
    MessageDigest sha = Hashes.sha256();
    byte[] id = Arrays.copyOfRange(b, from, Math.min(b.length, from + Hashes.BYTES));
    try {
      ByteBuffer in = ByteBuffer.wrap(b, from + Hashes.BYTES, length - Hashes.BYTES);
      part(sha, KINDS[in.get()].getBytes(StandardCharsets.US_ASCII));
      part(sha, text(in));
      part(sha, text(in));
      int children = Math.toIntExact(unsigned(in));
      sha.update(ByteBuffer.allocate(4).putInt(0, children));
      if (in.remaining() == (long) children * Hashes.BYTES) {
        sha.update(in);
        if (Arrays.equals(sha.digest(), id)) {
          return id;
        }
      }
    } catch (RuntimeException e) {
      // Whatever these bytes are, they are no node.
      throw bad(file, from, "no node: " + e);
    }
    throw bad(file, from, "a node whose id is not that of its content");
  }

  private static void part(MessageDigest sha, byte[] bytes) {
    sha.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
    sha.update(bytes);
  }

  /// A text, whose UTF-16 units have one to three bytes each, as UTF-8. Every unit and number in
  /// its shortest form: what no reader of ours takes is no node.
  private static byte[] text(ByteBuffer in) {
    int end = Math.addExact(Math.toIntExact(unsigned(in)), in.position());
    StringBuilder out = new StringBuilder();
    while (in.position() < end) {
      int b = in.get() & 0xff;
      int more = b < 0x80 ? 0 : b < 0xe0 ? 1 : 2;
      int unit = more == 0 ? b : more == 1 ? b & 0x1f : b & 0x0f;
      for (int i = 0; i < more; i++) {
        unit = unit << 6 | in.get() & 0x3f;
      }
      if (more != (unit < 0x80 ? 0 : unit < 0x800 ? 1 : 2)) {
        throw new IllegalArgumentException("a character in more bytes than it needs");
      }
      out.append((char) unit);
    }
    if (in.position() != end) {
      throw new IllegalArgumentException("a text that ends within a character");
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long unsigned(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        if (b == 0 && shift > 0) {
          throw new IllegalArgumentException("a number in more bytes than it needs");
        }
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes");
  }

  private int sum(byte[] b, int from, int to) {
    crc.reset();
    crc.update(b, from, to - from);
    return (int) crc.getValue();
  }

  private static int at(byte[] b, int at) {
    return ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static Bad bad(Path file, int at, String what) {
    return new Bad(-1, what, file + " at byte " + at);
  }
}
