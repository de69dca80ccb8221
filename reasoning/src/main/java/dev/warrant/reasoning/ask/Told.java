package dev.warrant.reasoning.ask;

import dev.warrant.knowledge.order.Objection;
import dev.warrant.knowledge.order.Stage;
import dev.warrant.rules.limit.Rational;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/// An objection as an obstacle, where its own words are all there is.
final class Told {
  private static final Pattern COMPARISON = Pattern.compile("=<|>=|<|>|=:=|=\\\\=");

  private Told() {}

  /// Whether numbers decided it.
  static boolean numeric(Objection o) {
    return o.distance() > 0
        && !o.rule().equals("timefold")
        && (o.stage() != Stage.STRATEGY || COMPARISON.matcher(o.condition()).find());
  }

  /// @param figure how a number of the objection is told
  static Obstacle of(Objection o, String version, LongFunction<String> figure) {
    boolean number = numeric(o);
    long of = Math.max(1, Math.max(Math.abs(o.limit()), Math.abs(o.value())));
    return new Obstacle(
        o.stage(),
        o.subject(),
        o.rule(),
        version,
        o.condition(),
        "",
        number ? figure.apply(o.value()) : "",
        number ? figure.apply(o.limit()) : "",
        number ? figure.apply(o.distance()) : "",
        number ? Rational.of(o.distance()).over(Rational.of(of)) : Obstacle.FAR,
        o.says());
  }
}
