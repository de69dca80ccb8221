package dev.warrant.knowledge.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checks a `.tlog-proof` file (C2SP tlog-proof) by itself, without the run: that the record in it
/// is in the log of this origin, as the log's key signed it and witnesses cosigned it.
public final class ProofVerifier {
  private static final String FIRST = "c2sp.org/tlog-proof@v1";

  private ProofVerifier() {}

  /// Checks a file, cosigned by all of these witnesses.
  ///
  /// @return a [LogVerdict.Proved] if all holds
  public static LogVerdict verify(Path file, String origin, String key, List<String> witnesses) {
    return verify(file, origin, key, Witnesses.all(witnesses));
  }

  /// Checks a file.
  ///
  /// @return a [LogVerdict.Proved] if all holds
  public static LogVerdict verify(Path file, String origin, String key, Witnesses witnesses) {
    try {
      TrustedKey log = TrustedKey.parse(key, TrustedKey.LOG);
      witnesses.beside(log);
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Bounded.all(file))).toString();
      return verify(file.toString(), text, origin, log, witnesses);
    } catch (Unfit e) {
      return new LogVerdict.Unreadable(e.what());
    } catch (IOException e) {
      return new LogVerdict.Unreadable(e.toString());
    } catch (RuntimeException | OutOfMemoryError e) {
      return LogVerdict.Unreadable.of(e);
    }
  }

  private static LogVerdict verify(
      String source, String text, String origin, TrustedKey key, Witnesses witnesses) {
    try {
      int split = text.indexOf("\n\n");
      if (split < 0 || !text.startsWith(FIRST + "\n")) {
        throw new Unfit("no " + FIRST);
      }
      List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n")));
      lines.removeFirst();
      byte[] leaf = TrustedKey.base64(field(lines, "extra "));
      String number = field(lines, "index ");
      if (!number.matches("0|[1-9][0-9]{0,17}")) {
        throw new Unfit("index " + number);
      }
      long index = Long.parseLong(number);
      SignedNote note = SignedNote.parse(text.substring(split + 2));
      Head head = Head.of(source, note, origin, key);
      if (!includes(leaf, index, head, lines)) {
        throw new Unfit("the record is not number " + index + " of the " + head.size() + " signed");
      }
      LogVerdict.Outside shown = witnesses.on(head);
      LeafRecord record = LeafRecord.of(leaf);
      return new LogVerdict.Proved(
          origin, index, head.size(), record.toString(), record.nanos(), shown);
    } catch (Unfit e) {
      return new LogVerdict.Tampered(-1, e.what(), source);
    }
  }

  private static String field(List<String> lines, String name) throws Unfit {
    if (lines.isEmpty() || !lines.getFirst().startsWith(name)) {
      throw new Unfit("no line \"" + name + "…\"");
    }
    return lines.removeFirst().substring(name.length());
  }

  /// RFC 9162 §2.1.3.2.
  static boolean includes(byte[] leaf, long index, Head head, List<String> path) throws Unfit {
    Hashes hash = new Hashes();
    byte[] at = hash.leaf(leaf, 0, leaf.length);
    long node = index;
    long last = head.size() - 1;
    boolean fits = index < head.size();
    for (String line : path) {
      byte[] sibling = TrustedKey.base64(line);
      if (sibling.length != Hashes.BYTES || last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        at = hash.node(sibling, at);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        at = hash.node(at, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return fits && last == 0 && Arrays.equals(at, head.root());
  }
}
