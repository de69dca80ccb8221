package dev.warrant.knowledge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Has the operating system refuse a process each byte by which a file would grow beyond a size, by
/// `prlimit` of util-linux.
public final class FileSizes {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private FileSizes() {}

  /// Ends a test as not run, with the reason, where that cannot be done: the program may be
  /// missing, or be there and forbidden, as in some containers.
  public static void assumeLimits() {
    String problem = problem(PRLIMIT);
    assumeTrue(problem.isEmpty(), problem);
  }

  /// Why limits cannot be set; empty if they can. It is tried, on a process that ends at once and
  /// on one that goes on.
  static String problem(Path prlimit) {
    if (!Files.isExecutable(prlimit)) {
      return "not run: " + prlimit + " of util-linux is not there";
    }
    try {
      String own = said(List.of(prlimit.toString(), "--fsize=4096:unlimited", "true"));
      if (!own.isEmpty()) {
        return "not run: " + own;
      }
      Process other = new ProcessBuilder("cat").start();
      try {
        String less = said(command(prlimit, other, "4096:unlimited"));
        String more = said(command(prlimit, other, "unlimited:unlimited"));
        return less.isEmpty() && more.isEmpty() ? "" : "not run: " + less + more;
      } finally {
        other.destroyForcibly();
      }
    } catch (IOException e) {
      return "not run: " + e.getMessage();
    }
  }

  private static List<String> command(Path prlimit, Process child, String bytes) {
    return List.of(prlimit.toString(), "--pid", Long.toString(child.pid()), "--fsize=" + bytes);
  }

  /// What a command that failed has said.
  private static String said(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = ended(process);
    return code == 0 ? "" : String.join(" ", command) + " ended with " + code + ": " + said.strip();
  }

  private static int ended(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /// Limits a process from now on.
  ///
  /// @param bytes soft and hard limit: `4096:unlimited`
  public static void limit(Process child, String bytes) {
    try {
      assertThat(said(command(PRLIMIT, child, bytes))).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
