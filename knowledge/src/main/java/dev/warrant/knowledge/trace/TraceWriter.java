package dev.warrant.knowledge.trace;

import dev.warrant.knowledge.codec.ByteSink;
import dev.warrant.knowledge.unit.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;

/// Keeps the trace of one epoch in files `nodes-<epoch>-<number>.bin`. Nodes are gathered and
/// written in batches; what a killed process had not written yet is derived again by a replay of
/// its journal. Files that are full are forced, and all at the end; of a trace that lost its power
/// before, the next epoch's start keeps the beginning that is whole.
public final class TraceWriter implements TraceLog {
  private static final int BATCH_BYTES = 1 << 16;
  private static final long FILE_BYTES = 64L << 20;

  /// How bytes get into a file; a test's can be full.
  @FunctionalInterface
  interface Pen {
    int write(FileChannel file, ByteBuffer bytes, long at) throws IOException;
  }

  private final Path folder;
  private final int epoch;
  private final Pen pen;
  private final long fileBytes;
  private final FullFiles full;
  private final TraceRoot kept = new TraceRoot();
  private final ByteSink batch = new ByteSink(2 * BATCH_BYTES);
  private final ByteSink one = new ByteSink(1 << 12);
  private final CRC32C crc = new CRC32C();
  private FileChannel channel;
  private int file = 1;
  private long inFile;
  private boolean closed;

  private TraceWriter(Path folder, int epoch, Pen pen, long fileBytes, Executor helper)
      throws IOException {
    this.folder = folder;
    full = new FullFiles(folder, helper);
    this.fileBytes = fileBytes;
    this.epoch = epoch;
    this.pen = pen;
    Files.createDirectories(folder);
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      FullFiles.names(above);
    }
    for (Path old : TraceFormat.list(folder)) {
      if (TraceFormat.epoch(old) == epoch) {
        Files.delete(old);
      }
    }
    TraceRepair.before(folder, epoch);
    channel = begin(file);
  }

  /// Starts the trace of an epoch in `folder`, which is made if it is not there. A trace of the
  /// same epoch is replaced: it is from a start that never reached the journal.
  ///
  /// @throws TraceFault if it cannot be written
  public static TraceWriter open(Path folder, int epoch) {
    return open(folder, epoch, FileChannel::write, FILE_BYTES);
  }

  static TraceWriter open(Path folder, int epoch, Pen pen, long fileBytes) {
    return open(folder, epoch, pen, fileBytes, FullFiles::aside);
  }

  /// @param helper forces files that are full
  static TraceWriter open(Path folder, int epoch, Pen pen, long fileBytes, Executor helper) {
    try {
      return new TraceWriter(folder, epoch, pen, fileBytes, helper);
    } catch (IOException e) {
      throw new TraceFault(
          "cannot start the trace of epoch "
              + epoch
              + " in "
              + folder
              + ": "
              + e
              + "\nMaybe the disk is full or the folder belongs to somebody else.",
          e);
    }
  }

  /// Appends a node. If a batch cannot be written the node is taken all the same, and the batch is
  /// tried again with the next one.
  @Override
  public void append(TraceNode node) {
    gather(node);
    flushFull();
  }

  /// Appends nodes in order; all are taken, also when they cannot be written yet.
  @Override
  public void append(Iterable<TraceNode> nodes) {
    for (TraceNode node : nodes) {
      gather(node);
    }
    flushFull();
  }

  private void gather(TraceNode node) {
    if (closed) {
      throw new TraceFault("the trace in " + folder + " is closed");
    }
    if (!kept.take(node)) {
      return;
    }
    one.restart(0);
    TraceFormat.write(one, node);
    batch.fixed32(one.size());
    batch.fixed32(checksum(one.array(), one.size()));
    batch.raw(one.array(), 0, one.size());
  }

  private void flushFull() {
    if (batch.size() >= BATCH_BYTES) {
      flush();
    }
  }

  @Override
  public void flush() {
    try {
      ByteBuffer out = ByteBuffer.wrap(batch.array(), 0, batch.size());
      while (out.hasRemaining()) {
        pen.write(channel, out, inFile + out.position());
      }
      inFile += batch.size();
      batch.restart(0);
      if (inFile >= fileBytes) {
        full.settle();
        // Nothing is let go of before the next file is there: a full disk may refuse it, and later
        // take it.
        FileChannel made = begin(file + 1);
        FileChannel old = channel;
        channel = made;
        file++;
        full.end(old);
      }
    } catch (IOException e) {
      throw new TraceFault(
          "cannot write the trace in " + folder + ": " + e + "\nMaybe the disk is full.", e);
    }
  }

  @Override
  public void force() {
    flush();
    try {
      channel.force(true);
      full.confirmed();
    } catch (IOException e) {
      throw new TraceFault(
          "the disk did not confirm the trace in "
              + folder
              + ": "
              + e
              + "\nMaybe the disk is failing; start a new run on another one.",
          e);
    }
  }

  private FileChannel begin(int number) throws IOException {
    Path path = folder.resolve(TraceFormat.name(epoch, number));
    ByteBuffer head =
        ByteBuffer.allocate(TraceFormat.HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(TraceFormat.MAGIC)
            .putInt(epoch)
            .putInt(number)
            .putLong(kept.size());
    head.putInt(checksum(head.array(), head.position())).flip();
    FileChannel made =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      while (head.hasRemaining()) {
        pen.write(made, head, head.position());
      }
    } catch (IOException e) {
      made.close();
      Files.deleteIfExists(path);
      throw e;
    }
    inFile = TraceFormat.HEADER_BYTES;
    return made;
  }

  private int checksum(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  @Override
  public long size() {
    return kept.size();
  }

  @Override
  public Digest root() {
    return kept.root();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    flush();
    closed = true;
    try {
      channel.force(true);
      channel.close();
      full.confirmed();
    } catch (IOException e) {
      throw new TraceFault("cannot close the trace in " + folder + ": " + e, e);
    }
  }
}
