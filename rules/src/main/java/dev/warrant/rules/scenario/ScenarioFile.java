package dev.warrant.rules.scenario;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.knowledge.unit.Side;
import dev.warrant.rules.limit.MeasureNames;
import dev.warrant.rules.text.Fields;
import dev.warrant.rules.text.Nearest;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.Yaml;
import dev.warrant.rules.text.YamlReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one file of scenarios.
final class ScenarioFile {
  private static final List<String> VECTOR =
      List.of("name", "kind", "says", "from", "given", "expect", "refused by", "as well");
  private static final List<String> VENUE =
      List.of(
          "name",
          "kind",
          "says",
          "seed",
          "start",
          "wallet",
          "leverage",
          "deliberation",
          "story",
          "until",
          "expect",
          "refused by",
          "as well");
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.S]");
  private static final Pattern DEDUCES =
      Pattern.compile("deduces ([a-z_]+) (buy|sell) ([A-Z]{5,12})");
  private static final Pattern PASSES =
      Pattern.compile("passive breach of ([a-z0-9-]+) that passes");
  private static final long AFTERWARDS_NANOS = 2_000_000_000L;

  private final Map<String, Map<MeasureId, Long>> named;
  private final List<Scenario> out = new ArrayList<>();

  /// @param named sets of measures other vectors start from, by name; more are added
  ScenarioFile(Map<String, Map<MeasureId, Long>> named) {
    this.named = named;
  }

  List<Scenario> read(String file, String text) {
    Yaml root = YamlReader.read(file, text);
    if (!(root instanceof Yaml.Items items)) {
      throw RuleError.of("yaml-kind", root.place(), root.kind(), "a list of scenarios").thrown();
    }
    for (Yaml item : items.items()) {
      one(item);
    }
    return out;
  }

  private void one(Yaml item) {
    String kind = Fields.of(item, "a scenario").text("kind", "venue");
    switch (kind) {
      case "measures" -> {
        Fields f = Fields.of(item, "a set of measures", List.of("name", "kind", "given"));
        named.put(name(f), given(f, new EnumMap<>(MeasureId.class)));
      }
      case "vector" -> out.add(vector(Fields.of(item, "a vector", VECTOR)));
      case "venue" -> out.add(venue(Fields.of(item, "a story", VENUE)));
      default ->
          throw RuleError.of(
                  "scenario-kind",
                  Fields.of(item, "a scenario").scalar("kind").place(),
                  "\"" + kind + "\"",
                  "venue, vector or measures")
              .thrown();
    }
  }

  private static String name(Fields f) {
    Yaml.Scalar name = f.scalar("name");
    if (!name.text().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw RuleError.of(
              "scenario-name",
              name.place(),
              "\"" + name.text() + "\"",
              "lower-case words and numbers joined by -")
          .thrown();
    }
    return name.text();
  }

  private Scenario vector(Fields f) {
    Map<MeasureId, Long> start = new EnumMap<>(MeasureId.class);
    if (f.find("from") != null) {
      Map<MeasureId, Long> from = named.get(f.text("from"));
      if (from == null) {
        throw new RuleError(
                "measures-unknown",
                f.scalar("from").place(),
                "the measures \"" + f.text("from") + "\"",
                "a scenario of kind measures before this one",
                Nearest.advice(f.text("from"), named.keySet()))
            .thrown();
      }
      start.putAll(from);
    }
    return new Scenario.Vector(
        name(f), f.text("says", ""), given(f, start), expectation(f), f.place());
  }

  private static Map<MeasureId, Long> given(Fields f, Map<MeasureId, Long> start) {
    if (f.find("given") == null) {
      return start;
    }
    Fields given = Fields.of(f.need("given"), "given");
    for (String measure : given.keys()) {
      MeasureId id = MeasureNames.find(measure);
      if (id == null) {
        throw new RuleError(
                "measure-unknown",
                given.placeOf(measure),
                "the measure \"" + measure + "\"",
                "a measure of the engine's catalogue",
                Nearest.advice(measure, MeasureNames.all()))
            .thrown();
      }
      Yaml.Scalar value = given.scalar(measure);
      if (value.text().equals("absent")) {
        start.remove(id);
      } else {
        start.put(id, Amounts.measure(id, value));
      }
    }
    return start;
  }

  private static Scenario venue(Fields f) {
    List<Scenario.Told> story = story(f);
    boolean reasoned = reasoned(f, story);
    long last = story.isEmpty() ? 0 : story.getLast().nanos();
    long until =
        f.find("until") == null
            ? last + AFTERWARDS_NANOS
            : Amounts.nanos(f.text("until"), f.scalar("until").place());
    return new Scenario.Venue(
        name(f),
        f.text("says", ""),
        number(f, "seed", 1, Long.MAX_VALUE),
        start(f),
        number(f, "wallet", 10_000, 10_000_000) * 100_000_000L,
        (int) number(f, "leverage", 3, 20),
        reasoned,
        story,
        until,
        expectation(f),
        f.place());
  }

  /// A story has its warrants from the engines, or issues them itself; never both.
  private static boolean reasoned(Fields f, List<Scenario.Told> story) {
    String how = f.text("deliberation", "scripted");
    if (!how.equals("scripted") && !how.equals("real")) {
      throw RuleError.of(
              "deliberation-form", f.scalar("deliberation").place(), how, "real or scripted")
          .thrown();
    }
    for (Scenario.Told told : story) {
      boolean warrant =
          told.step() instanceof Step.Authority || told.step() instanceof Step.Withdraw;
      if (warrant && how.equals("real")) {
        throw RuleError.of(
                "step-deliberated",
                told.place(),
                "a warrant in a story with real deliberation",
                "what happens at the venue only")
            .thrown();
      }
    }
    return how.equals("real");
  }

  private static long number(Fields f, String key, long otherwise, long most) {
    if (f.find(key) == null) {
      return otherwise;
    }
    Yaml.Scalar value = f.scalar(key);
    String digits = value.text().replace(" USDT", "");
    if (!digits.matches("[1-9][0-9]{0,17}") || Long.parseLong(digits) > most) {
      throw RuleError.of(
              "number-form", value.place(), "\"" + value.text() + "\"", "a whole number to " + most)
          .thrown();
    }
    return Long.parseLong(digits);
  }

  private static long start(Fields f) {
    String text = f.text("start", "2026-01-05 12:00:00");
    try {
      Instant time = LocalDateTime.parse(text, START).toInstant(ZoneOffset.UTC);
      return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    } catch (DateTimeParseException e) {
      throw RuleError.of(
              "time-form",
              f.scalar("start").place(),
              "\"" + text + "\"",
              "a time in UTC such as 2026-01-05 12:00:00")
          .thrown();
    }
  }

  /// Each step is one entry `time: sentence`.
  private static List<Scenario.Told> story(Fields f) {
    Yaml node = f.need("story");
    if (!(node instanceof Yaml.Items items)) {
      throw RuleError.of("yaml-kind", node.place(), node.kind() + " as story", "a list of steps")
          .thrown();
    }
    List<Scenario.Told> out = new ArrayList<>();
    long before = 0;
    for (Yaml item : items.items()) {
      Fields step = Fields.of(item, "a step");
      String at = step.keys().isEmpty() ? "" : step.keys().getFirst();
      if (step.keys().size() != 1) {
        throw RuleError.of(
                "step-form", step.place(), step.keys().size() + " entries", "one: time: sentence")
            .thrown();
      }
      Place place = step.placeOf(at);
      long nanos = Amounts.nanos(at, place);
      if (nanos < before) {
        throw RuleError.of("step-order", place, at, "a time not before the step above").thrown();
      }
      before = nanos;
      out.add(new Scenario.Told(nanos, Sentences.read(step.scalar(at)), place));
    }
    return out;
  }

  private static Expectation expectation(Fields f) {
    String refused = f.text("refused by", "");
    String expect = f.text("expect", refused.isEmpty() ? "" : "refused by " + refused);
    List<String> asWell = f.texts("as well").stream().map(Yaml.Scalar::text).toList();
    if (expect.equals("admitted")) {
      return new Expectation.Admitted();
    }
    if (expect.matches("refused by [a-z0-9-]+")) {
      return new Expectation.Refused(expect.substring("refused by ".length()), asWell);
    }
    if (expect.matches("held back by [a-z-]+")) {
      return new Expectation.HeldBack(expect.substring("held back by ".length()));
    }
    Matcher deduces = DEDUCES.matcher(expect);
    if (deduces.matches()) {
      return new Expectation.Deduces(
          deduces.group(1),
          deduces.group(2).equals("buy") ? Side.BUY : Side.SELL,
          deduces.group(3));
    }
    if (expect.matches("never deduces [a-z_]+")) {
      return new Expectation.NeverDeduces(expect.substring("never deduces ".length()));
    }
    if (expect.matches("objects [a-z_-]+")) {
      return new Expectation.Objects(expect.substring("objects ".length()));
    }
    if (expect.matches("mode (NORMAL|REDUCE|PAUSE|EMERGENCY)")) {
      return new Expectation.InMode(Mode.valueOf(expect.substring("mode ".length())));
    }
    Matcher passes = PASSES.matcher(expect);
    if (passes.matches()) {
      return new Expectation.Passes(passes.group(1));
    }
    throw new RuleError(
            "expect-form",
            f.find("expect") == null ? f.place() : f.scalar("expect").place(),
            expect.isEmpty() ? "no expectation" : "\"" + expect + "\"",
            "expect: admitted, refused by LIMIT, held back by RULE, mode MODE, passive breach"
                + " of LIMIT that passes, deduces STRATEGY buy SYMBOL, never deduces STRATEGY, or objects CLAUSE",
            "`refused by: LIMIT` as a key of its own is fine too.")
        .thrown();
  }

  /// Sets of measures by name, to start with.
  static Map<String, Map<MeasureId, Long>> none() {
    return new TreeMap<>();
  }
}
