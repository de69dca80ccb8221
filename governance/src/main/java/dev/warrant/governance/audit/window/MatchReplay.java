package dev.warrant.governance.audit.window;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.execution.desk.RunFolder;
import dev.warrant.governance.audit.Verification;
import dev.warrant.knowledge.codec.Kind;
import dev.warrant.knowledge.event.Derived;
import dev.warrant.knowledge.event.DeskEvent;
import dev.warrant.knowledge.event.Stamped;
import dev.warrant.knowledge.fact.Fact;
import dev.warrant.knowledge.journal.Entry;
import dev.warrant.knowledge.journal.JournalMap;
import dev.warrant.knowledge.journal.JournalReader;
import dev.warrant.knowledge.unit.Digest;
import dev.warrant.knowledge.unit.Instrument;
import dev.warrant.perception.Perception;
import dev.warrant.perception.PerceptionOutput;
import dev.warrant.perception.pattern.PatternException;
import dev.warrant.perception.pattern.PatternWindow;
import dev.warrant.perception.pattern.WindowPatterns;
import dev.warrant.perception.regime.RegimeClassifier;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.pack.StrategyPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Plays to perception alone what a desk heard in the life a match belongs to, from its start up to
/// the match, with an engine that tells windows. Whatever was recorded of this pattern on the way
/// must be derived again, and nothing else.
final class MatchReplay implements PerceptionOutput, AutoCloseable {
  private static final long PROGRESS_EVERY = 500_000;
  private static final int FIRST_CONCLUSION = 64;
  private static final List<Kind> KINDS =
      Arrays.stream(Kind.values())
          .filter(k -> k.tag() < FIRST_CONCLUSION || k == Kind.MATCHED)
          .toList();

  private final RunFolder run;
  private final Matches.Match asked;
  private final LongConsumer progress;
  private final List<Fact.Pattern> recorded = new ArrayList<>();
  private final List<Fact.Pattern> derived = new ArrayList<>();

  /// Of the matches of the input asked for.
  private final List<PatternWindow> windows = new ArrayList<>();

  private final List<String> alarms = new ArrayList<>();
  private List<Instrument> instruments = List.of();
  private @Nullable WindowPatterns patterns;
  private @Nullable Perception perception;
  private long first;
  private long seq;
  private long inputs;
  private long before;
  private int place = -1;

  /// What came of it.
  ///
  /// @param window null if the match was not derived
  /// @param statement as the engine was given it
  /// @param first input that was played
  /// @param inputs how many were played
  /// @param before how many earlier matches were recorded and derived
  /// @param alarms why the record does not lead to the match; none if it does
  record Outcome(
      @Nullable PatternWindow window,
      String statement,
      List<Instrument> instruments,
      long first,
      long inputs,
      long before,
      List<String> alarms) {
    Outcome {
      instruments = List.copyOf(instruments);
      alarms = List.copyOf(alarms);
    }
  }

  private MatchReplay(RunFolder run, Matches.Match asked, LongConsumer progress) {
    this.run = run;
    this.asked = asked;
    this.progress = progress;
  }

  /// Plays up to a match. Whatever keeps it from being derived again is an alarm; nothing is thrown
  /// for it.
  ///
  /// @param progress hears the number of inputs played, now and then
  /// @throws PatternException if the window of this pattern cannot be told
  static Outcome of(RunFolder run, Matches.Match asked, LongConsumer progress) {
    try (MatchReplay replay = new MatchReplay(run, asked, progress)) {
      try {
        replay.play();
      } catch (PatternException e) {
        // The pack is the one that ran: the engine runs its statement, and cannot tell its window.
        throw e;
      } catch (RuntimeException e) {
        // Whatever it is that a record leads to instead of its match, it is not this match.
        replay.alarms.add(Verification.broken(e));
      }
      return replay.outcome();
    }
  }

  private void play() {
    JournalMap map = JournalMap.of(run.journal());
    JournalReader reader = map.from(map.ofWriter(map.ofSeq(asked.seq()))).only(KINDS);
    while (reader.hasNext() && alarms.isEmpty()) {
      Entry entry = reader.next();
      if (entry.seq() > asked.seq()) {
        break;
      }
      switch (entry) {
        case Entry.Input in -> input(in.stamped());
        case Entry.Concluded c -> {
          if (c.derived() instanceof Derived.Matched(Fact.Pattern p)) {
            recorded(c, p);
          }
        }
      }
    }
    if (alarms.isEmpty()) {
      held();
    }
  }

  private void recorded(Entry.Concluded c, Fact.Pattern p) {
    if (c.seq() == asked.seq() && c.ordinal() == asked.ordinal() && p.equals(asked.pattern())) {
      place = recorded.size();
    }
    if (p.name().equals(asked.pattern().name())) {
      recorded.add(p);
    }
  }

  private void input(Stamped next) {
    settle(next.event() instanceof DeskEvent.Started);
    seq = next.seq();
    first = first == 0 ? seq : first;
    if (next.event() instanceof DeskEvent.Started started) {
      start(started);
      return;
    }
    Perception now = perception;
    if (now == null) {
      throw new IllegalStateException("the journal does not begin with Started, but " + next);
    }
    now.on(seq, next.nanos(), next.event(), this);
    if (++inputs % PROGRESS_EVERY == 0) {
      progress.accept(inputs);
    }
  }

  /// A life begins: a desk's perception does not hear of its start, and knows nothing yet.
  private void start(DeskEvent.Started started) {
    close();
    StrategyPack strategy = strategy(started);
    instruments = started.instruments();
    WindowPatterns telling =
        WindowPatterns.of(DeskRules.patterns(strategy), asked.pattern().name());
    patterns = telling;
    perception = DeskRules.perception(instruments, telling, RegimeClassifier.none());
  }

  private StrategyPack strategy(DeskEvent.Started started) {
    Digest wanted = started.strategy();
    TreeSet<String> found = new TreeSet<>();
    for (Path folder : List.of(run.strategy(), run.kept(wanted))) {
      if (Files.isDirectory(folder)) {
        StrategyPack pack = StrategyPacks.load(folder);
        if (pack.digest().equals(wanted)) {
          return pack;
        }
        found.add(pack.digest().brief());
      }
    }
    throw new IllegalStateException(
        "epoch "
            + started.epoch()
            + " was under strategy pack "
            + wanted.brief()
            + ", found "
            + (found.isEmpty() ? "none" : String.join(", ", found))
            + "\nMaybe the pack beside the journal was edited, and the one it ran under not kept.");
  }

  /// Holds what was derived from the last input against what is recorded of it.
  ///
  /// @param died whether that was the end of a life, which may have left some of it unwritten
  private void settle(boolean died) {
    int most = died ? Math.min(recorded.size(), derived.size()) : derived.size();
    if (!derived.subList(0, most).equals(recorded)) {
      alarms.add(differs(recorded, derived));
    }
    before += recorded.size();
    recorded.clear();
    derived.clear();
    windows.clear();
  }

  /// The same of the match's own input, up to the match: a desk may have died on the way.
  private void held() {
    if (place < 0) {
      alarms.add("the journal has no such match at input " + asked.seq());
      return;
    }
    List<Fact.Pattern> was = recorded.subList(0, place + 1);
    List<Fact.Pattern> is = derived.subList(0, Math.min(place + 1, derived.size()));
    if (was.equals(is)) {
      before += place;
    } else {
      alarms.add(differs(was, is));
    }
  }

  private String differs(List<Fact.Pattern> was, List<Fact.Pattern> is) {
    return "at input " + seq + " the journal has " + says(was) + ", derived was " + says(is);
  }

  private static String says(List<Fact.Pattern> matches) {
    return matches.isEmpty()
        ? "no match of the pattern"
        : String.join(" and ", matches.stream().map(Fact.Pattern::toString).toList());
  }

  private Outcome outcome() {
    WindowPatterns now = patterns;
    PatternWindow window = alarms.isEmpty() ? windows.get(place) : null;
    return new Outcome(
        window, now == null ? "" : now.statement(), instruments, first, inputs, before, alarms);
  }

  @Override
  public void resync(int instrument) {}

  @Override
  public void believed(Fact.Belief belief) {}

  @Override
  public void matched(Fact.Pattern pattern) {
    WindowPatterns telling = patterns;
    if (telling != null) {
      derived.add(pattern);
      if (seq == asked.seq()) {
        windows.add(telling.window());
      }
    }
  }

  @Override
  public void close() {
    if (perception != null) {
      perception.close();
      perception = null;
    }
  }
}
