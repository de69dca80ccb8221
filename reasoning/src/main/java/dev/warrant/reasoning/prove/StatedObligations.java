package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.event.Derived.LimitsInForce;
import dev.warrant.knowledge.event.Derived.Polynomial;
import dev.warrant.knowledge.event.Derived.Scale;
import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.MeasureRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to be proved of the polynomials that the journal states for a guard, limit by limit:
/// for all measures in their ranges they decide as what the author wrote, and both sides are those
/// of the author times a positive number, so that margins are the author's too. What is no formula
/// (which orders a limit binds, which measures it reads, their ranges) is compared.
final class StatedObligations {
  private final Terms t;
  private final GuardClaim claim;
  private final LimitsInForce stated;
  private final LimitTerms limits;

  private StatedObligations(Terms t, GuardClaim claim, LimitsInForce stated) {
    this.t = t;
    this.claim = claim;
    this.stated = stated;
    this.limits = new LimitTerms(t, Sort.INT, claim.ranges());
  }

  /// Whether an obligation is one of these.
  static boolean is(Obligation obligation) {
    return obligation.id().contains(".stated.");
  }

  /// One for each limit, and one for what is read.
  static List<Obligation> of(Terms t, GuardClaim claim, LimitsInForce stated) {
    StatedObligations made = new StatedObligations(t, claim, stated);
    List<Obligation> out = new ArrayList<>();
    out.add(made.scales());
    for (int i = 0; i < claim.limits().size(); i++) {
      out.add(made.limit(i));
    }
    return out;
  }

  private Obligation obligation(String what, String says, List<Assertion> known, Term claimed) {
    return new Obligation("guard." + claim.guard() + ".stated." + what, says, known, claimed);
  }

  private Obligation scales() {
    boolean same =
        stated.guard().equals(claim.guard())
            && stated.policy().equals(claim.pack())
            && stated.limits().size() == claim.limits().size();
    for (Scale scale : stated.reads()) {
      MeasureId id = measure(scale.measure());
      same &= id != null && scale.unit().equals(id.unit().name()) && ranged(scale, id);
    }
    return obligation(
        "measures",
        "Units and ranges stated for the measures are those of the policy.",
        List.of(),
        t.truth(same));
  }

  private boolean ranged(Scale scale, MeasureId id) {
    for (MeasureRange range : claim.ranges()) {
      if (range.measure() == id) {
        return range.min() == scale.min() && range.max() == scale.max();
      }
    }
    return scale.min() == Long.MIN_VALUE && scale.max() == Long.MAX_VALUE;
  }

  private static @Nullable MeasureId measure(String text) {
    for (MeasureId id : MeasureId.values()) {
      if (id.text().equals(text)) {
        return id;
      }
    }
    return null;
  }

  private Obligation limit(int i) {
    Limit limit = claim.limits().get(i);
    String says = "What is stated of " + limit.id() + " is what its author wrote.";
    List<Assertion> known = new ArrayList<>();
    for (MeasureId id : LimitReader.reads(limit)) {
      known.add(new Assertion("range." + id.text(), "", limits.inRange(id)));
    }
    Term claimed = t.truth(false);
    if (i < stated.limits().size() && described(limit, stated.limits().get(i))) {
      try {
        claimed = same(limit, stated.limits().get(i));
      } catch (IllegalArgumentException e) {
        // What is no formula over the limit's measures states nothing.
        says = says + " Found " + e.getMessage() + ".";
      }
    }
    return obligation(limit.id(), says, known, claimed);
  }

  /// Whether everything is right that is no formula.
  private boolean described(Limit limit, Polynomial p) {
    List<String> reads = new ArrayList<>();
    for (int at : p.reads()) {
      reads.add(at < stated.reads().size() ? stated.reads().get(at).measure() : "");
    }
    return p.number() == limit.number()
        && p.id().equals(limit.id())
        && p.layer().equals(limit.layer().name())
        && p.text().equals(limit.text())
        && p.increasing() == (limit.binds() == Binds.INCREASING)
        && p.ratio() == limit.ratio()
        && p.op().equals(Words.sign(limit.require().op()))
        && reads.equals(LimitReader.reads(limit).stream().map(MeasureId::text).toList());
  }

  private Term same(Limit limit, Polynomial p) {
    List<MeasureId> reads = LimitReader.reads(limit);
    Term left = read(p.left(), reads);
    Term right = read(p.right(), reads);
    Term under = read(p.under(), reads);
    Term kept = SmtReader.compared(t, p.op(), left, right);
    Term decided = read(p.decided(), reads);
    Term within =
        t.and(
            t.eq(read(p.when(), reads), limits.when(limit)),
            t.eq(kept, limits.require(limit)),
            t.lt(t.num(0), under),
            limits.sides(limit, left, right, under),
            p.tight() ? t.truth(true) : never(p, left, right, kept));
    return t.and(t.eq(decided, limits.decided(limit)), t.implies(decided, within));
  }

  /// That a limit said to have no margin has none while it is kept, as an equality or a flag; the
  /// rows of warrants and exits have none by design.
  private Term never(Polynomial p, Term left, Term right, Term kept) {
    boolean builtIn = p.id().startsWith("warrant.") || p.id().startsWith("exit.");
    return switch (p.op()) {
      case "=", "!=" -> t.truth(true);
      case "<=", "<" -> builtIn ? t.truth(true) : least(p, kept, t.sub(right, left));
      default -> builtIn ? t.truth(true) : least(p, kept, t.sub(left, right));
    };
  }

  private Term least(Polynomial p, Term kept, Term slack) {
    return t.implies(kept, t.le(slack, t.num(p.op().length() == 1 ? 1 : 0)));
  }

  private Term read(String text, List<MeasureId> reads) {
    return SmtReader.read(t, name -> value(name, reads), text);
  }

  private Term value(String name, List<MeasureId> reads) {
    MeasureId id = measure(name);
    if (id == null || !reads.contains(id)) {
      throw new IllegalArgumentException("the name " + name + ", which it does not read");
    }
    return limits.value(id);
  }
}
