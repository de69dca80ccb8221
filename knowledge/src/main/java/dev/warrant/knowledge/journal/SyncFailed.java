package dev.warrant.knowledge.journal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The disk did not confirm what it was given. What it holds then is unknown, and asking again
/// proves nothing: the operating system tells of a lost page once and takes it for written after.
final class SyncFailed extends IOException {
  private static final long serialVersionUID = 1L;

  /// Texts of the errors by which some file systems say only when forced that there is no room.
  private static final List<String> NO_ROOM =
      List.of("No space left on device", "Disk quota exceeded");

  SyncFailed(IOException cause) {
    super(cause.getMessage(), cause);
  }

  /// The failure of a force: itself if there was no room, which can be mended.
  static IOException of(IOException cause) {
    @Nullable String message = cause.getMessage();
    boolean full = message != null && NO_ROOM.stream().anyMatch(message::contains);
    return full ? cause : new SyncFailed(cause);
  }
}
