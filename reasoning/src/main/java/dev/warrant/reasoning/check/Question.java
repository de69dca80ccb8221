package dev.warrant.reasoning.check;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.reasoning.prove.GuardClaim;
import dev.warrant.reasoning.prove.LimitTerms;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.prove.Terms;
import dev.warrant.reasoning.prove.Words;
import dev.warrant.rules.limit.Binds;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The limits of one policy as assertions, and questions about some of them.
final class Question {
  final Terms t = new Terms();
  final LimitTerms limits;
  private final Map<Integer, Assertion> admitting = new TreeMap<>();

  Question(PolicyPack pack, Sort sort) {
    limits = new LimitTerms(t, sort, GuardClaim.entry(pack).ranges());
  }

  Assertion admits(Limit limit) {
    return admitting.computeIfAbsent(
        limit.number(),
        _ ->
            new Assertion(
                "limit." + limit.id(), "admits: " + Words.of(limit), limits.admits(limit)));
  }

  List<Assertion> admit(Collection<Limit> all) {
    return all.stream().map(this::admits).toList();
  }

  /// That `measures` are present and in range.
  List<Assertion> readable(Collection<MeasureId> measures) {
    List<Assertion> out = new ArrayList<>();
    for (MeasureId id : measures) {
      out.add(new Assertion("read." + id.text(), "", limits.readable(id)));
    }
    return out;
  }

  /// That claim follows from `fixed` and that `admitting` admit.
  Obligation that(
      String id, String says, List<Assertion> fixed, List<Limit> admitting, Term claim) {
    List<Assertion> all = new ArrayList<>(fixed);
    all.addAll(admit(admitting));
    return new Obligation(id, says, all, claim);
  }

  /// Those of `all` that share measures with `from`, directly or by way of others. The rest says
  /// nothing about `from` unless it contradicts itself.
  static List<Limit> near(Collection<MeasureId> from, List<Limit> all) {
    EnumSet<MeasureId> reached = EnumSet.noneOf(MeasureId.class);
    reached.addAll(from);
    reached.remove(MeasureId.ORDER_INCREASING);
    List<Collection<MeasureId>> reads = new ArrayList<>();
    all.forEach(limit -> reads.add(LimitReader.reads(limit)));
    BitSet near = new BitSet();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = near.nextClearBit(0); i < all.size(); i = near.nextClearBit(i + 1)) {
        if (reads.get(i).stream().anyMatch(reached::contains)) {
          near.set(i);
          reached.addAll(reads.get(i));
          reached.remove(MeasureId.ORDER_INCREASING);
          grown = true;
        }
      }
    }
    return near.stream().mapToObj(all::get).toList();
  }

  /// Every measure looked at for `limit`.
  static Set<MeasureId> measures(Limit limit) {
    EnumSet<MeasureId> out = EnumSet.noneOf(MeasureId.class);
    out.addAll(LimitReader.reads(limit));
    if (limit.binds() == Binds.INCREASING) {
      out.add(MeasureId.ORDER_INCREASING);
    }
    return out;
  }
}
