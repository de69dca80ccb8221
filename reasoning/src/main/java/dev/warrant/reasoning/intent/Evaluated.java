package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Term;
import java.math.BigInteger;
import java.util.Map;

/// Terms over a [World], as numbers, where its unknowns are known. What is not known is 0 or false;
/// whoever asks looks first whether the fact is there.
final class Evaluated {
  private final World world;
  private final Map<String, Long> known;

  Evaluated(World world, Map<String, Long> known) {
    this.world = world;
    this.known = known;
  }

  boolean truth(Term t) {
    return switch (t.op()) {
      case VAR -> known.getOrDefault(t.name(), 0L) != 0;
      case CONST -> t.value().signum() != 0;
      case DEFINED -> truth(t.args().getFirst());
      case NOT -> !truth(t.args().getFirst());
      case AND -> t.args().stream().allMatch(this::truth);
      case OR -> t.args().stream().anyMatch(this::truth);
      case IMPLIES -> !truth(t.args().getFirst()) || truth(t.args().getLast());
      case ITE -> truth(t.args().get(truth(t.args().getFirst()) ? 1 : 2));
      case EQ ->
          t.args().getFirst().sort() == Term.Sort.BOOL
              ? truth(t.args().getFirst()) == truth(t.args().getLast())
              : compared(t) == 0;
      case LE -> compared(t) <= 0;
      case LT -> compared(t) < 0;
      case ADD, SUB, MUL, NEG, DIV, TO_REAL -> throw new IllegalArgumentException("no truth: " + t);
    };
  }

  private int compared(Term t) {
    return number(t.args().getFirst()).compareTo(number(t.args().getLast()));
  }

  BigInteger number(Term t) {
    return switch (t.op()) {
      case VAR -> unknown(t.name());
      case CONST -> t.value().numerator();
      case DEFINED -> number(t.args().getFirst());
      case ITE -> number(t.args().get(truth(t.args().getFirst()) ? 1 : 2));
      case ADD -> number(t.args().getFirst()).add(number(t.args().getLast()));
      case SUB -> number(t.args().getFirst()).subtract(number(t.args().getLast()));
      case MUL -> number(t.args().getFirst()).multiply(number(t.args().getLast()));
      case NEG -> number(t.args().getFirst()).negate();
      case NOT, AND, OR, IMPLIES, EQ, LE, LT, DIV, TO_REAL ->
          throw new IllegalArgumentException("no whole number: " + t);
    };
  }

  private BigInteger unknown(String name) {
    World.Quotient q = world.quotient(name);
    return q == null
        ? BigInteger.valueOf(known.getOrDefault(name, 0L))
        : number(q.of()).divide(BigInteger.valueOf(q.by()));
  }
}
