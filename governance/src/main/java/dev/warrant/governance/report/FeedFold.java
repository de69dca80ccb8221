package dev.warrant.governance.report;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.MarketEvent.DepthUpdate;
import dev.warrant.knowledge.event.MarketEvent.StreamState;
import dev.warrant.knowledge.event.VenueEvent.Outcome;
import dev.warrant.knowledge.event.VenueEvent.SendOutcome;
import dev.warrant.knowledge.event.VenueEvent.Suppressed;
import dev.warrant.knowledge.event.VenueEvent.UserStreamState;
import dev.warrant.knowledge.unit.Digest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/// What was noteworthy about feed, venue and reconciliation.
final class FeedFold {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Tallies tallies = new Tallies();
  private final long[] last;
  private final MarketNames names;

  /// Names instruments for people.
  interface MarketNames {
    /// The symbol, or `desk` for `-1`.
    String of(int instrument);
  }

  FeedFold(int instruments, MarketNames names) {
    last = new long[instruments];
    Arrays.fill(last, UNKNOWN);
    this.names = names;
  }

  /// A book change that does not continue the one before (Binance `pu`, `u`).
  void depth(DepthUpdate d, long nanos) {
    int i = d.instrument();
    if (i < 0 || i >= last.length) {
      return;
    }
    if (last[i] != UNKNOWN && d.previous() != last[i]) {
      tallies.count(
          "feed gap " + names.of(i),
          nanos,
          "expected the update after " + last[i] + ", found one after " + d.previous());
    }
    last[i] = d.last();
  }

  void stream(StreamState s, long nanos) {
    if (!s.connected()) {
      if (s.instrument() >= 0 && s.instrument() < last.length) {
        last[s.instrument()] = UNKNOWN;
      }
      tallies.count("market stream down " + names.of(s.instrument()), nanos, s.why());
    }
  }

  void userStream(UserStreamState s, long nanos) {
    if (!s.connected()) {
      tallies.count("user stream down", nanos, s.why());
    }
  }

  void outcome(SendOutcome s, long nanos) {
    if (s.outcome() != Outcome.ACCEPTED) {
      String code = s.code() == 0 ? "" : " (" + s.code() + ")";
      tallies.count(
          words(s.request().name()) + " " + words(s.outcome().name()), nanos, s.message() + code);
    }
  }

  void suppressed(Suppressed s, long nanos) {
    tallies.count("withheld by the gate", nanos, s.why());
  }

  void backoff(DeskEvent.Backoff b, long nanos) {
    tallies.count("backoff", nanos, b.why());
  }

  void stopped(DeskEvent.Stopped s, long nanos) {
    tallies.count("stopped", nanos, s.why());
  }

  void restarted(DeskEvent.Started s, long nanos) {
    tallies.count("started again", nanos, "epoch " + s.epoch() + " began");
  }

  void found(Derived.Found f, long nanos) {
    tallies.count(words(f.kind()), nanos, f.says());
  }

  void switched(DeskEvent.Switched s, long nanos) {
    tallies.count("policy switched", nanos, "policy " + s.policy().hex() + "; " + s.why());
  }

  /// A list that names something, or that is not known, is worth a line.
  void restricted(DeskEvent.Restricted r, long nanos) {
    if (r.untilNanos() == 0) {
      tallies.count("no restricted list", nanos, r.says());
    } else if (!r.symbols().isEmpty()) {
      String names = String.join(", ", r.symbols());
      tallies.count("restricted: " + names, nanos, r.says());
    }
  }

  void licensed(DeskEvent.Licensed l, long nanos) {
    tallies.count(
        "certificate told",
        nanos,
        "policy " + l.policy().hex() + " until " + Instant.ofEpochSecond(0, l.untilNanos()));
  }

  void shadowed(DeskEvent.Shadowed s, long nanos) {
    String who = s.policy().equals(Digest.ZERO) ? "nobody" : "policy " + s.policy().hex();
    tallies.count("in shadow", nanos, who + "; " + s.why());
  }

  void logState(DeskEvent.LogState l, long nanos) {
    tallies.count(l.kept() ? "log kept again" : "log not kept", nanos, l.says());
  }

  void disagreed(Derived.Disagreed d, long nanos) {
    String rule = d.objection().rule();
    tallies.count(
        d.admitted() ? "shadow alone refused by " + rule : "shadow alone admitted, against " + rule,
        nanos,
        d.objection().says());
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  Tallies all() {
    return tallies;
  }
}
