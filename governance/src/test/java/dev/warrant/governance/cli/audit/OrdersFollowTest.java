package dev.warrant.governance.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warrant.governance.cli.Said;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.Event;
import dev.warrant.knowledge.event.VenueEvent;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalWriter;
import dev.warrant.knowledge.order.OrderRecord;
import dev.warrant.knowledge.order.Warrant;
import dev.warrant.knowledge.tlog.Checkpoint;
import dev.warrant.knowledge.tlog.NoteKey;
import dev.warrant.knowledge.tlog.NoteSigner;
import dev.warrant.knowledge.tlog.RunLog;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.knowledge.verify.LogVerdict;
import dev.warrant.knowledge.verify.LogVerifier;
import dev.warrant.knowledge.verify.orders.OrderCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that traded, and copies of it that whoever has the desk's key wrote anew with something
/// changed: checksums, chains, tiles and signature are all right, and the verifier names the order.
final class OrdersFollowTest {
  private static final NoteSigner DESK = NoteSigner.generate("desk.example", NoteKey.Use.LOG);

  @TempDir private static Path folder = Path.of("");
  private static String order = "";
  private static int copies;

  @BeforeAll
  static void trade() {
    String run = folder.resolve("run").toString();
    Said said = Said.by("backtest", "--generated", "0.012", "--seed", "3", "--run", run);
    assertThat(said.code()).isZero();
    List<String> orders = new ArrayList<>();
    JournalReader.read(
        folder.resolve("run/journal"),
        entry -> {
          if (entry instanceof Entry.Concluded c
              && c.derived() instanceof Derived.Ordered o
              && o.order().clientId().startsWith("W")) {
            orders.add(o.order().clientId());
          }
        });
    assertThat(orders).hasSizeGreaterThan(5);
    order = orders.get(orders.size() / 2);
  }

  /// Writes the run anew and signs it.
  private static LogVerdict forged(
      UnaryOperator<Event> inputs, UnaryOperator<Derived> conclusions, List<String> limits) {
    Path run = folder.resolve("copy" + copies++);
    Path journal = run.resolve("journal");
    try (JournalWriter copy = JournalWriter.open(journal, "copy")) {
      JournalReader.read(
          folder.resolve("run/journal"), entry -> write(copy, entry, inputs, conclusions));
      copy.settle();
    }
    Path log = run.resolve("log");
    RunLog.Setup setup = new RunLog.Setup(journal, log, log, "desk.example/copy", DESK, false);
    String origin;
    try (RunLog signed = RunLog.open(setup, Long.MAX_VALUE)) {
      signed.finish();
      origin = Checkpoint.parse(signed.checkpoint(false).text()).origin();
    }
    return LogVerifier.verify(
        new LogVerifier.Query(run, origin, DESK.open().toString(), List.of(), List.of(), limits));
  }

  private static void write(
      Journal copy, Entry entry, UnaryOperator<Event> inputs, UnaryOperator<Derived> conclusions) {
    switch (entry) {
      case Entry.Input i -> copy.input(i.stamped().nanos(), inputs.apply(i.stamped().event()));
      case Entry.Concluded c -> {
        Derived derived = conclusions.apply(c.derived());
        // The trace of a copy is nobody's question here.
        if (!(derived instanceof Derived.TraceHead)) {
          copy.derived(derived);
        }
      }
    }
  }

  private static LogVerdict forged(UnaryOperator<Derived> conclusions) {
    return forged(e -> e, conclusions, List.of());
  }

  private static OrderCheck.Wrong named(LogVerdict found) {
    assertThat(found).isInstanceOf(LogVerdict.Wrong.class);
    assertThat(found.exitStatus()).isEqualTo(1);
    return ((LogVerdict.Wrong) found).orders().wrong().getFirst();
  }

  @Test
  void everyOrderOfARunFollowsFromItsRecords() {
    LogVerdict found = forged(d -> d);
    assertThat(found).isInstanceOf(LogVerdict.Clean.class);
    OrderCheck.Report report = ((LogVerdict.Clean) found).orders();
    assertThat(report.checked()).isEqualTo(report.orders()).isGreaterThan(5);
    assertThat(found.toString())
        .contains("inside their limits, margins as recorded")
        .contains("recomputed: concentration, ")
        .contains("order-size", "daily-loss", "drawdown-hard", "message-rate", "price-collar")
        .contains("volatility (market.volatility)");
    assertThat(found.json()).contains("\"limit\":\"worst-position\",\"mark\":\"recomputed\"");
  }

  @Test
  void anOrderMadeLargerThanItsLimitsIsNamedWithTheLimit() {
    LogVerdict found =
        forged(d ->
            d instanceof Derived.Ordered(OrderRecord o) && o.clientId().equals(order)
                ? new Derived.Ordered(o.withLots(100 * o.lots()))
                : d);
    OrderCheck.Wrong wrong = named(found);
    assertThat(wrong.order()).isEqualTo(order);
    assertThat(wrong.limit()).isNotEmpty();
    assertThat(wrong.recorded()).isNotEqualTo(wrong.recomputed());
    assertThat(found.toString())
        .contains("WRONG", order, "was admitted, and limit order-size refuses it");
  }

  /// What the journal says of the warrant that the order was sent under is another thing.
  private static LogVerdict under(UnaryOperator<Warrant> other) {
    long[] of = new long[2];
    JournalReader.read(
        folder.resolve("run/journal"),
        entry -> {
          if (entry instanceof Entry.Concluded c
              && c.derived() instanceof Derived.Ordered(OrderRecord o)
              && o.clientId().equals(order)) {
            of[0] = o.epoch();
            of[1] = o.warrant();
          }
        });
    return forged(d -> {
      if (d instanceof Derived.Issued(Warrant w) && w.epoch() == of[0] && w.id() == of[1]) {
        return new Derived.Issued(other.apply(w));
      }
      return d;
    });
  }

  private static Warrant with(Warrant w, long id, Side side) {
    return new Warrant(
        w.epoch(),
        id,
        w.instrument(),
        side,
        w.capLots(),
        w.minPrice(),
        w.maxPrice(),
        w.kinds(),
        w.ordersCap(),
        w.ratePerSecond(),
        w.expiresNanos(),
        w.stopTicks(),
        w.tactic(),
        w.intents(),
        w.policy(),
        w.strategy(),
        w.model(),
        w.root());
  }

  @Test
  void anOrderWithoutAWarrantOrAgainstItIsNamed() {
    LogVerdict never = under(w -> with(w, w.id() + 1_000_000, w.side()));
    assertThat(((LogVerdict.Wrong) never).orders().wrong())
        .anySatisfy(wrong -> {
          assertThat(wrong.order()).isEqualTo(order);
          assertThat(wrong.what()).contains("an order without a warrant: no warrant ", "issued");
        });
    assertThat(never.exitStatus()).isEqualTo(1);
    LogVerdict against = under(w -> with(w, w.id(), w.side() == Side.BUY ? Side.SELL : Side.BUY));
    assertThat(((LogVerdict.Wrong) against).orders().wrong())
        .anySatisfy(wrong -> {
          assertThat(wrong.order()).isEqualTo(order);
          assertThat(wrong.what()).contains("is for another instrument or side");
        });
  }

  @Test
  void anOrderOfOneLotMoreIsNamedWithTheMeasure() {
    LogVerdict found =
        forged(d ->
            d instanceof Derived.Ordered(OrderRecord o) && o.clientId().equals(order)
                ? new Derived.Ordered(o.withLots(o.lots() + 1))
                : d);
    assertThat(named(found).order()).isEqualTo(order);
    assertThat(((LogVerdict.Wrong) found).orders().wrong())
        .anySatisfy(wrong -> {
          assertThat(wrong.order()).isEqualTo(order);
          assertThat(wrong.what()).contains("order.lots is not what follows");
        });
  }

  @Test
  void aMarginThatWasPaintedOverIsNamed() {
    OrderCheck.Wrong wrong =
        named(
            forged(d ->
                d instanceof Derived.Admitted a && a.clientId().equals(order)
                    ? new Derived.Admitted(
                        a.clientId(), a.bindingLimit(), a.margin() + 1, a.measures())
                    : d));
    assertThat(wrong.order()).isEqualTo(order);
    assertThat(wrong.what()).contains("closest limit");
  }

  @Test
  void measuresOtherThanThoseAdmittedAreNamed() {
    OrderCheck.Wrong wrong =
        named(
            forged(d -> {
              if (d instanceof Derived.Seen s && s.clientId().equals(order)) {
                List<Long> values = new ArrayList<>(s.values());
                values.set(31, values.get(31) + 1);
                return new Derived.Seen(s.clientId(), s.present(), values);
              }
              return d;
            }));
    assertThat(wrong.order()).isEqualTo(order);
    assertThat(wrong.what()).contains("not those the admission names");
  }

  /// The copy in which the conclusion after each refusal by `limit` is another.
  private static LogVerdict afterRefusals(String limit, UnaryOperator<Derived.Seen> seen) {
    boolean[] next = {false};
    return forged(d -> {
      boolean now = next[0];
      next[0] = d instanceof Derived.Refused r && r.refusal().objection().rule().equals(limit);
      return now && d instanceof Derived.Seen s ? seen.apply(s) : d;
    });
  }

  @Test
  void aRefusalIsHeldAgainstWhatTheGuardSaw() {
    LogVerdict whole = forged(d -> d);
    assertThat(((LogVerdict.Clean) whole).orders().refusals()).isGreaterThan(3);
    assertThat(whole.toString())
        .contains("each by the first limit that refuses what the guard saw");
    // Every measure 0, so that other limits refuse, or none.
    LogVerdict found =
        afterRefusals(
            "spread",
            s ->
                new Derived.Seen(
                    s.clientId(), s.present(), s.values().stream().map(_ -> 0L).toList()));
    OrderCheck.Wrong wrong = named(found);
    assertThat(wrong.limit()).isEqualTo("spread");
    assertThat(wrong.recorded()).isEqualTo("refused by spread");
    assertThat(wrong.recomputed()).startsWith("refused by ").isNotEqualTo("refused by spread");
    assertThat(wrong.what()).contains("not the first that refuses what the guard saw");
    // Measures of a refusal behind nothing are nobody's.
    OrderCheck.Wrong loose =
        named(
            forged(d -> {
              boolean refused =
                  d instanceof Derived.Refused r && r.refusal().objection().rule().equals("spread");
              return refused ? new Derived.Withdrawn(1, 0, "not there") : d;
            }));
    assertThat(loose.what()).contains("measures without their order before them");
  }

  @Test
  void aFillThatWasTakenOutShowsInTheBooks() {
    boolean[] done = {false};
    OrderCheck.Wrong wrong =
        named(
            forged(
                e -> {
                  if (!done[0] && e instanceof VenueEvent.OrderReport r && r.tradeId() != 0) {
                    done[0] = true;
                    return new VenueEvent.UserStreamState(true, "nothing");
                  }
                  return e;
                },
                d -> d,
                List.of()));
    assertThat(wrong.what()).isNotEmpty();
  }

  @Test
  void aLoosenedLimitIsNotTheOneGiven() {
    LogVerdict.Clean clean = (LogVerdict.Clean) forged(d -> d);
    List<String> digests =
        clean.orders().statements().stream().map(s -> s.split(" ", 3)[1]).toList();
    assertThat(forged(e -> e, d -> d, digests)).isInstanceOf(LogVerdict.Clean.class);
    LogVerdict loose =
        forged(e -> e, d -> d instanceof Derived.LimitsInForce l ? widened(l) : d, digests);
    OrderCheck.Wrong wrong = named(loose);
    assertThat(wrong.what()).contains("other limits in force, for the entry guard");
    assertThat(digests).contains(wrong.recomputed().split(" or ", 2)[0]);
  }

  private static Derived.LimitsInForce widened(Derived.LimitsInForce l) {
    List<Derived.Polynomial> limits = new ArrayList<>();
    for (Derived.Polynomial p : l.limits()) {
      String right = p.right() + (p.id().equals("order-size") ? "0" : "");
      limits.add(
          new Derived.Polynomial(
              p.number(),
              p.id(),
              p.layer(),
              p.increasing(),
              p.text(),
              p.reads(),
              p.decided(),
              p.when(),
              p.op(),
              p.left(),
              right,
              p.under(),
              p.tight(),
              p.ratio()));
    }
    return new Derived.LimitsInForce(l.guard(), l.policy(), l.reads(), limits);
  }

  @Test
  void limitsOfAPolicyThatNobodyNamedAreSeen() {
    OrderCheck.Wrong wrong =
        named(
            forged(d ->
                d instanceof Derived.LimitsInForce l
                    ? new Derived.LimitsInForce(
                        l.guard(), Digest.sha256("another"), l.reads(), l.limits())
                    : d));
    assertThat(wrong.what()).contains("limits of a policy that no start and no switch names");
  }

  @Test
  void withoutPolynomialsNothingIsClaimed() {
    Derived.Withdrawn instead = new Derived.Withdrawn(1, 0, "not there");
    LogVerdict found =
        forged(d -> d instanceof Derived.LimitsInForce || d instanceof Derived.Seen ? instead : d);
    assertThat(found).isInstanceOf(LogVerdict.Clean.class);
    assertThat(found.toString()).contains("no polynomials recorded");
    assertThat(found.json()).contains("\"polynomials\":false");
  }

  @Test
  void whatTheGuardSawMayNotBeMissing() {
    Derived.Withdrawn instead = new Derived.Withdrawn(1, 0, "not there");
    OrderCheck.Wrong wrong =
        named(forged(d -> d instanceof Derived.Seen s && s.clientId().equals(order) ? instead : d));
    assertThat(wrong.order()).isEqualTo(order);
    assertThat(wrong.what()).contains("not recorded what the guard saw");
  }
}
