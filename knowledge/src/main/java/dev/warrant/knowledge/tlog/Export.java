package dev.warrant.knowledge.tlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/// Writes a log as the folder that C2SP tlog-tiles serves, entries included, so that monitors of
/// others can read it from any web server. The run itself needs no entry bundles: its journal has
/// the records.
public final class Export {
  private static final int ENTRY_MAX = 0xffff;

  private final Path to;
  private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();

  private Export(Path to) {
    this.to = to;
  }

  /// Writes the log under its latest checkpoint.
  ///
  /// @param to a folder that is not there, is empty, or holds an earlier export of this log
  /// @return the number of entries
  /// @throws LogFault if a record is longer than an entry may be, or not what was signed, or if the
  ///   folder holds anything else: tiles of two logs in one folder are of no log
  public static long write(Leaves from, Path to) {
    own(Checkpoint.parse(from.note().text()).origin(), to);
    long written;
    try (TileStore store = new TileStore(to)) {
      written = write(from, to, store);
    }
    try {
      Files.deleteIfExists(to.resolve(UpperNodes.NAME));
    } catch (IOException e) {
      throw TileStore.disk("take away", to.resolve(UpperNodes.NAME), e);
    }
    return written;
  }

  private static void own(String origin, Path to) {
    Note there = CheckpointFiles.read(to, CheckpointFiles.LATEST);
    boolean same = there != null && Checkpoint.parse(there.text()).origin().equals(origin);
    try (Stream<Path> found = Files.isDirectory(to) ? Files.list(to) : Stream.empty()) {
      if (!same && found.findAny().isPresent()) {
        throw new LogFault(
            LogFault.Kind.FORM,
            to
                + (there == null ? " is not empty" : " holds another log")
                + ", and an export goes into a folder of its own\nMaybe --out a new one");
      }
    } catch (IOException e) {
      throw TileStore.disk("look into", to, e);
    }
  }

  private static long write(Leaves from, Path to, TileStore store) {
    Note note = from.note();
    Checkpoint head = Checkpoint.parse(note.text());
    TreeBuilder tree = new TreeBuilder(store);
    Export export = new Export(to);
    from.each(
        head.size(),
        (index, bytes, at, length) -> {
          tree.append(bytes, at, length);
          export.entry(index, Arrays.copyOfRange(bytes, at, at + length));
        });
    export.flush(head.size());
    tree.partials(store);
    if (!tree.root().equals(head.root())) {
      throw new LogFault(
          LogFault.Kind.FORK,
          "the journal is not what was signed\nMaybe ./warrant trace verify names the record");
    }
    CheckpointFiles.write(to, CheckpointFiles.LATEST, note);
    return head.size();
  }

  private void entry(long index, byte[] leaf) {
    if (leaf.length > ENTRY_MAX) {
      throw LogFault.form("record " + index, leaf.length + " bytes", "at most " + ENTRY_MAX);
    }
    bundle.write(leaf.length >> 8);
    bundle.write(leaf.length);
    bundle.writeBytes(leaf);
    if ((index + 1) % TilePath.FULL == 0) {
      flush(index + 1);
    }
  }

  private void flush(long end) {
    if (bundle.size() == 0) {
      return;
    }
    int width = (int) ((end - 1) % TilePath.FULL) + 1;
    Path file = to.resolve(new TilePath(0, (end - 1) / TilePath.FULL, width).entries());
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, bundle.toByteArray());
    } catch (IOException e) {
      throw TileStore.disk("write the entries", file, e);
    }
    bundle.reset();
  }
}
