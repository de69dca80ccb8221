package dev.warrant.sim.trial;

import dev.warrant.execution.desk.DeskRules;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.rules.limit.LimitSays;
import dev.warrant.rules.limit.Measures;
import dev.warrant.rules.limit.Reading;
import dev.warrant.rules.pack.PolicyReading;
import dev.warrant.rules.scenario.Expectation;
import dev.warrant.rules.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Runs scenarios under one pair of packs.
final class Trial {
  private final DeskRules rules;
  private final PolicyReading reading;

  Trial(DeskRules rules) {
    this.rules = rules;
    reading = new PolicyReading(rules.policy());
  }

  /// How a vector ends under some policy.
  static Verdict vector(Scenario.Vector v, PolicyReading reading) {
    Given given = new Given(v.given());
    Asked asked = new Asked(reading.code(given), reading.all(given), given);
    return judge(v, List.of(asked), List.of(asked), new End(new TreeSet<>(), Mode.NORMAL));
  }

  Verdict run(Scenario scenario) {
    return switch (scenario) {
      case Scenario.Vector v -> vector(v, reading);
      case Scenario.Venue v -> venue(v);
    };
  }

  private Verdict venue(Scenario.Venue v) {
    try (TrialDesk desk = new TrialDesk(v, rules, reading)) {
      desk.run();
      List<Asked> own = desk.witness().own();
      List<Asked> all = new ArrayList<>(own);
      all.addAll(desk.witness().others());
      return judge(v, own, all, new End(desk.held(), desk.mode()));
    }
  }

  /// How the desk stood at the end.
  private record End(SortedSet<String> held, Mode mode) {}

  private static Verdict judge(Scenario s, List<Asked> own, List<Asked> all, End end) {
    for (Asked a : all) {
      if (!a.agrees()) {
        String found = "guard and exact reading disagree: " + a.code() + ", " + a.refusing();
        return new Verdict(s, false, found, a.refusing(), all);
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
        };
    return new Verdict(s, passed, found(own, refused, end), refusing, all);
  }

  private static SortedSet<String> wanted(Expectation.Refused r) {
    SortedSet<String> wanted = new TreeSet<>(r.asWell());
    wanted.add(r.limit());
    return wanted;
  }

  private static String found(List<Asked> own, @Nullable Asked refused, End end) {
    StringBuilder out = new StringBuilder();
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
