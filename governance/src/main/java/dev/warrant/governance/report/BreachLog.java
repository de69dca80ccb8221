package dev.warrant.governance.report;

import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Derived.Breach;
import dev.warrant.knowledge.fact.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the breaches of a run from what its desk concluded: how each began, how bad it was, how it
/// ended, and what was done about it.
public final class BreachLog {
  /// A time that has not come.
  public static final long NEVER = Long.MIN_VALUE;

  private static final String CAUSE = "BREACH: ";

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Mode mode = Mode.NORMAL;

  /// One breach.
  ///
  /// @param breach as it was last told
  /// @param clearedNanos when the limit was kept again, [#NEVER] if it was not
  /// @param releasedNanos when people released the desk from it, [#NEVER] if they did not
  /// @param cleared how it ended, in words; empty if it did not
  /// @param released by whom, in words; empty if it was not
  /// @param done what the desk did about it
  public record Told(
      Breach breach,
      long clearedNanos,
      long releasedNanos,
      String cleared,
      String released,
      String done) {
    /// Whether it is over: the limit is kept again and nothing is held for it any more.
    public boolean over() {
      return !breach.open() && breach.people() == 0;
    }
  }

  private static final class Row {
    private Breach breach;
    private Mode before;
    private long clearedNanos = NEVER;
    private long releasedNanos = NEVER;
    private String cleared = "";
    private String released = "";
    private String done = "";

    Row(Breach breach, Mode before) {
      this.breach = breach;
      this.before = before;
    }

    Told told() {
      return new Told(breach, clearedNanos, releasedNanos, cleared, released, words());
    }

    private String words() {
      if (breach.asks() == Mode.NORMAL) {
        return "orders that increase are refused; it asks for no mode";
      }
      if (done.isEmpty()) {
        return "it asks for " + breach.asks() + ", and the desk was in " + before + " already";
      }
      return done;
    }
  }

  /// Takes the next conclusion.
  public void take(long nanos, Derived derived) {
    if (derived instanceof Derived.Breached b) {
      breached(b, nanos);
    } else if (derived instanceof Derived.ModeChanged m) {
      mode = m.to();
      rows.values().stream()
          .filter(r -> m.why().startsWith(CAUSE + r.breach.limit() + ": ") && r.done.isEmpty())
          .forEach(r -> r.done = "the desk went from " + m.from() + " to " + m.to());
    }
  }

  private void breached(Derived.Breached told, long nanos) {
    Breach b = told.breach();
    String key = b.opened() + " " + b.limit() + " " + b.instrument();
    Row row = rows.computeIfAbsent(key, k -> new Row(b, mode));
    row.breach = b;
    switch (told.turn()) {
      case OPENED, WORSE, STANDS -> {}
      case CLEARED -> {
        row.clearedNanos = nanos;
        row.cleared = told.note();
      }
      case RELEASED -> {
        row.releasedNanos = nanos;
        row.released = told.note();
      }
    }
  }

  /// All breaches so far, as they began.
  public List<Told> all() {
    List<Told> out = new ArrayList<>();
    rows.values().forEach(r -> out.add(r.told()));
    return out;
  }
}
