package dev.warrant.governance.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.LogFault;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.LogVerifier;
import dev.warrant.knowledge.verify.Witnesses;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a run still begins with what an earlier signed head was over. The verifier, which shares
/// no code with the writer, makes both roots again from the records; with it goes the consistency
/// proof (RFC 9162 §2.1.4), which needs neither the records nor us.
public final class Unchanged {
  /// Who is trusted, all of it said by who asks.
  ///
  /// @param checkpoint the earlier head, kept elsewhere
  /// @param origin which log; empty for the one the earlier head names
  /// @param key verifier key of the log
  /// @param witnesses outside keys of which enough must have cosigned
  public record Trusted(Path checkpoint, String origin, String key, Witnesses witnesses) {}

  /// Bytes of a journal that are read in about a second.
  private static final long LONG_BYTES = 128L << 20;

  private Unchanged() {}

  /// Whether reading all records takes much longer than an answer should.
  public static boolean isLong(RunFolder run) throws IOException {
    return bytes(run) > LONG_BYTES;
  }

  private static long bytes(RunFolder run) throws IOException {
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run.journal(), "*.wj")) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /// Asks a run. Exit 0 it extends the earlier head, 1 it does not or is not what was signed, 2 it
  /// cannot be told.
  public static Told since(RunFolder run, Trusted trusted) throws IOException {
    Earlier earlier = Earlier.of(trusted);
    Checkpoint old = earlier.head();
    if (old == null) {
      return none(earlier.why());
    }
    LogVerdict verdict =
        LogVerifier.verify(
            new LogVerifier.Query(
                run.path(),
                trusted.origin().isEmpty() ? old.origin() : trusted.origin(),
                trusted.key(),
                trusted.witnesses(),
                List.of(trusted.checkpoint()),
                List.of()));
    return told(run, old, verdict);
  }

  /// The same of the signed heads alone, by the consistency proof that the tiles make: a few hashes
  /// however long the run. The records are not read.
  public static Told heads(RunFolder run, Trusted trusted) throws IOException {
    Earlier earlier = Earlier.of(trusted);
    Checkpoint old = earlier.head();
    if (old == null) {
      return none(earlier.why());
    }
    try {
      Note note = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
      if (note == null) {
        return none("no signed head is in " + run.log());
      }
      Checkpoint now = Checkpoint.parse(note.text());
      ObjectNode o = new ObjectMapper().createObjectNode();
      o.put("run", run.id()).put("since", old.size()).put("sinceRoot", old.root().hex());
      o.put("recordsRead", false);
      String other = another(trusted, old, note, now);
      if (!other.isEmpty()) {
        o.put("unchanged", false);
        return new Told(o, changed(old, other), 1);
      }
      Consistency proof = Consistency.of(run, old, now);
      if (!proof.made()) {
        return none(proof.says() + "\nMaybe --records: the verifier names what is missing");
      }
      proof.into(o);
      o.put("unchanged", proof.holds());
      o.put("notIndependent", Independence.of(run).says());
      return proof.holds()
          ? new Told(o, extended(run, old, now, proof), 0)
          : new Told(o, changed(old, proof.says()), 1);
    } catch (LogFault e) {
      return none(String.valueOf(e.getMessage()));
    }
  }

  private static String extended(RunFolder run, Checkpoint old, Checkpoint now, Consistency proof)
      throws IOException {
    return "unchanged heads: the %d records under the earlier one are the first of %d signed now"
            .formatted(old.size(), now.size())
        + "\n"
        + proof.says()
        + "\nthe records themselves (%,d MiB) were not read; with --records they are"
            .formatted(bytes(run) >> 20)
        + "\n"
        + Independence.of(run).says();
  }

  private static String changed(Checkpoint old, String why) {
    return "CHANGED: the head here does not extend the earlier one of "
        + old.size()
        + " records: "
        + why;
  }

  /// Why a head cannot be one that extends the earlier one; empty if the proof has to tell.
  private static String another(Trusted trusted, Checkpoint old, Note note, Checkpoint now) {
    if (!NoteKey.parse(trusted.key()).signed(note)) {
      return "it is not signed by " + trusted.key();
    }
    String origin = trusted.origin().isEmpty() ? old.origin() : trusted.origin();
    if (!now.origin().equals(origin)) {
      return "it is of " + now.origin() + ", expected " + origin;
    }
    return now.size() < old.size() ? "it is of " + now.size() : "";
  }

  /// The earlier head, or why there is none that counts.
  private record Earlier(@Nullable Checkpoint head, String why) {
    static Earlier of(Trusted trusted) throws IOException {
      try {
        Note note = Note.parse(Files.readAllBytes(trusted.checkpoint()));
        Checkpoint head = Checkpoint.parse(note.text());
        return NoteKey.parse(trusted.key()).signed(note)
            ? new Earlier(head, "")
            : new Earlier(null, trusted.checkpoint() + " is not signed by " + trusted.key());
      } catch (LogFault e) {
        return new Earlier(null, trusted.checkpoint() + ": " + e.getMessage());
      }
    }
  }

  private static Told none(String why) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.putNull("unchanged").put("why", why);
    return new Told(o, "not told: " + why, 2);
  }

  private static Told told(RunFolder run, Checkpoint old, LogVerdict verdict) {
    ObjectNode o = new ObjectMapper().createObjectNode();
    o.put("run", run.id()).put("since", old.size()).put("sinceRoot", old.root().hex());
    o.put("recordsRead", true);
    try {
      o.set("verdict", new ObjectMapper().readTree(verdict.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the verifier's JSON is none", e);
    }
    StringBuilder out = new StringBuilder();
    switch (verdict) {
      case LogVerdict.Clean clean -> {
        o.put("unchanged", true);
        out.append("unchanged: the ").append(old.size());
        out.append(" records under the earlier head are the first of ").append(clean.size());
        out.append(" signed now\n").append(proof(run, old, o));
      }
      case LogVerdict.Tampered _ -> {
        o.put("unchanged", false);
        out.append("CHANGED: the log does not extend the earlier head of ");
        out.append(old.size()).append(" records, or is not what was signed");
      }
      case LogVerdict.Wrong _ -> {
        o.put("unchanged", true);
        out.append("unchanged: the ").append(old.size());
        out.append(" records under the earlier head are the first of what is signed now, but ");
        out.append("what they say does not hold together\n").append(proof(run, old, o));
      }
      case LogVerdict.Masked _ -> {
        o.put("unchanged", true);
        out.append("unchanged: the ").append(old.size());
        out.append(" records under the earlier head are the first of what is signed now; ");
        out.append("of masked ones only the hash was compared\n").append(proof(run, old, o));
      }
      case LogVerdict.Unreadable _, LogVerdict.Proved _ -> {
        o.putNull("unchanged");
        out.append("not told");
      }
    }
    return new Told(o, out.append('\n').append(verdict).toString(), verdict.exitStatus());
  }

  /// The consistency proof between both heads, checked; the records have told already.
  private static String proof(RunFolder run, Checkpoint old, ObjectNode o) {
    Note note = CheckpointFiles.read(run.log(), CheckpointFiles.LATEST);
    if (note == null) {
      return "no head of its own is here, so there is no consistency proof";
    }
    Consistency proof = Consistency.of(run, old, Checkpoint.parse(note.text()));
    if (proof.made()) {
      proof.into(o);
    }
    return proof.holds() ? proof.says() : proof.says() + "; the records do";
  }
}
