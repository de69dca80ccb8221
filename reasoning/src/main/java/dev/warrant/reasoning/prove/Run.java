package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Computes what code returns on given slots, from its term: whole numbers wrap at 64 bits as the
/// JVM's do, so the answer is the code's also where something overflows.
final class Run {
  private static final BigInteger TRUE = BigInteger.ONE;

  private final Map<String, Long> numbers = new TreeMap<>();
  private final long[] slots;
  private final Map<Integer, BigInteger> known = new TreeMap<>();

  Run(long[] slots) {
    this.slots = slots.clone();
    for (MeasureId id : MeasureId.values()) {
      numbers.put(id.text(), slots[Layout.index(id)]);
      numbers.put(id.text() + "?", Counterexample.present(slots, id) ? 1L : 0L);
    }
  }

  int result(Term term) {
    return value(term).intValueExact();
  }

  private BigInteger value(Term root) {
    List<Term> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      Term top = open.getLast();
      boolean ready = true;
      for (Term arg : top.args()) {
        if (!known.containsKey(arg.id())) {
          open.add(arg);
          ready = false;
        }
      }
      if (ready) {
        open.removeLast();
        known.put(top.id(), computed(top));
      }
    }
    return arg(root);
  }

  private BigInteger arg(Term of) {
    BigInteger value = known.get(of.id());
    if (value == null) {
      throw new IllegalStateException("not computed yet: " + of);
    }
    return value;
  }

  private boolean holds(Term of) {
    return arg(of).signum() != 0;
  }

  private BigInteger computed(Term term) {
    return switch (term.op()) {
      case VAR -> unknown(term.name());
      case CONST -> whole(term.value());
      case DEFINED -> arg(term.arg(0));
      case NOT -> truth(!holds(term.arg(0)));
      case AND -> truth(term.args().stream().allMatch(this::holds));
      case OR -> truth(term.args().stream().anyMatch(this::holds));
      case IMPLIES -> truth(!holds(term.arg(0)) || holds(term.arg(1)));
      case ITE -> arg(holds(term.arg(0)) ? term.arg(1) : term.arg(2));
      case EQ -> truth(compare(term) == 0);
      case LE -> truth(compare(term) <= 0);
      case LT -> truth(compare(term) < 0);
      case ADD -> wrapped(arg(term.arg(0)).add(arg(term.arg(1))));
      case SUB -> wrapped(arg(term.arg(0)).subtract(arg(term.arg(1))));
      case MUL -> wrapped(arg(term.arg(0)).multiply(arg(term.arg(1))));
      case NEG -> wrapped(arg(term.arg(0)).negate());
      case DIV, TO_REAL -> throw new IllegalStateException("code has no reals: " + term);
    };
  }

  private BigInteger unknown(String name) {
    Long number = numbers.get(name);
    if (number == null) {
      int bit = Integer.parseInt(name.substring("bit.".length()));
      number = slots[bit >> 6] >>> (bit & 63) & 1;
    }
    return BigInteger.valueOf(number);
  }

  private static BigInteger whole(Rational value) {
    return wrapped(value.numerator());
  }

  private int compare(Term term) {
    return arg(term.arg(0)).compareTo(arg(term.arg(1)));
  }

  private static BigInteger wrapped(BigInteger value) {
    return BigInteger.valueOf(value.longValue());
  }

  private static BigInteger truth(boolean truth) {
    return truth ? TRUE : BigInteger.ZERO;
  }
}
