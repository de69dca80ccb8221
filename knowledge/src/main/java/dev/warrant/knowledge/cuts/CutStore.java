package dev.warrant.knowledge.cuts;

import dev.warrant.knowledge.codec.ByteSource;
import dev.warrant.knowledge.codec.CodecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Finds kept cuts. Nothing it gives is evidence: who asks holds it against the journal.
public final class CutStore {
  private final Path folder;
  private final CRC32C crc = new CRC32C();
  private long bytesRead;

  private CutStore(Path folder) {
    this.folder = folder;
  }

  /// The cuts kept in `folder`; none if it is not there.
  public static CutStore of(Path folder) {
    return new CutStore(folder);
  }

  /// Whether there are any.
  public boolean isEmpty() {
    return CutFiles.list(folder).isEmpty();
  }

  /// The cut that input `seq` of an epoch took; nothing if it was not kept or cannot be read.
  public Optional<KeptCut> find(int epoch, long seq) {
    List<Path> files =
        CutFiles.list(folder).stream()
            .filter(f -> CutFiles.epoch(f) == epoch && CutFiles.firstSeq(f) <= seq)
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(files.getLast());
      bytesRead += bytes.length;
      return find(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), seq)
          .filter(k -> k.cut().epoch() == epoch && k.cut().seq() == seq);
    } catch (IOException | CodecException | DataFormatException e) {
      // As good as not there: the moment is rebuilt from the journal.
      return Optional.empty();
    }
  }

  private Optional<KeptCut> find(ByteBuffer file, long seq) throws DataFormatException {
    if (file.limit() < Long.BYTES || file.getLong(0) != CutFiles.MAGIC) {
      return Optional.empty();
    }
    int key = -1;
    int at = Long.BYTES;
    while (whole(file, at)) {
      if (file.getInt(at + CutFiles.F_KEY) != 0) {
        key = at;
      }
      long found = file.getLong(at + CutFiles.F_SEQ);
      if (found >= seq) {
        return found > seq || key < 0 ? Optional.empty() : Optional.of(read(file, key, at));
      }
      at += CutFiles.FRAME_BYTES + file.getInt(at + CutFiles.F_LENGTH);
    }
    return Optional.empty();
  }

  private static boolean whole(ByteBuffer file, int at) {
    int room = file.limit() - at - CutFiles.FRAME_BYTES;
    if (room < 0) {
      return false;
    }
    int length = file.getInt(at + CutFiles.F_LENGTH);
    return length >= 0 && length <= room;
  }

  /// Reads frames from the key frame on, and gives the last.
  private KeptCut read(ByteBuffer file, int key, int last) throws DataFormatException {
    CutCoder coder = new CutCoder();
    Inflater inflater = new Inflater(true);
    try {
      int at = key;
      while (true) {
        KeptCut cut = coder.read(inflated(file, at, inflater));
        if (at == last) {
          return cut;
        }
        at += CutFiles.FRAME_BYTES + file.getInt(at + CutFiles.F_LENGTH);
      }
    } finally {
      inflater.end();
    }
  }

  private ByteSource inflated(ByteBuffer file, int at, Inflater inflater)
      throws DataFormatException {
    int length = file.getInt(at + CutFiles.F_LENGTH);
    int size = file.getInt(at + CutFiles.F_RAW);
    crc.reset();
    crc.update(
        file.slice(at + CutFiles.F_LENGTH, CutFiles.FRAME_BYTES - CutFiles.F_LENGTH + length));
    if ((int) crc.getValue() != file.getInt(at + CutFiles.F_CRC)) {
      throw new CodecException("expected a sound checksum at byte " + at);
    }
    if (size < 0 || size > CutFiles.CUT_BYTES_MAX) {
      throw new CodecException("expected a cut of at most 4 MiB, found " + size + " bytes");
    }
    // One byte more than is needed, so that the end of the frame is read too.
    byte[] raw = new byte[size + 1];
    inflater.setInput(file.slice(at + CutFiles.FRAME_BYTES, length));
    int n = 0;
    int step = 1;
    while (step > 0 && n <= size) {
      step = inflater.inflate(raw, n, size + 1 - n);
      n += step;
    }
    if (n != size) {
      throw new CodecException("expected a cut of " + size + " bytes, found " + n);
    }
    return new ByteSource(raw, 0, n);
  }

  /// Bytes of files read so far.
  public long bytesRead() {
    return bytesRead;
  }
}
