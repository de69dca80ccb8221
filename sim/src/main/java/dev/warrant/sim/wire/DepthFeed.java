package dev.warrant.sim.wire;

import dev.warrant.knowledge.event.Levels;
import dev.warrant.knowledge.event.MarketEvent;
import dev.warrant.knowledge.unit.Instrument;
import java.util.Map;
import java.util.TreeMap;

/// The diff depth stream of one instrument at one speed: updates are collected and sent together,
/// at most once in the given time, chained by `pu`. Speed 0 sends each update as it comes.
final class DepthFeed {
  private static final long NANOS_PER_MS = 1_000_000L;

  private final Instrument instrument;
  private final Channel channel;
  private final Faults faults;
  private final long everyNanos;
  private final TreeMap<Long, Long> bids = new TreeMap<>();
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private long first;
  private long last;
  private long previous;
  private long transactMs;
  private long sentNanos;
  private boolean pending;

  DepthFeed(Instrument instrument, Channel channel, Faults faults, long everyMs) {
    this.instrument = instrument;
    this.channel = channel;
    this.faults = faults;
    everyNanos = everyMs * NANOS_PER_MS;
  }

  void heard(MarketEvent.DepthUpdate u, JsonBytes w, long nanos) {
    if (channel.idle()) {
      discard();
      return;
    }
    if (everyNanos == 0) {
      begin(w, nanos, u.transactMs(), u.first(), u.last(), u.previous());
      MarketEndpoints.levels(w, instrument, u.bids());
      w.raw(",\"a\":");
      MarketEndpoints.levels(w, instrument, u.asks());
      end(w);
      return;
    }
    if (!pending) {
      pending = true;
      first = u.first();
      previous = u.previous();
    }
    last = u.last();
    transactMs = u.transactMs();
    collect(bids, u.bids());
    collect(asks, u.asks());
    flush(w, nanos);
  }

  /// When the collected updates are due; `Long.MAX_VALUE` if there are none.
  long dueNanos() {
    return pending ? sentNanos + everyNanos : Long.MAX_VALUE;
  }

  /// Sends what has been collected, if this is the time for it.
  void flush(JsonBytes w, long nanos) {
    if (!pending || nanos < sentNanos + everyNanos) {
      return;
    }
    sentNanos = nanos;
    begin(w, nanos, transactMs, first, last, previous);
    MarketEndpoints.levels(w, instrument, levels(bids));
    w.raw(",\"a\":");
    MarketEndpoints.levels(w, instrument, levels(asks));
    end(w);
    discard();
  }

  private void discard() {
    if (pending) {
      pending = false;
      bids.clear();
      asks.clear();
    }
  }

  private void begin(JsonBytes w, long nanos, long ms, long from, long to, long before) {
    channel.begin(w).raw("{\"e\":\"depthUpdate\",\"E\":").number(nanos / NANOS_PER_MS);
    w.raw(",\"T\":").number(ms).raw(",\"s\":\"").raw(instrument.symbol());
    w.raw("\",\"U\":").number(from).raw(",\"u\":").number(to);
    w.raw(",\"pu\":").number(before).raw(",\"b\":");
  }

  private void end(JsonBytes w) {
    w.raw('}');
    int copies = faults.depthCopies();
    int size = w.size();
    for (int i = 0; i < copies; i++) {
      w.size(size);
      channel.send(w);
    }
  }

  private static void collect(TreeMap<Long, Long> side, Levels changes) {
    for (int i = 0; i < changes.size(); i++) {
      side.put(changes.ticks(i), changes.lots(i));
    }
  }

  private static Levels levels(TreeMap<Long, Long> side) {
    long[] pairs = new long[2 * side.size()];
    int n = 0;
    for (Map.Entry<Long, Long> e : side.entrySet()) {
      pairs[n++] = e.getKey();
      pairs[n++] = e.getValue();
    }
    return Levels.of(pairs);
  }
}
