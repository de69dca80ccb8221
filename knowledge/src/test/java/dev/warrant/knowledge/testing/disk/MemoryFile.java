package dev.warrant.knowledge.testing.disk;

import dev.warrant.knowledge.seam.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of a file as every process sees them, and as they are on disk.
final class MemoryFile {
  private static final int SECTOR = 512;

  /// What every process sees; may be shared with other files until it is written.
  private byte[] now = new byte[0];

  private int size;
  private boolean shared;
  private boolean dropped;

  /// What was forced.
  private byte[] disk = now;

  private int diskSize;

  /// What was written since, in order.
  private final List<Pending> pending = new ArrayList<>();

  /// One write; without bytes it is a change of size to `at`.
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it, and nobody compares
  private record Pending(long tick, int at, byte[] bytes, int size) {}

  int size() {
    return size;
  }

  byte[] bytes() {
    return now;
  }

  void write(long tick, int at, byte[] from, int offset, int length) {
    int end = at + length;
    if (end > now.length) {
      now = Arrays.copyOf(now, Math.max(end, Math.min(2 * now.length, 1 << 16)));
      shared = false;
    } else {
      own();
    }
    System.arraycopy(from, offset, now, at, length);
    size = Math.max(size, end);
    pending.add(new Pending(tick, at, Arrays.copyOfRange(from, offset, offset + length), size));
  }

  void truncate(long tick, int to) {
    if (to < size) {
      own();
      Arrays.fill(now, to, size, (byte) 0);
      size = to;
      pending.add(new Pending(tick, to, new byte[0], to));
    }
  }

  private void own() {
    if (shared) {
      now = now.clone();
      shared = false;
    }
  }

  /// What was written since the last force will not reach the disk, though everybody sees it and
  /// later forces succeed: so do disks that failed once.
  void drop() {
    pending.clear();
    dropped = true;
  }

  void force() {
    if (dropped) {
      force(0, size);
      diskSize = size;
      pending.clear();
      return;
    }
    disk = now;
    diskSize = size;
    shared = true;
    pending.clear();
  }

  /// Forces a part of a file whose size does not change.
  void force(int from, int to) {
    byte[] fresh = Arrays.copyOf(disk, Math.max(disk.length, size));
    if (dropped) {
      for (Pending p : pending) {
        int begin = Math.max(from, p.at);
        int end = Math.min(to, p.at + p.bytes.length);
        if (end > begin) {
          System.arraycopy(p.bytes, begin - p.at, fresh, begin, end - begin);
        }
      }
    } else {
      System.arraycopy(now, from, fresh, from, to - from);
    }
    disk = fresh;
    List<Pending> left = new ArrayList<>();
    for (Pending p : pending) {
      int end = p.at + p.bytes.length;
      if (p.at < from) {
        int keep = Math.min(end, from) - p.at;
        left.add(new Pending(p.tick, p.at, Arrays.copyOf(p.bytes, keep), p.size));
      }
      if (end > to) {
        int begin = Math.max(p.at, to);
        byte[] rest = Arrays.copyOfRange(p.bytes, begin - p.at, p.bytes.length);
        left.add(new Pending(p.tick, begin, rest, p.size));
      }
    }
    pending.clear();
    pending.addAll(left);
  }

  /// The same file for another process on the same machine.
  MemoryFile survivor() {
    MemoryFile out = new MemoryFile();
    out.now = now;
    out.size = size;
    out.disk = disk;
    out.diskSize = diskSize;
    out.pending.addAll(pending);
    out.dropped = dropped;
    out.shared = true;
    shared = true;
    return out;
  }

  /// What was forced and no more.
  MemoryFile forced() {
    MemoryFile out = new MemoryFile();
    out.now = disk;
    out.size = diskSize;
    out.shared = true;
    return out.settled();
  }

  /// What was forced and all that was written up to a moment.
  ///
  /// @param part of the last write, its first so many bytes are there
  MemoryFile until(long tick, int part) {
    MemoryFile out = forced();
    for (Pending p : pending) {
      if (p.tick <= tick) {
        int length = p.tick == tick ? Math.min(part, p.bytes.length) : p.bytes.length;
        out.apply(p, 0, length);
      }
    }
    return out.settled();
  }

  /// What was forced, and of later writes each sector as it was at some moment since.
  MemoryFile shuffled(SeededRandom random) {
    MemoryFile out = forced();
    if (pending.isEmpty()) {
      return out;
    }
    int sectors = size / SECTOR + 1;
    int odds = 1 + random.nextInt(4);
    boolean known = diskSize >= size || random.nextInt(2) == 0;
    for (int sector = 0; sector < sectors; sector++) {
      int moment = random.nextInt(odds) == 0 ? pending.size() : random.nextInt(pending.size() + 1);
      int from = sector * SECTOR;
      for (Pending p : pending.subList(0, moment)) {
        int begin = Math.max(from, p.at);
        int end = Math.min(from + SECTOR, p.at + p.bytes.length);
        if (end > begin && (known || end <= diskSize)) {
          out.apply(p, begin - p.at, end - p.at);
        }
      }
    }
    out.size = known ? size : diskSize;
    return out.settled();
  }

  private void apply(Pending p, int from, int to) {
    int end = p.at + to;
    if (p.bytes.length == 0 && p.size < size) {
      own();
      Arrays.fill(now, p.size, size, (byte) 0);
      size = p.size;
    } else if (to > from) {
      own();
      if (end > now.length) {
        now = Arrays.copyOf(now, end);
      }
      System.arraycopy(p.bytes, from, now, p.at + from, to - from);
      size = Math.max(size, end);
    }
  }

  private MemoryFile settled() {
    if (now.length < size) {
      now = Arrays.copyOf(now, size);
    }
    force();
    return this;
  }
}
