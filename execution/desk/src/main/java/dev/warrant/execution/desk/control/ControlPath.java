package dev.warrant.execution.desk.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where a control socket really lies. The name of a Unix socket has room for 107 bytes (`sun_path`
/// in unix(7)); for a longer one the socket goes into a private folder of its own, and the file
/// `control.path` in its place tells where.
final class ControlPath {
  private static final int BYTES_MAX = 100;
  private static final String POINTER = "control.path";

  private ControlPath() {}

  /// Where to bind a socket that is wanted at `wanted`. What an earlier desk left is taken away.
  static Path toBind(Path wanted) throws IOException {
    Files.deleteIfExists(wanted);
    Path pointer = wanted.resolveSibling(POINTER);
    Files.deleteIfExists(pointer);
    if (wanted.toString().getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX) {
      return wanted;
    }
    Path folder =
        Files.createTempDirectory(
            Path.of("/tmp"),
            "warrant-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path socket = folder.resolve("control.sock");
    Files.writeString(pointer, socket + "\n");
    return socket;
  }

  /// Where to connect to a socket that was wanted at `wanted`.
  static Path toConnect(Path wanted) throws IOException {
    Path pointer = wanted.resolveSibling(POINTER);
    return Files.exists(pointer) ? Path.of(Files.readString(pointer).strip()) : wanted;
  }

  /// Takes the socket away, and what led to it.
  static void remove(Path wanted, Path bound) throws IOException {
    Files.deleteIfExists(bound);
    if (!bound.equals(wanted)) {
      Files.deleteIfExists(wanted.resolveSibling(POINTER));
      Files.deleteIfExists(bound.getParent());
    }
  }
}
