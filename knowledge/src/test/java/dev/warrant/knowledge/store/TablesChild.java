package dev.warrant.knowledge.store;

import dev.warrant.knowledge.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A process that has a database file open, as any database browser would.
public final class TablesChild implements AutoCloseable {
  private final Process process;

  private TablesChild(Process process) {
    this.process = process;
  }

  /// Opens `file` until its input ends.
  public static void main(String[] args) throws SQLException, IOException {
    try (Connection open =
        DriverManager.getConnection("jdbc:h2:file:" + args[0] + ";IFEXISTS=TRUE", "desk", "")) {
      System.out.println(open.isValid(1) ? "open" : "not open");
      while (System.in.read() >= 0) {
        // Until nobody is there any more.
      }
    }
  }

  /// Starts one; it has the file when this returns.
  public static TablesChild on(Path run) {
    String name = RunFolder.database(run).toAbsolutePath().toString();
    try {
      Process process =
          ChildJvm.of(TablesChild.class, name.substring(0, name.length() - ".mv.db".length()))
              .redirectErrorStream(true)
              .start();
      BufferedReader out = process.inputReader();
      StringBuilder said = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("open")) {
          return new TablesChild(process);
        }
        said.append(line).append('\n');
      }
      throw new IllegalStateException("did not open it: " + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its number.
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
