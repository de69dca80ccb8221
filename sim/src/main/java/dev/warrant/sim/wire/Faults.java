package dev.warrant.sim.wire;

import dev.warrant.sim.exchange.Rejection;

/// What goes wrong on purpose, set through `/sim/fault`. Counters run down, times run out.
final class Faults {
  private long tooManyUntilMs;
  private long silentUntilMs;
  private long delayNanos;
  private long delayUntilMs;
  private long skewMs;
  private int rejects;
  private int rejectCode;
  private String rejectText = "";
  private int swallows;
  private int swallowStatus;
  private int depthDrops;
  private int depthRepeats;

  /// Sets one fault.
  ///
  /// @throws Rejection -1102 if the kind is unknown
  void set(Params p, long nowMs) {
    int count = (int) p.number("count", 1);
    long millis = p.number("millis", 1000);
    String kind = p.need("kind");
    switch (kind) {
      case "tooMany" -> tooManyUntilMs = nowMs + millis;
      case "silence" -> silentUntilMs = nowMs + millis;
      case "skew" -> skewMs = millis;
      case "delay" -> {
        delayNanos = millis * 1_000_000L;
        delayUntilMs = nowMs + p.number("during", 60_000);
      }
      case "reject" -> {
        rejects = count;
        rejectCode = (int) p.number("code", -1001);
        rejectText = p.get("msg", "Internal error; unable to process your request.");
      }
      case "swallow" -> {
        swallows = count;
        swallowStatus = (int) p.number("status", Reply.NONE);
      }
      case "dropDepth" -> depthDrops = count;
      case "repeatDepth" -> depthRepeats = count;
      case "clear" -> clear();
      default -> throw Params.malformed("kind");
    }
  }

  private void clear() {
    tooManyUntilMs = 0;
    silentUntilMs = 0;
    delayUntilMs = 0;
    skewMs = 0;
    rejects = 0;
    swallows = 0;
    depthDrops = 0;
    depthRepeats = 0;
  }

  /// How far the server's clock stands from the true one.
  long skewMs() {
    return skewMs;
  }

  /// How long everything is still answered with 429.
  long tooManyMs(long nowMs) {
    return Math.max(0, tooManyUntilMs - nowMs);
  }

  /// Whether market streams send nothing.
  boolean silent(long nowMs) {
    return nowMs < silentUntilMs;
  }

  /// How long answers are held back.
  long delayNanos(long nowMs) {
    return nowMs < delayUntilMs ? delayNanos : 0;
  }

  /// Refuses an order if that was asked for.
  void refuseOrder() {
    if (rejects > 0) {
      rejects--;
      throw new Rejection(rejectCode, rejectText);
    }
  }

  /// Whether the answer to an order that went through gets lost.
  boolean swallow() {
    if (swallows > 0) {
      swallows--;
      return true;
    }
    return false;
  }

  /// What is answered instead: nothing, a timeout (408, -1007) or 503. In all three the outcome is
  /// unknown to the sender.
  Reply swallowed() {
    return switch (swallowStatus) {
      case 408 ->
          Reply.of(
              408,
              "{\"code\":-1007,\"msg\":\"Timeout waiting for response from backend server. Send"
                  + " status unknown; execution status unknown.\"}");
      case 503 ->
          Reply.of(
              503,
              "{\"code\":-1000,\"msg\":\"Unknown error, please check your request or try again"
                  + " later.\"}");
      default -> Reply.of(Reply.NONE, "");
    };
  }

  /// How often the next depth frame is sent: 1, or 0 or 2 on purpose.
  int depthCopies() {
    if (depthDrops > 0) {
      depthDrops--;
      return 0;
    }
    if (depthRepeats > 0) {
      depthRepeats--;
      return 2;
    }
    return 1;
  }
}
