package dev.warrant.knowledge.witness;

import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.TlogProof;
import dev.warrant.knowledge.unit.Digest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What is asked of a witness: a new head, and the proof that it continues the one of size `old`
/// (C2SP tlog-witness, add-checkpoint).
record Request(long old, List<Digest> path, Note note) {
  /// A request has at most so many bytes.
  static final int BYTES_MAX = 1 << 16;

  private static final String OLD = "old ";

  Request {
    path = List.copyOf(path);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(OLD).append(old).append('\n');
    for (Digest hash : path) {
      out.append(Base64.getEncoder().encodeToString(hash.bytes())).append('\n');
    }
    return out.append('\n').append(note).toString();
  }

  /// Reads a request.
  ///
  /// @throws dev.warrant.knowledge.tlog.LogFault if it is none
  static Request parse(String body) {
    int split = body.indexOf("\n\n");
    String before = split < 0 ? body : body.substring(0, split);
    List<String> lines = new ArrayList<>(List.of(before.split("\n", -1)));
    String first = lines.removeFirst();
    long old = TlogProof.number(first.startsWith(OLD) ? first.substring(OLD.length()) : "no line");
    return new Request(
        old, TlogProof.hashes(lines), Note.parse(split < 0 ? "" : body.substring(split + 2)));
  }
}
