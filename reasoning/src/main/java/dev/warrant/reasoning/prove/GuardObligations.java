package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.rules.limit.Limit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What has to be proved about a guard's code, limit by limit.
///
/// Of each part: where every limit before `k` admits and `k` does not, it returns exactly `k`'s
/// answer; where all of its limits admit, 0; nothing overflows. Of limits that other parts speak
/// for, only that their measures can be read is assumed, and only where measures are shared: so a
/// changed limit changes few obligations. Of `check`: if the parts do that, the first limit that
/// does not admit decides, whatever limits are, and each part is asked only where the limits before
/// it were read.
final class GuardObligations {
  private final Terms t;
  private final GuardClaim claim;
  private final LimitTerms limits;
  private final GuardParts code;
  private final List<Obligation> out = new ArrayList<>();
  private final Map<Integer, Assertion> admitting = new TreeMap<>();
  private final Map<String, MeasureId> measures = new TreeMap<>();

  private GuardObligations(Terms t, GuardClaim claim, GuardParts code) {
    this.t = t;
    this.claim = claim;
    this.limits = new LimitTerms(t, Sort.INT, claim.ranges());
    this.code = code;
    for (MeasureId id : MeasureId.values()) {
      measures.put(id.text(), id);
    }
  }

  /// All obligations; if all hold, the code does what is claimed for all slot vectors.
  static List<Obligation> of(Terms t, GuardClaim claim, GuardParts code) {
    GuardObligations made = new GuardObligations(t, claim, code);
    code.parts().forEach(made::part);
    if (!code.whole()) {
      made.overflow("check", List.of(), code.effects(), List.of());
      made.facts();
      made.together();
    }
    claim.stated().ifPresent(stated -> made.out.addAll(StatedObligations.of(t, claim, stated)));
    return List.copyOf(made.out);
  }

  /// What to ask where something overflows: that the code, overflows and all, still answers as the
  /// limits say. Only for finding a case where it does not.
  static Obligation wrapping(Terms t, GuardClaim claim, GuardClass guard) {
    CodeTerms code = CodeTerms.wrapping(t, guard);
    Term result = ((Value.Whole) code.check().result()).term();
    GuardParts none = new GuardParts(List.of(), result, List.of());
    GuardObligations made = new GuardObligations(t, claim, none);
    List<Assertion> turns = new ArrayList<>();
    for (Term turn : code.turns()) {
      turns.add(new Assertion("turn." + turns.size(), "", turn));
    }
    Term first = t.num(0);
    for (Limit limit : claim.limits().reversed()) {
      first = t.ite(made.limits.admits(limit), first, made.limits.answer(limit));
    }
    Term claimed = t.eq(result, first);
    String says = "With sums and products that wrap at 64 bits the answer is still right.";
    return new Obligation(
        made.id("check", "wrapping"), says, made.with64Bits(turns, claimed), claimed);
  }

  private Limit limit(int number) {
    return claim.limits().get(number - 1);
  }

  private String id(String part, String what) {
    return "guard." + claim.guard() + "." + part + "." + what;
  }

  private void part(GuardParts.Part part) {
    List<Assertion> known = known(part);
    List<Limit> asked = new ArrayList<>();
    for (int k = part.first(); k <= part.last(); k++) {
      Limit limit = limit(k);
      List<Assertion> all = new ArrayList<>(known);
      asked.forEach(before -> all.add(admits(before)));
      all.add(
          new Assertion(
              "limit." + limit.id(), "refuses: " + Words.of(limit), t.not(admits(limit).what())));
      asked.add(limit);
      String says =
          "Where "
              + limit.id()
              + " is the first limit of "
              + part.name()
              + " that refuses, its answer is returned.";
      Term claimed = t.eq(part.result(), limits.answer(limit));
      add(new Obligation(id(part.name(), limit.id()), says, with64Bits(all, claimed), claimed));
    }
    List<Assertion> all = new ArrayList<>(known);
    asked.forEach(before -> all.add(admits(before)));
    Term claimed = t.eq(part.result(), t.num(0));
    String says = "Where all limits of " + part.name() + " admit, 0 is returned.";
    add(new Obligation(id(part.name(), "admits"), says, with64Bits(all, claimed), claimed));
    overflow(part.name(), known, part.outcome().effects(), asked);
  }

  private void add(Obligation obligation) {
    out.add(obligation);
  }

  private Assertion admits(Limit limit) {
    return admitting.computeIfAbsent(
        limit.number(),
        _ ->
            new Assertion(
                "limit." + limit.id(), "admits: " + Words.of(limit), limits.admits(limit)));
  }

  /// What is assumed where a part is asked.
  private List<Assertion> known(GuardParts.Part part) {
    List<Assertion> out = new ArrayList<>();
    for (int i = 0; i < part.known().size(); i++) {
      out.add(new Assertion("asked." + (i + 1), "where it is asked", part.known().get(i)));
    }
    for (int n : readBefore(part)) {
      Limit before = limit(n);
      String comment = "before: the measures of " + before.id() + " could be read";
      out.add(new Assertion("read." + before.id(), comment, limits.reads(before)));
    }
    return out;
  }

  /// Limits before a part that read a measure one of its own limits reads.
  private List<Integer> readBefore(GuardParts.Part part) {
    EnumSet<MeasureId> mine = EnumSet.noneOf(MeasureId.class);
    for (int k = part.first(); k <= part.last(); k++) {
      mine.addAll(LimitTerms.measures(limit(k)));
    }
    mine.remove(MeasureId.ORDER_INCREASING);
    List<Integer> out = new ArrayList<>();
    for (int n = 1; n < part.first(); n++) {
      List<MeasureId> reads = LimitTerms.measures(limit(n));
      boolean flag = out.isEmpty() && reads.contains(MeasureId.ORDER_INCREASING);
      if (flag || reads.stream().anyMatch(mine::contains)) {
        out.add(n);
      }
    }
    return out;
  }

  private void overflow(
      String part, List<Assertion> known, List<CodeTerms.Effect> effects, List<Limit> asked) {
    List<Term> fits = new ArrayList<>();
    for (CodeTerms.Effect e : effects) {
      Term inside =
          t.and(t.le(t.num(Long.MIN_VALUE), e.exact()), t.le(e.exact(), t.num(Long.MAX_VALUE)));
      fits.add(t.implies(e.reach(), inside));
    }
    Term claimed = t.and(fits);
    if (!claimed.is(true)) {
      String says = "No sum, difference or product in " + part + " leaves 64 bits.";
      List<Assertion> all = with64Bits(known, claimed);
      List<Assertion> witness = asked.stream().map(this::admits).toList();
      add(new Obligation(id(part, "overflow"), says, all, claimed, witness));
    }
  }

  /// `all`, and that every slot in it or in `claimed` holds 64 bits.
  private List<Assertion> with64Bits(List<Assertion> all, Term claimed) {
    BitSet seen = new BitSet();
    List<Term> open = new ArrayList<>(all.stream().map(Assertion::what).toList());
    open.add(claimed);
    EnumSet<MeasureId> slots = EnumSet.noneOf(MeasureId.class);
    while (!open.isEmpty()) {
      Term term = open.removeLast();
      if (seen.get(term.id())) {
        continue;
      }
      seen.set(term.id());
      open.addAll(term.args());
      if (term.op() == Term.Op.VAR && term.sort() == Sort.INT) {
        MeasureId id = measures.get(term.name());
        if (id != null) {
          slots.add(id);
        }
      }
    }
    List<Assertion> out = new ArrayList<>();
    for (MeasureId id : slots) {
      Term value = limits.value(id);
      Term fits = t.and(t.le(t.num(Long.MIN_VALUE), value), t.le(value, t.num(Long.MAX_VALUE)));
      out.add(new Assertion("slot." + id.text(), "", fits));
    }
    out.addAll(all);
    return out;
  }

  /// What `together` takes for granted about any limit.
  private void facts() {
    List<Term> all = new ArrayList<>();
    for (Limit limit : claim.limits()) {
      Term admits = limits.admits(limit);
      all.add(t.implies(admits, limits.reads(limit)));
      all.add(t.or(admits, t.not(t.eq(limits.answer(limit), t.num(0)))));
    }
    Term claimed = t.and(all);
    String says = "A limit that admits was read; one that does not has an answer other than 0.";
    add(new Obligation(id("limits", "facts"), says, with64Bits(List.of(), claimed), claimed));
  }

  private Term admitted(int number) {
    return t.var("admits." + number, Sort.BOOL);
  }

  private Term read(int number) {
    return t.var("reads." + number, Sort.BOOL);
  }

  private Term answered(int number) {
    return t.var("answer." + number, Sort.INT);
  }

  private void together() {
    List<Assertion> all = new ArrayList<>();
    int count = claim.limits().size();
    for (int n = 1; n <= count; n++) {
      Term fact =
          t.and(
              t.implies(admitted(n), read(n)),
              t.or(admitted(n), t.not(t.eq(answered(n), t.num(0)))));
      all.add(new Assertion("fact." + n, "", fact));
    }
    List<Term> claims = new ArrayList<>();
    for (GuardParts.Part part : code.parts()) {
      List<Term> before = new ArrayList<>(part.known());
      List<Term> readBefore = readBefore(part).stream().map(this::read).toList();
      before.addAll(readBefore);
      Term here = t.and(before);
      List<Term> lemmas = new ArrayList<>();
      Term first = t.num(0);
      for (int n = part.last(); n >= part.first(); n--) {
        first = t.ite(admitted(n), first, answered(n));
      }
      lemmas.add(t.implies(here, t.eq(part.answer(), first)));
      all.add(
          new Assertion("part." + part.answer().name(), "what was proved of it", t.and(lemmas)));
      claims.add(t.implies(part.asked(), t.and(readBefore)));
    }
    Term first = t.num(0);
    for (int n = count; n >= 1; n--) {
      first = t.ite(admitted(n), first, answered(n));
    }
    claims.add(t.eq(code.answer(), first));
    Term claimed = t.and(claims);
    String says = "The first limit that refuses decides, and 0 is returned if none does.";
    add(new Obligation(id("check", "together"), says, with64Bits(all, claimed), claimed));
  }
}
