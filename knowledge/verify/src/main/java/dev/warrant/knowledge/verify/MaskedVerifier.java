package dev.warrant.knowledge.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Checks a masked copy of a log: the tree over all records, whole or masked, against the signed
/// head; signatures; and that sequence numbers follow each other. Of a masked record the tree
/// proves the hash; what its line shows beside it is taken for the sequence only, and the answer
/// says so.
///
/// `records.masked` has a line for each record: `+ BASE64` with all bytes of the leaf, or `- HASH
/// class kind seq ordinal nanos JSON`.
final class MaskedVerifier {
  private static final String NAME = "records.masked";
  private static final String FIRST = "warrant masked copy 1";
  private static final int INPUT = 1;
  private static final int DERIVED = 2;
  private static final int SHOWN = 8;

  private final Hashes hash = new Hashes();
  private final Peaks tree = new Peaks();
  private final List<Head> others = new ArrayList<>();
  private long whole;
  private long masked;
  private long firstSeq;
  private long seq;
  private int conclusions;
  private long since;

  private MaskedVerifier() {}

  /// Whether this folder is a masked copy.
  static boolean masked(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  static LogVerdict verify(LogVerifier.Query query) {
    MaskedVerifier all = new MaskedVerifier();
    Path file = query.run().resolve(NAME);
    try {
      TrustedKey key = TrustedKey.parse(query.key(), TrustedKey.LOG);
      query.witnesses().beside(key);
      if (!query.limits().isEmpty()) {
        throw new Unfit(
            "--limits, and orders are not computed from a masked copy"
                + "\nMaybe check the run itself.");
      }
      return all.verify(query, file, key);
    } catch (Unfit e) {
      return new LogVerdict.Unreadable(e.what());
    } catch (IOException e) {
      return new LogVerdict.Unreadable(e.toString());
    } catch (RuntimeException | OutOfMemoryError e) {
      return LogVerdict.Unreadable.of(e);
    }
  }

  private LogVerdict verify(LogVerifier.Query query, Path file, TrustedKey key) throws IOException {
    Path checkpoint = query.run().resolve("checkpoint");
    Head head;
    try {
      head = Head.of(checkpoint.toString(), SignedNote.read(checkpoint), query.origin(), key);
      for (Path other : query.checkpoints()) {
        others.add(Head.of(other.toString(), SignedNote.read(other), query.origin(), key));
      }
      others.sort(Comparator.comparingLong(Head::size));
      records(file);
      if (tree.size() != head.size() || !Arrays.equals(tree.root(), head.root())) {
        throw new Unfit(
            "these "
                + tree.size()
                + " records do not have the root of the "
                + head.size()
                + " that were signed");
      }
      held();
      if (!others.isEmpty()) {
        Head other = others.getFirst();
        throw new Unfit(
            "this copy has "
                + tree.size()
                + " records, and "
                + other.size()
                + " were signed by "
                + other.source()
                + ": rolled back or cut");
      }
    } catch (Unfit e) {
      return new LogVerdict.Tampered(
          tree.size() < 1 ? -1 : tree.size() - 1, e.what(), file.toString());
    }
    try {
      LogVerdict.Outside outside = query.witnesses().on(head);
      return new LogVerdict.Masked(query.origin(), whole, masked, firstSeq, seq, since, outside);
    } catch (Unfit e) {
      return new LogVerdict.Tampered(-1, e.what(), checkpoint.toString());
    }
  }

  /// Holds checkpoints from elsewhere against the tree, as soon as it is of their size.
  private void held() throws Unfit {
    while (!others.isEmpty() && others.getFirst().size() <= tree.size()) {
      Head other = others.removeFirst();
      if (!Arrays.equals(other.root(), tree.root())) {
        throw new Unfit(
            "the first "
                + other.size()
                + " records do not have the root of "
                + other.source()
                + ": at least one of them was changed, or this is another history");
      }
    }
  }

  private void records(Path file) throws IOException, Unfit {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      if (!FIRST.equals(in.readLine())) {
        throw new Unfit("the first line is not \"" + FIRST + "\"");
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        held();
        if (line.startsWith("+ ")) {
          byte[] leaf = TrustedKey.base64(line.substring(2));
          LeafRecord record = LeafRecord.of(leaf);
          tree.add(hash.leaf(leaf, 0, leaf.length));
          whole++;
          follows(leaf[6], record.seq(), record.ordinal(), record.nanos());
        } else if (line.startsWith("- ")) {
          masked(line);
        } else {
          throw new Unfit("a line that is no record");
        }
      }
    }
  }

  private void masked(String line) throws Unfit {
    String[] parts = line.split(" ", SHOWN);
    if (parts.length < SHOWN) {
      throw new Unfit("a masked record that does not say which it is");
    }
    byte[] told = TrustedKey.base64(parts[1]);
    if (told.length != Hashes.BYTES) {
      throw new Unfit("a hash of " + told.length + " bytes");
    }
    tree.add(told);
    masked++;
    try {
      follows(
          Integer.parseInt(parts[2]),
          Long.parseLong(parts[4]),
          Integer.parseInt(parts[5]),
          Long.parseLong(parts[6]));
    } catch (NumberFormatException e) {
      throw new Unfit("a masked record without its numbers");
    }
  }

  /// Inputs count without gaps, conclusions within their input.
  private void follows(int of, long number, int ordinal, long nanos) throws Unfit {
    boolean first = seq == 0;
    boolean fits =
        switch (of) {
          case INPUT -> first || number == seq + 1;
          case DERIVED -> number == seq && ordinal == conclusions;
          default -> number == seq;
        };
    if (!fits) {
      throw new Unfit("input " + number + " after " + seq + ": something is left out or put in");
    }
    firstSeq = first ? number : firstSeq;
    since = first ? nanos : since;
    seq = number;
    conclusions = of == INPUT ? 0 : of == DERIVED ? conclusions + 1 : conclusions;
  }
}
