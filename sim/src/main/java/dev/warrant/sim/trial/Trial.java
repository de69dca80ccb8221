package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.deliberate.Deliberator;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.journal.Journal;
import dev.warrant.knowledge.journal.RootJournal;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyReading;
import dev.warrant.rules.scenario.Expectation;
import dev.warrant.rules.scenario.Scenario;
import dev.warrant.rules.scenario.Step;
import dev.warrant.sim.wire.Instruments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Runs scenarios under one pair of packs.
final class Trial implements AutoCloseable {
  private final DeskRules rules;
  private final @Nullable Path cache;
  private final PolicyReading reading;
  private final SortedMap<Integer, Deliberator> engines = new TreeMap<>();
  private final Map<Tale, Ended> told = new LinkedHashMap<>();

  /// @param cache folder of compiled rules, or null
  Trial(DeskRules rules, @Nullable Path cache) {
    this.rules = rules;
    this.cache = cache;
    reading = new PolicyReading(rules.policy());
  }

  /// How a vector ends under some policy.
  static Verdict vector(Scenario.Vector v, PolicyReading reading) {
    Given given = new Given(v.given());
    Asked asked = new Asked(reading.code(given), reading.all(given), given);
    return judge(
        v,
        List.of(asked),
        List.of(asked),
        new End(new TreeSet<>(), new TreeSet<>(), Mode.NORMAL, new Thoughts()));
  }

  Verdict run(Scenario scenario) {
    return switch (scenario) {
      case Scenario.Vector v -> vector(v, reading);
      case Scenario.Venue v -> venue(v);
    };
  }

  /// The engines are pure, so all stories of one leverage share them.
  private Deliberator engines(Scenario.Venue v) {
    return engines.computeIfAbsent(
        v.leverage(), l -> rules.deliberator(Instruments.standard(), l, cache));
  }

  @Override
  public void close() {
    engines.values().forEach(Deliberator::close);
  }

  private Verdict venue(Scenario.Venue v) {
    return judged(v, told.computeIfAbsent(Tale.of(v), _ -> tell(v, new RootJournal())));
  }

  /// Tells a story into a journal.
  Verdict keep(Scenario.Venue v, Journal journal) {
    return judged(v, tell(v, journal));
  }

  private static Verdict judged(Scenario.Venue v, Ended e) {
    return judge(v, v.reasoned() ? List.of() : e.own, e.all, e.end);
  }

  private Ended tell(Scenario.Venue v, Journal journal) {
    Deliberator deliberator = v.reasoned() ? engines(v) : null;
    try (TrialDesk desk = new TrialDesk(v, rules, reading, deliberator, journal)) {
      desk.run();
      List<Asked> own = desk.witness().own();
      List<Asked> all = new ArrayList<>(own);
      all.addAll(desk.witness().others());
      return new Ended(own, all, new End(desk.held(), desk.passed(), desk.mode(), desk.thoughts()));
    }
  }

  /// All that decides how a story ends. Scenarios that only expect different things of the same
  /// story share one telling of it.
  private record Tale(
      long seed,
      long startNanos,
      long walletE8,
      int leverage,
      boolean reasoned,
      List<Long> times,
      List<Step> steps,
      long untilNanos) {
    static Tale of(Scenario.Venue v) {
      return new Tale(
          v.seed(),
          v.startNanos(),
          v.walletE8(),
          v.leverage(),
          v.reasoned(),
          v.story().stream().map(Scenario.Told::nanos).toList(),
          v.story().stream().map(Scenario.Told::step).toList(),
          v.untilNanos());
    }
  }

  /// What came of a story.
  private record Ended(List<Asked> own, List<Asked> all, End end) {}

  /// How the desk stood at the end.
  ///
  /// @param passed limits whose passive breaches passed without an order
  private record End(
      SortedSet<String> held, SortedSet<String> passed, Mode mode, Thoughts thoughts) {}

  private static Verdict judge(Scenario s, List<Asked> own, List<Asked> all, End end) {
    for (Asked a : all) {
      if (!a.agrees()) {
        String found = "guard and exact reading disagree: " + a.code() + ", " + a.refusing();
        return new Verdict(s, false, found, a.refusing(), end.thoughts, all);
      }
    }
    Asked refused = own.stream().filter(a -> a.code() != 0).findFirst().orElse(null);
    List<String> refusing = refused == null ? List.of() : refused.refusing();
    boolean passed =
        switch (s.expect()) {
          case Expectation.Admitted _ -> !own.isEmpty() && refused == null;
          case Expectation.Refused r -> new TreeSet<>(refusing).equals(wanted(r));
          case Expectation.HeldBack h -> refused == null && end.held.contains(h.rule());
          case Expectation.InMode m -> end.mode == m.mode();
          case Expectation.Passes p -> end.passed.contains(p.limit());
          case Expectation.Deduces d -> {
            String wish = d.text().substring("deduces ".length());
            yield end.thoughts.wishes().contains(wish);
          }
          case Expectation.NeverDeduces n ->
              end.thoughts.deliberations() > 0
                  && end.thoughts.wishes().stream()
                      .noneMatch(w -> w.startsWith(n.strategy() + " "));
          case Expectation.Objects o -> end.thoughts.objections().containsKey(o.rule());
        };
    return new Verdict(s, passed, found(own, refused, end), refusing, end.thoughts, all);
  }

  private static SortedSet<String> wanted(Expectation.Refused r) {
    SortedSet<String> wanted = new TreeSet<>(r.asWell());
    wanted.add(r.limit());
    return wanted;
  }

  private static String found(List<Asked> own, @Nullable Asked refused, End end) {
    StringBuilder out = new StringBuilder();
    if (end.thoughts.deliberations() > 0) {
      return out.append(end.thoughts.deliberations())
          .append(" deliberations deduced ")
          .append(end.thoughts.wishes())
          .append(" and objected ")
          .append(end.thoughts.objections())
          .append("; mode ")
          .append(end.mode)
          .toString();
    }
    if (refused != null && refused.refusing().isEmpty()) {
      out.append("refused by the warrant itself, code ").append(refused.code());
    } else if (refused != null) {
      out.append("refused by ").append(String.join(", ", refused.refusing()));
      for (Reading r : refused.readings()) {
        if (!r.admits()) {
          out.append("\n    ")
              .append(r.limit().id())
              .append(": ")
              .append(LimitSays.text(r, refused.measures()));
        }
      }
    } else {
      out.append(
          own.isEmpty() ? "the guard was never asked" : "admitted, asked " + own.size() + " times");
    }
    if (!end.held.isEmpty()) {
      out.append("; held back by ").append(String.join(", ", end.held));
    }
    if (!end.passed.isEmpty()) {
      out.append("; passive breaches passed: ").append(String.join(", ", end.passed));
    }
    return out.append("; mode ").append(end.mode).toString();
  }

  /// Measures as a vector gives them.
  private record Given(Map<MeasureId, Long> values) implements Measures {
    @Override
    public boolean present(MeasureId measure) {
      return values.containsKey(measure);
    }

    @Override
    public long value(MeasureId measure) {
      Long value = values.get(measure);
      if (value == null) {
        throw new IllegalStateException(measure.text() + " was read although it is absent");
      }
      return value;
    }
  }
}
