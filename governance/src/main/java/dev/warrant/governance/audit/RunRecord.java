package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The orders of a run as its journal holds them, each with the packs it stood under and the clocks
/// of that moment. One pass over the journal, in which others may read along.
public final class RunRecord {
  /// Where a record stands: its input, and its place among the conclusions of that input.
  public record Place(long seq, int ordinal, long nanos) {}

  /// An order.
  ///
  /// @param admitted how the guard admitted it; null if the desk died before it could say
  /// @param saw the measures the guard saw; null if that is not recorded
  /// @param packs in force when it was admitted
  /// @param clocks as they were then
  public record Sent(
      Place at,
      OrderRecord order,
      Derived.@Nullable Admitted admitted,
      @Nullable GuardSaw saw,
      InForce.Packs packs,
      Clocks clocks) {
    /// Its client id.
    public String id() {
      return order.clientId();
    }

    /// When it was admitted, and by which clock.
    public String when() {
      return Clocks.instant(at.nanos()) + " (" + clocks.says() + ")";
    }

    private Sent with(Derived.Admitted by) {
      return new Sent(at, order, by, saw, packs, clocks);
    }

    private Sent with(GuardSaw measures) {
      return new Sent(at, order, admitted, measures, packs, clocks);
    }
  }

  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Map<String, Derived.LimitsInForce> asked = new TreeMap<>();
  private final InForce inForce = new InForce();
  private final RunFolder run;
  private List<Instrument> instruments = List.of();
  private Clocks clocks;
  private @Nullable JournalSummary summary;

  private RunRecord(RunFolder run) {
    this.run = run;
    clocks = Clocks.unsampled(simulated(run));
  }

  /// Reads a run.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if its journal is not what was written
  public static RunRecord read(RunFolder run) {
    return read(run, _ -> {});
  }

  /// Reads a run, and shows every entry to `also` after taking it in.
  static RunRecord read(RunFolder run, Consumer<Entry> also) {
    RunRecord out = new RunRecord(run);
    out.summary =
        JournalReader.read(
            run.journal(),
            entry -> {
              out.add(entry);
              also.accept(entry);
            });
    return out;
  }

  /// Whether a run says of itself that it ran on a virtual clock.
  static boolean simulated(RunFolder run) {
    try {
      return Files.exists(run.summary())
          && Files.readString(run.summary()).contains("\"what\":\"backtest");
    } catch (IOException e) {
      return false;
    }
  }

  private void add(Entry entry) {
    switch (entry) {
      case Entry.Input in -> {
        inForce.input(in.stamped());
        clocks = clocks.after(entry);
        if (in.stamped().event() instanceof DeskEvent.Started s) {
          asked.clear();
          instruments = s.instruments();
        }
      }
      case Entry.Concluded c -> concluded(c);
    }
  }

  private void concluded(Entry.Concluded c) {
    switch (c.derived()) {
      case Derived.Ordered(OrderRecord o) -> {
        Place at = new Place(c.seq(), c.ordinal(), c.nanos());
        sent.put(o.clientId(), new Sent(at, o, null, null, inForce.packs(), clocks));
      }
      case Derived.Admitted a -> sent.computeIfPresent(a.clientId(), (_, s) -> s.with(a));
      case Derived.LimitsInForce l -> asked.put(l.guard(), l);
      case Derived.Seen seen -> {
        Derived.LimitsInForce limits = asked.get(GuardSaw.guard(seen.clientId()));
        if (limits != null) {
          sent.computeIfPresent(seen.clientId(), (_, s) -> s.with(new GuardSaw(limits, seen)));
        }
      }
      default -> {}
    }
  }

  /// The run.
  public RunFolder run() {
    return run;
  }

  /// All orders, in the order they were admitted.
  public List<Sent> orders() {
    return List.copyOf(sent.values());
  }

  /// One order; null if there is none of this id.
  public @Nullable Sent order(String id) {
    return sent.get(id);
  }

  /// Which packs were in force when.
  public List<InForce.Stretch> stretches() {
    return inForce.stretches();
  }

  /// The desk's instruments, by index.
  public List<Instrument> instruments() {
    return instruments;
  }

  /// The clocks at the end of what was read so far.
  Clocks clocks() {
    return clocks;
  }

  /// What the journal amounts to.
  public JournalSummary summary() {
    return Objects.requireNonNull(summary);
  }

  /// Symbol of an instrument, or `account`.
  public String symbol(int instrument) {
    return instrument < 0 || instrument >= instruments.size()
        ? "account"
        : instruments.get(instrument).symbol();
  }

  /// `SELL 0.007 BTCUSDT at 59979.9`.
  public String words(OrderRecord o) {
    Instrument i = instruments.get(o.instrument());
    return "%s %s %s at %s"
        .formatted(o.side(), i.quantityText(o.lots()), i.symbol(), i.priceText(o.price()));
  }
}
