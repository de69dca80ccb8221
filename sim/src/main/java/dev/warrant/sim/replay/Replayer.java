package dev.warrant.sim.replay;

import dev.warrant.execution.desk.DeferredDeliberation;
import dev.warrant.execution.desk.DeliberationPort;
import dev.warrant.execution.desk.Desk;
import dev.warrant.execution.desk.DeskConfig;
import dev.warrant.execution.desk.DeskParts;
import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.DeskView;
import dev.warrant.execution.desk.KeptDeliberations;
import dev.warrant.execution.desk.Latencies;
import dev.warrant.execution.desk.Roots;
import dev.warrant.execution.desk.Version;
import dev.warrant.execution.desk.Versions;
import dev.warrant.knowledge.cuts.CutKeeper;
import dev.warrant.knowledge.deliberate.Cut;
import dev.warrant.knowledge.deliberate.Deliberation;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.journal.JournalSummary;
import dev.warrant.knowledge.release.Terms;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.rules.pack.PolicyPack;
import dev.warrant.rules.pack.StrategyPack;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rebuilds a run from its inputs alone: the same desk, a silent link, deliberations computed where
/// the journal says their results took effect.
public final class Replayer implements AutoCloseable {
  /// Inputs between two calls of whoever hears how far a replay has come.
  public static final long PROGRESS_EVERY = 50_000;

  private static final Onlooker NOBODY = (_, _) -> {};

  private final DeskRules rules;
  private final PackShelf shelf;
  private final Thinking thinking;
  private final LongConsumer progress;
  private final Latencies latencies = new Latencies();
  private @Nullable Desk desk;
  private DeskEvent.@Nullable Started last;
  private @Nullable Cut cut;
  private Onlooker onlooker = NOBODY;
  private boolean goOn;
  private boolean named;
  private @Nullable CutKeeper keeper;
  private final Set<String> others = new LinkedHashSet<>();
  private long inputs;
  private long lastSeq;
  private long lastNanos;

  /// @param rules the packs of the run; their digests must be those every epoch names
  /// @param cache folder of compiled rules, or null
  /// @param progress hears the number of inputs replayed, now and then; and 0 when a moment turns
  ///   out to need a replay
  public Replayer(DeskRules rules, @Nullable Path cache, LongConsumer progress) {
    this(rules, (_, _) -> null, cache, progress);
  }

  /// The same for a run whose packs were changed between two starts.
  ///
  /// @param shelf where the packs of other epochs are
  public Replayer(DeskRules rules, PackShelf shelf, @Nullable Path cache, LongConsumer progress) {
    this.rules = rules;
    this.shelf = shelf;
    thinking = new Thinking(cache);
    this.progress = progress;
  }

  /// From now on packs that are not those an epoch names do not end the replay: it goes on under
  /// them, and [Replayed#otherPacks] tells.
  public Replayer evenUnderOthers() {
    goOn = true;
    return this;
  }

  /// From now on every cut a replay takes is kept.
  public Replayer keeping(CutKeeper other) {
    keeper = other;
    return this;
  }

  /// Whether some epoch was under exactly the packs that were handed in.
  public boolean named() {
    return named;
  }

  /// Looks at a desk that is replayed.
  @FunctionalInterface
  public interface Onlooker {
    /// The desk is about to hear `next`; null before its first start.
    void before(Stamped next, @Nullable Desk desk);
  }

  /// Replays the journal in `folder` while somebody looks on.
  ///
  /// @see #replay(Path)
  public Replayed replay(Path folder, Onlooker other) {
    onlooker = other;
    try {
      return replay(folder);
    } finally {
      onlooker = NOBODY;
    }
  }

  /// The desk as it stands; null before its first start.
  public @Nullable Desk desk() {
    return desk;
  }

  /// Replays the journal in `folder`.
  ///
  /// @throws dev.warrant.knowledge.journal.JournalDamaged if it is not what was written
  /// @throws IllegalStateException if an epoch was written under packs that are not to be had,
  ///   naming both
  public Replayed replay(Path folder) {
    Comparison comparison = new Comparison(JournalReader.tail(folder).stripped());
    JournalSummary summary =
        JournalReader.read(
            folder,
            entry -> {
              switch (entry) {
                case Entry.Input i -> input(i.stamped(), comparison);
                case Entry.Concluded c -> comparison.recorded(c.derived());
              }
            });
    comparison.finish(summary.closed() || summary.stripped() ? Integer.MAX_VALUE : tail(folder));
    return new Replayed(
        summary,
        summary.stripped(),
        inputs,
        comparison.conclusions(),
        comparison.orders(),
        new Roots(comparison.journalRoot(), comparison.traceRoot(), comparison.traceSize()),
        comparison.difference(),
        comparison.otherInputs(),
        comparison.vouched(),
        comparison.headsLeftOut(),
        List.copyOf(others));
  }

  /// The last cut taken by a moment of the run whose journal is in `folder`: facts, measures and
  /// warrants in force. Found in the index of kept cuts if there is one and it holds what the
  /// journal recorded: the digest of the facts, and the root of the deliberation over them, which
  /// is done again. Otherwise the journal is replayed up to the moment; conclusions are not
  /// compared then.
  ///
  /// @param nanos desk time of the last input that counts
  /// @return nothing if no cut was taken by then
  public Optional<Moment> moment(Path folder, long nanos) {
    Optional<Moment> known =
        Recall.at(folder, nanos).flatMap(found -> recalled(found, folder, nanos));
    return known.isPresent() ? known : replayed(folder, nanos);
  }

  /// The cut that input `seq` took, found and checked like [#moment]; nothing if it must be
  /// replayed.
  public Optional<Moment> cutAt(Path folder, long seq) {
    return Recall.of(folder, seq).flatMap(found -> recalled(found, folder, found.nanos()));
  }

  /// The same as [#moment], always by replay.
  public Optional<Moment> replayed(Path folder, long nanos) {
    progress.accept(0);
    until(folder, nanos, new Comparison(true));
    Cut taken = cut;
    Desk now = desk;
    DeskView view = now == null ? null : now.view(lastSeq, lastNanos);
    StrategyPack rules = thinking.strategy();
    return taken == null || now == null || view == null || rules == null
        ? Optional.empty()
        : Optional.of(
            new Moment(
                taken,
                now.policy(),
                rules,
                view.lines().stream().map(DeskView.Line::instrument).toList(),
                false,
                () -> view));
  }

  /// A moment out of the index; nothing if it does not come to the recorded conclusion.
  private Optional<Moment> recalled(Recall.Found found, Path folder, long nanos) {
    DeskEvent.Started s = found.started();
    Cut taken = found.kept().cut();
    DeskRules under;
    try {
      under =
          rulesOf(
              new Terms.Packs(found.kept().policy(), s.strategy(), s.model()), "cut " + taken.id());
    } catch (IllegalStateException e) {
      // A policy that is not there: the replay says which one was, and where.
      return Optional.empty();
    }
    engines(under, s);
    Derived.Deliberated was = found.concluded();
    if (was != null && !deliberate(taken).root().equals(was.root())) {
      return Optional.empty();
    }
    return Optional.of(
        new Moment(
            taken,
            under.policy(),
            under.strategy(),
            s.instruments(),
            true,
            () -> replayed(folder, nanos).orElseThrow().view()));
  }

  /// Replays the journal in `folder` up to a moment for its conclusions alone, such as of a copy
  /// that was stripped of them.
  ///
  /// @param nanos desk time of the last input that counts
  public void conclusions(Path folder, long nanos, BiConsumer<Stamped, Derived> heard) {
    until(folder, nanos, new Comparison(true, heard));
  }

  private void until(Path folder, long nanos, Comparison comparison) {
    JournalReader reader = JournalReader.open(folder);
    while (reader.hasNext()) {
      if (reader.next() instanceof Entry.Input i) {
        if (i.stamped().nanos() > nanos) {
          break;
        }
        input(i.stamped(), comparison);
        lastSeq = i.seq();
        lastNanos = i.stamped().nanos();
      }
    }
  }

  /// A moment of a run.
  public static final class Moment {
    private final Cut cut;
    private final PolicyPack policy;
    private final StrategyPack strategy;
    private final List<Instrument> instruments;
    private final boolean indexed;
    private final Supplier<DeskView> seen;
    private @Nullable DeskView view;

    private Moment(
        Cut cut,
        PolicyPack policy,
        StrategyPack strategy,
        List<Instrument> instruments,
        boolean indexed,
        Supplier<DeskView> seen) {
      this.cut = cut;
      this.policy = policy;
      this.strategy = strategy;
      this.instruments = instruments;
      this.indexed = indexed;
      this.seen = seen;
    }

    /// The last cut taken by then.
    public Cut cut() {
      return cut;
    }

    /// The policy in force.
    public PolicyPack policy() {
      return policy;
    }

    /// The strategy of the engines in force.
    public StrategyPack strategy() {
      return strategy;
    }

    /// The desk's instruments, by index.
    public List<Instrument> instruments() {
      return instruments;
    }

    /// Whether it was found in the index of kept cuts; otherwise it was rebuilt.
    public boolean indexed() {
      return indexed;
    }

    /// How the desk stood. No index holds that: of a moment that was found in one, the run is now
    /// replayed up to it.
    public DeskView view() {
      DeskView known = view;
      if (known == null) {
        known = seen.get();
        view = known;
      }
      return known;
    }
  }

  /// Deliberates over a cut with the engines that were in force at the last moment asked for.
  ///
  /// @throws IllegalStateException if no moment was asked for yet
  public Deliberation deliberate(Cut over) {
    return thinking.deliberate(over);
  }

  /// What they would conclude if the solver confirmed what exact arithmetic claims: to search with.
  ///
  /// @throws IllegalStateException if no moment was asked for yet
  public Deliberation sketch(Cut over) {
    return thinking.sketch(over);
  }

  private Deliberator engines(DeskRules under, DeskEvent.Started s) {
    return thinking.open(under, s.instruments(), DeskConfig.parse(s.config()).leverage());
  }

  /// Conclusions of the last input of a run that died.
  private static int tail(Path folder) {
    int[] count = {0};
    JournalReader.read(folder, entry -> count[0] = entry instanceof Entry.Input ? 0 : count[0] + 1);
    return count[0];
  }

  private void input(Stamped next, Comparison comparison) {
    onlooker.before(next, desk);
    comparison.input(next);
    if (next.event() instanceof DeskEvent.Started started) {
      start(started, next.seq(), comparison);
    }
    if (next.event() instanceof DeskEvent.Switched) {
      // Whatever the next start names, it is not what the desk is made of then.
      last = null;
    }
    Desk now = desk;
    if (now == null) {
      throw new IllegalStateException("the journal does not begin with Started, but " + next);
    }
    now.on(next.seq(), next.nanos(), next.event());
    if (++inputs % PROGRESS_EVERY == 0) {
      progress.accept(inputs);
    }
  }

  /// Every epoch is replayed by the packs, model and configuration that its own first record names.
  private void start(DeskEvent.Started started, long seq, Comparison comparison) {
    if (!same(started, last)) {
      DeskParts parts = parts(started, rulesOf(started, seq), comparison);
      if (desk == null) {
        desk = new Desk(parts);
      } else {
        desk.under(parts);
      }
    }
    last = started;
  }

  private DeskParts parts(DeskEvent.Started s, DeskRules under, Comparison comparison) {
    DeskConfig config = DeskConfig.parse(s.config());
    Deliberator engines = engines(under, s);
    return DeskParts.silent(config, under, seen(kept(engines, s.policy())), comparison)
        .with(
            new Versions() {
              @Override
              public Version find(DeskEvent.Switched to) {
                return version(to, s, config.leverage());
              }

              @Override
              public DeskRules listening(Digest policy) {
                return rulesOf(
                    new Terms.Packs(policy, s.strategy(), s.model()), "the policy that listened");
              }
            });
  }

  /// What a switch names, as the run had it. Its engines are the ones that are closed in the end;
  /// those before it go with them.
  private Version version(DeskEvent.Switched to, DeskEvent.Started in, int leverage) {
    DeskRules under =
        rulesOf(
            new Terms.Packs(to.policy(), to.strategy(), to.model()),
            "the desk after the switch to " + to.policy().brief());
    return Version.silent(under, () -> thinking.open(under, in.instruments(), leverage));
  }

  /// Where cuts go, and are kept on the way if somebody asked for it.
  private DeliberationPort kept(Deliberator engines, Digest policy) {
    DeliberationPort port = new DeferredDeliberation(engines, latencies, _ -> {});
    return keeper == null ? port : new KeptDeliberations(port, keeper, policy);
  }

  /// The same port, whose cuts are remembered.
  private DeliberationPort seen(DeliberationPort port) {
    return new DeliberationPort() {
      @Override
      public void begin(Cut next) {
        cut = next;
        port.begin(next);
      }

      @Override
      public void under(Version version) {
        port.under(version);
      }

      @Override
      public Deliberation result(long id) {
        return port.result(id);
      }
    };
  }

  /// The packs of one epoch: those at hand, or else from the shelf.
  private DeskRules rulesOf(DeskEvent.Started s, long seq) {
    return rulesOf(
        new Terms.Packs(s.policy(), s.strategy(), s.model()),
        "epoch " + s.epoch() + " (input " + seq + ")");
  }

  private DeskRules rulesOf(Terms.Packs packs, String who) {
    if (difference(packs, rules).isEmpty()) {
      named = true;
      return rules;
    }
    DeskRules kept = shelf.find(packs.policy(), packs.strategy());
    DeskRules found = kept == null ? rules : kept;
    String difference = difference(packs, found);
    if (!difference.isEmpty()) {
      if (goOn) {
        others.add(who + " was under " + difference.substring(0, difference.length() - 2));
        return found;
      }
      throw new IllegalStateException(
          who
              + " was under "
              + difference
              + "\nMaybe the packs beside the journal were edited, and those it ran under not kept.");
    }
    return found;
  }

  /// What `ours` has otherwise than what was in force; empty if nothing.
  private static String difference(Terms.Packs s, DeskRules ours) {
    return differs("policy pack", s.policy(), ours.policy().digest())
        + differs("strategy pack", s.strategy(), ours.strategy().digest())
        + differs("regime model", s.model(), ours.model().digest());
  }

  private static String differs(String what, Digest was, Digest is) {
    return was.equals(is) ? "" : what + " " + was.brief() + ", found " + is.brief() + "; ";
  }

  /// Whether an epoch needs other parts than the one before.
  private static boolean same(DeskEvent.Started a, DeskEvent.@Nullable Started b) {
    return b != null
        && a.policy().equals(b.policy())
        && a.strategy().equals(b.strategy())
        && a.model().equals(b.model())
        && a.config().equals(b.config())
        && a.instruments().equals(b.instruments());
  }

  @Override
  public void close() {
    if (desk != null) {
      desk.close();
    }
    thinking.close();
  }
}
