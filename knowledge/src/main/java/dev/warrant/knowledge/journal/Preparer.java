package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Makes the next segment ahead of time on a thread of its own, so that the sequencer never waits
/// for a disk to be filled with zeros.
final class Preparer {
  private final Disk disk;
  private final Path folder;
  private final long bytes;
  private final ExecutorService worker;
  private @Nullable Future<Segment> next;
  private @Nullable String failure;

  Preparer(Disk disk, Path folder, long bytes) {
    this.disk = disk;
    this.bytes = bytes;
    this.folder = folder;
    worker = disk.helper();
  }

  /// Starts to make the next segment, unless that was done already.
  void start() {
    if (next == null) {
      next = worker.submit(() -> new Segment(disk, folder, bytes));
    }
  }

  /// The next segment, waiting for it if need be; after a failure it is not waited for, and each
  /// call looks whether it could be made meanwhile.
  ///
  /// @throws JournalFault if there is none
  Segment take() {
    start();
    Future<Segment> made = next;
    if (made == null) {
      throw new IllegalStateException("no segment was started");
    }
    String before = failure;
    if (before != null && !made.isDone()) {
      throw fault(before);
    }
    Segment segment = get(made);
    next = null;
    failure = null;
    return segment;
  }

  /// Why there is none, without waiting; empty if there is one or it is still being made. Each call
  /// looks whether it could be made meanwhile.
  ///
  /// @throws JournalFault if the disk did not confirm one
  String missing() {
    start();
    Future<Segment> made = next;
    String before = failure;
    if (made == null || !made.isDone()) {
      return before == null ? "" : full(before);
    }
    try {
      get(made);
      return "";
    } catch (JournalFault e) {
      if (e.kind() == JournalFault.Kind.SYNC) {
        throw e;
      }
      return full(String.valueOf(failure));
    }
  }

  private Segment get(Future<Segment> made) {
    try {
      return made.get();
    } catch (ExecutionException e) {
      JournalFault fault = fault(String.valueOf(e.getCause()));
      if (e.getCause() instanceof SyncFailed) {
        fault = new JournalFault(JournalFault.Kind.SYNC, unconfirmed(e.getCause()));
      } else {
        next = null;
        failure = String.valueOf(e.getCause());
        start();
      }
      fault.initCause(e);
      throw fault;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      JournalFault fault = fault("interrupted while waiting");
      fault.initCause(e);
      throw fault;
    }
  }

  private String unconfirmed(Throwable why) {
    return "the disk did not confirm a new journal segment in "
        + folder
        + ": "
        + why
        + "\nMaybe the disk is failing; start a new run on another one.";
  }

  private JournalFault fault(String why) {
    return new JournalFault(JournalFault.Kind.WRITE, full(why));
  }

  private String full(String why) {
    return "no new journal segment of "
        + bytes
        + " bytes in "
        + folder
        + ": "
        + why
        + "\nMaybe the disk is full; free some space and writing goes on by itself.";
  }

  /// Gives up what was prepared and removes it.
  void close() {
    Future<Segment> made = next;
    next = null;
    worker.shutdown();
    try {
      if (made != null) {
        made.get().release();
      }
      Files.deleteIfExists(folder.resolve(SegmentFiles.PREPARED));
    } catch (ExecutionException | IOException e) {
      // Nothing of value was in it, and the next writer removes what is left.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
