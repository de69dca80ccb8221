package dev.warrant.knowledge.making;

import dev.warrant.knowledge.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A process that makes something while nobody else does: says `making` when it has begun, and ends
/// when it is told to.
public final class MakingChild implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final BufferedReader err;

  private MakingChild(Process process) {
    this.process = process;
    out = process.inputReader();
    err = process.errorReader();
  }

  /// Makes it, or takes what is there.
  public static void main(String[] args) throws IOException {
    System.out.println("up");
    OneAtATime.make(
        Path.of(args[0]),
        "the thing",
        () -> {
          System.out.println("making");
          return System.in.read();
        });
    System.out.println("made");
  }

  static MakingChild on(Path lock) throws IOException {
    MakingChild made = new MakingChild(ChildJvm.of(MakingChild.class, lock.toString()).start());
    if (!made.says().equals("up")) {
      throw new IOException("expected a process that is up");
    }
    return made;
  }

  String says() throws IOException {
    return Objects.requireNonNull(out.readLine());
  }

  String complains() throws IOException {
    return Objects.requireNonNull(err.readLine());
  }

  long pid() {
    return process.pid();
  }

  /// Lets it end.
  void go() throws IOException {
    process.getOutputStream().close();
  }

  boolean ended() throws InterruptedException {
    return process.waitFor(1, TimeUnit.MINUTES);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
