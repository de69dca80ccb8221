package dev.warrant.knowledge.tlog;

import dev.warrant.knowledge.journal.ForcedFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Checkpoints in a folder: `checkpoint` is the latest, `witnessed-<key id>` the latest that a
/// witness cosigned, `<size>.checkpoint` what is kept for later comparison.
public final class CheckpointFiles {
  /// Name of the latest one.
  public static final String LATEST = "checkpoint";

  private CheckpointFiles() {}

  /// The note of this name, or null if there is none.
  ///
  /// @throws LogFault if it is no note
  public static @Nullable Note read(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      return Note.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw TileStore.disk("read the checkpoint", file, e);
    } catch (LogFault e) {
      throw new LogFault(e.kind(), file + ": " + e.getMessage(), e);
    }
  }

  /// Name of the latest one that this witness cosigned.
  public static String witnessed(NoteKey witness) {
    return "witnessed-" + HexFormat.of().toHexDigits(witness.id());
  }

  /// The name of a checkpoint that is kept.
  static String kept(long size) {
    return String.format(Locale.ROOT, "%020d.checkpoint", size);
  }

  /// Puts a note in the place of the one of this name; it is on disk when this returns.
  ///
  /// @throws LogFault if the disk does not take it; then the old one is still there
  public static void write(Path folder, String name, Note note) {
    Path file = folder.resolve(name);
    Path fresh = folder.resolve(name + ".new");
    try {
      if (!Files.isDirectory(folder)) {
        ForcedFolders.make(folder);
      }
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(note.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      TileStore.force(folder);
    } catch (IOException e) {
      throw TileStore.disk("write the checkpoint", file, e);
    }
  }
}
