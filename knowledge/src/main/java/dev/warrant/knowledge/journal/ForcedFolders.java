package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Folders that a loss of power does not take back. A file that is forced, in a folder that is
/// forced, is gone all the same if the folder's own name was never forced.
public final class ForcedFolders {
  private ForcedFolders() {}

  /// Makes a folder and those it lies in, unless they are there; their names are on disk when this
  /// returns, also if whoever made them died before he could force them.
  public static void make(Path folder) throws IOException {
    Path place = folder.toAbsolutePath();
    Path parent = place.getParent();
    if (parent == null) {
      return;
    }
    if (!Files.isDirectory(place)) {
      // One above is forced before one below is made, so at most one that is there is not.
      make(parent);
      try {
        Files.createDirectory(place);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(place)) {
          throw e;
        }
      }
    }
    force(parent);
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      // Where we may not look we made nothing.
    }
  }
}
