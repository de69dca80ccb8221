package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps the cuts of a run in `cuts/`, on a thread of its own. Whoever hands a cut over hands over
/// a reference and nothing else; what cannot be kept is left out, and a question about it replays.
///
/// The files are an index and no evidence: what is read from them is held against the journal.
public final class CutKeeper implements AutoCloseable {
  private static final int WAITING_MOST = 256;
  private static final long LOOK_MILLIS = 50;
  private static final long PATIENCE_MILLIS = 5_000;

  private final ArrayBlockingQueue<KeptCut> waiting = new ArrayBlockingQueue<>(WAITING_MOST);
  private final boolean patient;
  private final CutWriter writer;
  private final Thread thread;
  private volatile boolean closing;
  private volatile String fault = "";
  private volatile long kept;
  private volatile long bytes;

  private CutKeeper(Path folder, boolean patient) {
    this.patient = patient;
    writer = new CutWriter(folder);
    thread = Thread.ofPlatform().name("cuts").daemon().start(this::work);
  }

  /// For a live desk: a cut that finds no room is left out.
  public static CutKeeper live(Path folder) {
    return new CutKeeper(folder, false);
  }

  /// For simulated time and replay: whoever hands a cut over waits for room.
  public static CutKeeper patient(Path folder) {
    return new CutKeeper(folder, true);
  }

  /// Hands a cut over.
  ///
  /// @param policy digest of the policy it is deliberated under
  public void keep(Cut cut, Digest policy) {
    KeptCut next = new KeptCut(cut, policy);
    if (waiting.offer(next) || !patient) {
      return;
    }
    try {
      waiting.put(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try (writer) {
      while (!closing || !waiting.isEmpty()) {
        KeptCut next = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null && fault.isEmpty()) {
          write(next);
        }
      }
    } catch (IOException e) {
      fault = "the last cuts were not kept: " + e;
    } catch (InterruptedException e) {
      fault = "interrupted";
    }
  }

  private void write(KeptCut next) {
    try {
      writer.write(next);
      kept = writer.cuts();
      bytes = writer.bytes();
    } catch (IOException | RuntimeException e) {
      // Left out from here on; the next start, or `runs index`, keeps them again.
      fault = "cuts are not kept any more: " + e;
    }
  }

  /// Cuts kept so far.
  public long kept() {
    return kept;
  }

  /// Bytes they take.
  public long bytes() {
    return bytes;
  }

  /// Why nothing is kept any more; empty if all is well.
  public String fault() {
    return fault;
  }

  /// Keeps what waits, and ends. A live desk does not wait long for it.
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(patient ? 0 : PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
