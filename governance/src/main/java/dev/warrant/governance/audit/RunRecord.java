package dev.warrant.governance.audit;

import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.excerpt.Excerpt;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.unit.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The orders of a run as its journal holds them, each with the packs it stood under and the clocks
/// of that moment. One pass, over the excerpt of the journal or the journal itself, in which others
/// may read along.
public final class RunRecord {
  private static final List<Kind> KINDS =
      List.of(
          Kind.STARTED,
          Kind.SWITCHED,
          Kind.DURABLE,
          Kind.CLOCK_SAMPLE,
          Kind.ORDERED,
          Kind.ADMITTED);

  /// Where a record stands: its input, and its place among the conclusions of that input.
  public record Place(long seq, int ordinal, long nanos) {}

  /// An order.
  ///
  /// @param admitted how the guard admitted it; null if the desk died before it could say
  /// @param saw the measures the guard saw; null if that is not recorded or was not read
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
  private final boolean whole;
  private List<Instrument> instruments = List.of();
  private Clocks clocks;
  private @Nullable JournalSummary summary;

  private RunRecord(RunFolder run, boolean whole) {
    this.run = run;
    this.whole = whole;
    clocks = Clocks.unsampled(simulated(run));
  }

  /// Reads a run from its excerpt, which is made if there is none.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if its journal had to be read and is not
  ///   what was written
  public static RunRecord read(RunFolder run) {
    return read(run, false);
  }

  /// Reads a run.
  ///
  /// @param whole whether from its journal, all of which is verified, and not from its excerpt
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if its journal had to be read and is not
  ///   what was written
  public static RunRecord read(RunFolder run, boolean whole) {
    return read(run, whole, List.of(), _ -> {});
  }

  /// The same with what the guard saw of each order.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if its journal had to be read and is not
  ///   what was written
  public static RunRecord seen(RunFolder run, boolean whole) {
    return read(run, whole, List.of(Kind.LIMITS_IN_FORCE, Kind.SEEN), _ -> {});
  }

  /// Reads a run, and shows every entry it reads to `also` after taking it in.
  ///
  /// @param more kinds that are to be read besides
  static RunRecord read(RunFolder run, boolean whole, Collection<Kind> more, Consumer<Entry> also) {
    RunRecord out = new RunRecord(run, whole);
    TreeSet<Kind> kinds = new TreeSet<>(KINDS);
    kinds.addAll(more);
    Consumer<Entry> each =
        entry -> {
          out.add(entry);
          also.accept(entry);
        };
    out.summary = whole ? Excerpt.whole(run, kinds, each) : Excerpt.read(run, kinds, each);
    return out;
  }

  /// From what it was read, as the end of an answer.
  public String source() {
    return Excerpt.source(summary(), whole);
  }

  /// Whether the journal itself was read.
  boolean whole() {
    return whole;
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
