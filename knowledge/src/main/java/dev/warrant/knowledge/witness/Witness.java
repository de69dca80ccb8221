package dev.warrant.knowledge.witness;

import dev.warrant.knowledge.journal.ForcedFolders;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.CheckpointFiles;
import dev.warrant.knowledge.tlog.LogFault;
import dev.warrant.knowledge.tlog.Note;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.Proofs;
import dev.warrant.knowledge.tlog.TreeHash;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Cosigns a log's head if it continues the last one it cosigned, and remembers it on disk before
/// it signs: whatever happens in between, it never vouches for two histories. One process has its
/// folder at a time.
///
/// A log is known by its key, and may have any origin that is the key's name or begins with it and
/// a slash: a desk has one key and a log for each run.
public final class Witness implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path folder;
  private final List<NoteKey> logs;
  private final NoteSigner signer;
  private final LongSupplier seconds;
  private final Runnable remembered;
  private final FileChannel lock;

  /// What is answered.
  ///
  /// @param status of HTTP, as tlog-witness says
  public record Answer(int status, String type, String body) {
    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer of(int status, String why) {
      return new Answer(status, TEXT, why + "\n");
    }

    static Answer conflict(long size) {
      return new Answer(409, "text/x.tlog.size", size + "\n");
    }
  }

  /// A witness of these logs.
  ///
  /// @param folder where it remembers; nobody else writes there
  /// @param seconds the time, since 1970
  /// @throws LogFault if another process has the folder
  public Witness(Path folder, List<NoteKey> logs, NoteSigner signer, LongSupplier seconds) {
    this(folder, logs, signer, seconds, () -> {});
  }

  /// @param remembered is called between remembering and signing, for tests that die there
  Witness(
      Path folder,
      List<NoteKey> logs,
      NoteSigner signer,
      LongSupplier seconds,
      Runnable remembered) {
    this.folder = folder;
    this.logs = List.copyOf(logs);
    this.signer = signer;
    this.seconds = seconds;
    this.remembered = remembered;
    lock = lock(folder);
  }

  private static FileChannel lock(Path folder) {
    try {
      ForcedFolders.make(folder);
      FileChannel made =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock held = made.tryLock();
      if (held == null) {
        made.close();
        throw new IllegalStateException(
            "another witness has " + folder + "\nMaybe it is still running; one at a time.");
      }
      return made;
    } catch (IOException e) {
      throw new IllegalStateException("cannot keep a witness in " + folder + ": " + e, e);
    }
  }

  /// Answers a request to add a checkpoint.
  public synchronized Answer add(String body) {
    Request request;
    Checkpoint head;
    try {
      request = Request.parse(body);
      head = Checkpoint.parse(request.note().text());
    } catch (LogFault e) {
      return Answer.of(400, String.valueOf(e.getMessage()));
    }
    NoteKey key = null;
    boolean known = false;
    for (NoteKey log : logs) {
      boolean fits = head.origin().equals(log.name()) || head.origin().startsWith(log.name() + "/");
      known |= fits;
      if (fits && log.signed(request.note())) {
        key = log;
      }
    }
    if (!known) {
      return Answer.of(404, "no log " + head.origin() + " is known here");
    }
    if (key == null) {
      return Answer.of(403, "not signed by a key that is known here");
    }
    if (request.old() > head.size()) {
      return Answer.of(400, "old size " + request.old() + " is more than " + head.size());
    }
    return follow(request, head);
  }

  private Answer follow(Request request, Checkpoint head) {
    String name = Digest.sha256(head.origin()).hex();
    Note last = CheckpointFiles.read(folder, name);
    Checkpoint seen =
        last == null
            ? Checkpoint.of(head.origin(), 0, TreeHash.empty())
            : Checkpoint.parse(last.text());
    if (request.old() != seen.size()) {
      return Answer.conflict(seen.size());
    }
    if (head.size() == seen.size() && !head.root().equals(seen.root())) {
      return Answer.conflict(seen.size());
    }
    if (!Proofs.continues(seen.size(), seen.root(), head.size(), head.root(), request.path())) {
      return Answer.of(422, "the proof does not show that the new head continues the old one");
    }
    CheckpointFiles.write(folder, name, request.note());
    remembered.run();
    Note.Line line = signer.cosign(request.note().text(), seconds.getAsLong());
    return new Answer(200, Answer.TEXT, line + "\n");
  }

  /// The key it vouches with.
  public NoteKey open() {
    return signer.open();
  }

  /// Lets go of its folder.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot let go of " + folder, e);
    }
  }
}
