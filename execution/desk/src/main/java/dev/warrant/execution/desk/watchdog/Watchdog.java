package dev.warrant.execution.desk.watchdog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.execution.desk.control.ControlClient;
import dev.warrant.execution.desk.control.ControlRequest;
import dev.warrant.knowledge.seam.Stopwatch;
import dev.warrant.reasoning.diagnose.Diagnostician;
import dev.warrant.reasoning.diagnose.Remedy;
import dev.warrant.rules.pack.PolicyPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Looks at a desk through its control socket, has CLIPS diagnose what it sees, and acts by
/// commands through the same socket. A desk whose process lives but which does not answer for two
/// seconds, at three looks or more, gets the `KILL` file; one whose process has ended does not, so
/// that its next life recovers as it stood. One thread only.
public final class Watchdog implements AutoCloseable {
  /// Pause between looks.
  public static final long LOOK_NANOS = 200_000_000L;

  /// How long the desk may say nothing.
  public static final long SILENCE_NANOS = 2_000_000_000L;

  /// How many looks in a row must find it silent: a watchdog that was itself held up for longer
  /// than that has asked only once.
  public static final int SILENT_LOOKS = 3;

  private static final long ANSWER_MILLIS = 500;
  private static final long MOMENT_NANOS = 300_000_000L;

  private final RunFolder folder;
  private final BooleanSupplier alive;
  private final Consumer<String> says;
  private Path policy;
  private Diagnostician diagnostician;
  private final TreeSet<String> standing = new TreeSet<>();
  private long answeredTicks = Stopwatch.ticks();
  private int unanswered;
  private boolean gaveUp;

  /// A watchdog over the desk of `folder`, with the diagnosis rules of the policy it is under; a
  /// policy it is switched to brings its own.
  ///
  /// @param alive whether the process of the desk still lives
  /// @param says hears what it does, one line each
  /// @throws RuntimeException naming file and line if the rules cannot be used
  public Watchdog(RunFolder folder, BooleanSupplier alive, Consumer<String> says) {
    this.folder = folder;
    this.alive = alive;
    this.says = says;
    policy = folder.policyInForce();
    diagnostician = new Diagnostician(PolicyPacks.load(policy).diagnosis());
  }

  /// Looks again and again while the desk lives.
  public void watch() {
    while (alive.getAsBoolean()) {
      look();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /// Looks once, and acts on what it sees.
  public void look() {
    follow();
    try {
      JsonNode status = ask("status", "watchdog", "");
      answeredTicks = Stopwatch.ticks();
      unanswered = 0;
      gaveUp = false;
      act(diagnostician.examine(Symptoms.of(status)));
    } catch (IOException e) {
      silent(e);
    }
  }

  /// Takes the rules of another policy once the desk is under it. Rules that cannot be used change
  /// nothing: a desk is better watched by the old ones than by none.
  private void follow() {
    Path now = folder.policyInForce();
    if (now.equals(policy)) {
      return;
    }
    policy = now;
    try {
      Diagnostician next = new Diagnostician(PolicyPacks.load(now).diagnosis());
      diagnostician.close();
      diagnostician = next;
      says.accept("watching by the rules of " + now);
    } catch (RuntimeException e) {
      says.accept(
          "the rules of " + now + " cannot be used, so the old ones stay: " + e.getMessage());
    }
  }

  /// Each remedy once, until what asked for it is gone.
  private void act(List<Remedy> remedies) throws IOException {
    standing.retainAll(remedies.stream().map(Remedy::diagnosis).toList());
    for (Remedy r : remedies) {
      if (!standing.contains(r.diagnosis())) {
        says.accept(r.command() + " because of " + r.diagnosis() + " (rule " + r.rule() + ")");
        ask(
            r.command().name().toLowerCase(Locale.ROOT),
            "watchdog:" + r.diagnosis(),
            "rule " + r.rule());
        standing.add(r.diagnosis());
      }
    }
  }

  private JsonNode ask(String verb, String who, String why) throws IOException {
    return ControlClient.ask(
        folder.controlSocket(), new ControlRequest(verb, who, why), ANSWER_MILLIS);
  }

  private void silent(IOException why) {
    unanswered++;
    boolean early = unanswered < SILENT_LOOKS || Stopwatch.ticks() - answeredTicks <= SILENCE_NANOS;
    if (gaveUp || early || ended(why)) {
      return;
    }
    gaveUp = true;
    says.accept(
        "the desk does not answer (" + why.getMessage() + "): leaving " + folder.killFile());
    try {
      Files.createFile(folder.killFile());
    } catch (FileAlreadyExistsException e) {
      says.accept("somebody left it before");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave the kill file " + folder.killFile(), e);
    }
  }

  /// Whether there is no desk any more. Where nobody listens it may just be ending: its socket goes
  /// before its process does, so it is looked at once more a moment later.
  private boolean ended(IOException why) {
    if (alive.getAsBoolean() && why instanceof SocketException) {
      LockSupport.parkNanos(MOMENT_NANOS);
    }
    return !alive.getAsBoolean();
  }

  @Override
  public void close() {
    diagnostician.close();
  }
}
