package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Everything needed to check offline that one record is in a log (C2SP tlog-proof), the record
/// itself included: extra data are the bytes of the leaf.
///
/// @param leaf the bytes that were hashed; none if they travel another way
/// @param checkpoint the whole signed note
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record TlogProof(byte[] leaf, long index, List<Digest> path, Note checkpoint) {
  /// How the names of such files end.
  public static final String SUFFIX = ".tlog-proof";

  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final int HASHES_MAX = 63;

  public TlogProof {
    path = List.copyOf(path);
    leaf = leaf.clone();
  }

  @Override
  public byte[] leaf() {
    return leaf.clone();
  }

  /// Whether `data` is in the log of this origin, as `key` signed it.
  public boolean proves(byte[] data, String origin, NoteKey key) {
    Checkpoint head = Checkpoint.parse(checkpoint.text());
    return head.origin().equals(origin)
        && key.use() == NoteKey.Use.LOG
        && key.signed(checkpoint)
        && Proofs.includes(new TreeHash().leaf(data), index, head.size(), path, head.root());
  }

  /// The file.
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(FIRST).append('\n');
    if (leaf.length > 0) {
      out.append("extra ").append(Base64.getEncoder().encodeToString(leaf)).append('\n');
    }
    out.append("index ").append(index).append('\n');
    for (Digest hash : path) {
      out.append(Base64.getEncoder().encodeToString(hash.bytes())).append('\n');
    }
    return out.append('\n').append(checkpoint).toString();
  }

  /// Reads a file.
  ///
  /// @throws LogFault if it is none
  public static TlogProof parse(String text) {
    int split = text.indexOf("\n\n");
    if (split < 0) {
      throw LogFault.form("proof", "no empty line", "one before the checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
    if (!lines.removeFirst().equals(FIRST)) {
      throw LogFault.form("proof", "another first line", FIRST);
    }
    byte[] leaf = new byte[0];
    if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
      leaf = Note.base64(lines.removeFirst().substring("extra ".length()));
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
      throw LogFault.form("proof", "no index line", "index N");
    }
    long index = Checkpoint.number(lines.removeFirst().substring("index ".length()));
    return new TlogProof(leaf, index, hashes(lines), Note.parse(text.substring(split + 2)));
  }

  /// A decimal number without leading zeros, as in proofs and requests to witnesses.
  ///
  /// @throws LogFault if it is none
  public static long number(String text) {
    return Checkpoint.number(text);
  }

  /// Hashes of lines of base64, as in proofs and requests to witnesses.
  ///
  /// @throws LogFault if a line is none
  public static List<Digest> hashes(List<String> lines) {
    if (lines.size() > HASHES_MAX) {
      throw LogFault.form("proof", lines.size() + " hashes", "at most " + HASHES_MAX);
    }
    List<Digest> out = new ArrayList<>();
    for (String line : lines) {
      byte[] hash = Note.base64(line);
      if (hash.length != Digest.BYTES) {
        throw LogFault.form("proof", hash.length + " bytes of hash", "32");
      }
      out.add(Digest.read(hash, 0));
    }
    return out;
  }
}
