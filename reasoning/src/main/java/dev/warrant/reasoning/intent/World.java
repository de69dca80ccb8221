package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.prove.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All facts a cut can hold about one instrument and the desk, as unknowns: of each type and name
/// there is one fact or none, as in a cut.
final class World {
  /// A fact that may be there.
  record Place(String type, String name) {
    String prefix() {
      return name.isEmpty() ? type : type + "." + name;
    }
  }

  final Terms t = new Terms();
  private final Map<String, Place> places = new TreeMap<>();
  private final Map<String, Assertion> about = new TreeMap<>();
  private final Map<String, Quotient> quotients = new TreeMap<>();
  private int divisions;

  /// What an unknown that stands for a quotient is the quotient of.
  record Quotient(Term of, long by) {}

  /// That the fact is there.
  Term present(Place place) {
    places.put(place.prefix(), place);
    return t.var(place.prefix() + "?", Sort.BOOL);
  }

  /// A component of the fact.
  ///
  /// @throws IllegalArgumentException if the type has no such component
  Val field(Place place, String name) {
    if (place.type().equals("Feature") && name.equals("ready")) {
      Val.Whole percent = (Val.Whole) field(place, "readyPercent");
      return new Val.Truth(t.ge(percent.term(), t.num(100)));
    }
    if (place.type().equals("Quote") && name.equals("spread")) {
      Val.Whole bid = (Val.Whole) field(place, "bid");
      Val.Whole ask = (Val.Whole) field(place, "ask");
      return new Val.Whole(
          t.sub(ask.term(), bid.term()),
          ask.low().subtract(bid.high()),
          ask.high().subtract(bid.low()),
          true);
    }
    Class<?> type = Shapes.component(place.type(), name);
    if (type == null) {
      throw new IllegalArgumentException("a " + place.type() + " has no component " + name);
    }
    if (name.equals("instrument")) {
      return Shapes.deskWide(place.type()) ? constant(-1, false) : new Val.Instrument();
    }
    if (type == String.class) {
      return new Val.Text(place.name());
    }
    String unknown = place.prefix() + "." + name;
    if (type == boolean.class) {
      return new Val.Truth(t.var(unknown, Sort.BOOL));
    }
    if (type.isEnum()) {
      Term ordinal = t.var(unknown, Sort.INT);
      range(unknown, ordinal, Shapes.Span.of(0, type.getEnumConstants().length - 1L));
      return new Val.Enumerated(type, ordinal);
    }
    if (type == long.class || type == int.class) {
      Shapes.Span span = Shapes.span(place.type(), name);
      Term value = t.var(unknown, Sort.INT);
      range(unknown, value, span);
      return new Val.Whole(value, span.low(), span.high(), type == long.class);
    }
    return new Val.Opaque();
  }

  Val.Whole constant(long value, boolean wide) {
    BigInteger v = BigInteger.valueOf(value);
    return new Val.Whole(t.num(value), v, v, wide);
  }

  private void range(String unknown, Term value, Shapes.Span span) {
    Term inside = t.and(t.le(t.num(span.low()), value), t.le(value, t.num(span.high())));
    about.putIfAbsent(unknown, new Assertion("range." + unknown, "", inside));
  }

  /// `a / by` as Java has it, toward zero; `by` is positive.
  Term quotient(Term a, long by) {
    String unknown = "quotient." + ++divisions;
    Term q = t.var(unknown, Sort.INT);
    quotients.put(unknown, new Quotient(a, by));
    Term product = t.mul(t.num(by), q);
    Term rest = t.sub(a, product);
    Term up = t.and(t.le(t.num(0), rest), t.lt(rest, t.num(by)));
    Term down = t.and(t.lt(t.num(-by), rest), t.le(rest, t.num(0)));
    about.put(
        unknown,
        new Assertion("is." + unknown, "division cuts off", t.ite(t.ge(a, t.num(0)), up, down)));
    return q;
  }

  /// What is known of the unknowns in `terms`, and of those in that.
  List<Assertion> about(List<Term> terms) {
    List<Assertion> out = new ArrayList<>();
    Map<String, Assertion> needed = new TreeMap<>();
    List<Term> open = new ArrayList<>(terms);
    BitSet seen = new BitSet();
    while (!open.isEmpty()) {
      Term term = open.removeLast();
      if (seen.get(term.id())) {
        continue;
      }
      seen.set(term.id());
      open.addAll(term.args());
      Assertion known = term.op() == Term.Op.VAR ? about.get(term.name()) : null;
      if (known != null && needed.putIfAbsent(term.name(), known) == null) {
        open.add(known.what());
      }
    }
    out.addAll(needed.values());
    return out;
  }

  /// The quotient an unknown stands for; null if it stands for a component of a fact.
  @Nullable Quotient quotient(String unknown) {
    return quotients.get(unknown);
  }

  /// Every fact that was asked about.
  List<Place> places() {
    return List.copyOf(places.values());
  }
}
