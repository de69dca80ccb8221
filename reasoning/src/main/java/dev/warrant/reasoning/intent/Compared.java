package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Term;
import java.math.BigInteger;
import java.util.Map;

/// A condition as a comparison of one unknown with what the rest of it comes to.
///
/// @param unknown what is compared; empty if the condition is no such comparison
/// @param op one of `at least`, `more than`, `at most`, `less than`, `exactly`, `other than`, or
///   `there` and `not there` for whether there is a fact
/// @param limit what it is compared with
public record Compared(String unknown, String op, long limit) {
  private static final Compared NONE = new Compared("", "", 0);

  static Compared of(World world, Term term, Map<String, Long> known) {
    boolean not = term.op() == Term.Op.NOT;
    Term t = not ? term.args().getFirst() : term;
    if (t.op() == Term.Op.VAR && t.sort() == Term.Sort.BOOL) {
      return new Compared(t.name(), not ? "not there" : "there", not ? 0 : 1);
    }
    if (t.op() != Term.Op.LE && t.op() != Term.Op.LT && t.op() != Term.Op.EQ
        || t.args().getFirst().sort() != Term.Sort.INT) {
      return NONE;
    }
    boolean first = component(world, t.args().getFirst());
    Term other = first ? t.args().getLast() : t.args().getFirst();
    Term own = first ? t.args().getFirst() : t.args().getLast();
    BigInteger limit = new Evaluated(world, known).number(other);
    return !component(world, own) || limit.bitLength() > 62
        ? NONE
        : new Compared(own.name(), words(t.op(), first, not), limit.longValueExact());
  }

  private static boolean component(World world, Term t) {
    return t.op() == Term.Op.VAR && world.quotient(t.name()) == null;
  }

  /// @param first whether the unknown stands on the left
  private static String words(Term.Op op, boolean first, boolean not) {
    if (op == Term.Op.EQ) {
      return not ? "other than" : "exactly";
    }
    boolean open = op == Term.Op.LT != not;
    boolean below = first != not;
    return below ? open ? "less than" : "at most" : open ? "more than" : "at least";
  }

  /// Whether it is a comparison at all.
  public boolean any() {
    return !unknown.isEmpty();
  }
}
