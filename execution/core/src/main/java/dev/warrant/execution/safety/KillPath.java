package dev.warrant.execution.safety;

import dev.warrant.execution.venue.Inbox;
import dev.warrant.execution.venue.VenueLink;
import dev.warrant.knowledge.event.DeskEvent.Command;
import dev.warrant.knowledge.event.DeskEvent.CommandKind;
import dev.warrant.knowledge.seam.Stopwatch;

/// The way to stop that needs nobody: any thread may walk it, also while the sequencer hangs. It
/// closes the gate, has every open order cancelled, and only then tells the desk, which follows
/// into EMERGENCY when it can. Walking it twice does no harm: the cancels go out again.
public final class KillPath {
  private final Gate gate;
  private final VenueLink link;
  private final int instruments;
  private final Inbox inbox;
  private final Runnable remember;

  /// A path over a gate, a venue and the desk's inbox.
  ///
  /// @param remember leaves a mark that outlives the process; called last, since it may fail
  public KillPath(Gate gate, VenueLink link, int instruments, Inbox inbox, Runnable remember) {
    this.gate = gate;
    this.link = link;
    this.instruments = instruments;
    this.inbox = inbox;
    this.remember = remember;
  }

  /// A path that leaves no mark.
  public KillPath(Gate gate, VenueLink link, int instruments, Inbox inbox) {
    this(gate, link, instruments, inbox, () -> {});
  }

  /// What happened, and how long it took from the call.
  ///
  /// @param first false if the gate was closed before
  /// @param gateNanos until no new order could pass
  /// @param cancelsNanos until the last cancel was handed to the venue link
  /// @param failed cancels that the link refused
  public record Receipt(boolean first, long gateNanos, long cancelsNanos, int failed) {}

  /// Stops everything that could add risk, also after a restart, until two people resume.
  public Receipt kill(String who, String why) {
    Receipt receipt = halt(who, why);
    remember.run();
    return receipt;
  }

  /// The same for this process only: something is broken that a restart may mend.
  public Receipt halt(String who, String why) {
    long start = Stopwatch.ticks();
    boolean first = gate.kill();
    long closed = Stopwatch.ticks();
    int failed = 0;
    for (int i = 0; i < instruments; i++) {
      failed += cancelled(i) ? 0 : 1;
    }
    long cancelled = Stopwatch.ticks();
    inbox.offer(new Command(CommandKind.KILL, who, why));
    return new Receipt(first, closed - start, cancelled - start, failed);
  }

  /// One link that fails must not keep the others, nor the desk, from hearing.
  private boolean cancelled(int instrument) {
    try {
      link.cancelAll(instrument);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
