package dev.warrant.reasoning.prove;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.knowledge.fact.Mode;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.prove.Term.Sort;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.limit.Limit;
import dev.warrant.rules.limit.LimitReader;
import dev.warrant.rules.limit.MeasureRange;
import dev.warrant.rules.limit.TableSays;
import dev.warrant.rules.pack.Asks;
import dev.warrant.rules.pack.PolicyPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a policy does besides admitting and refusing orders, and whether another does as much:
/// where the desk goes when it stands outside a limit and how many people release it, the rules it
/// is watched by, and where the policy holds. Who takes that away loosens, although no order shows
/// it.
///
/// A limit that sends the desk somewhere is kept up by limits that send it at least as far and take
/// at least as many people, if one of them can be read and is broken wherever the first is.
final class Besides {
  /// What the ledger tells of the account all at once or not at all.
  private static final List<MeasureId> ACCOUNT =
      List.of(
          MeasureId.ACCOUNT_EQUITY,
          MeasureId.ACCOUNT_PEAK,
          MeasureId.ACCOUNT_DAILY_LOSS,
          MeasureId.ACCOUNT_MARGIN_USED,
          MeasureId.ACCOUNT_FREE);

  private final Scripts solver;
  private int asked;

  Besides(Scripts solver) {
    this.solver = solver;
  }

  /// How many questions were put to the solver.
  int asked() {
    return asked;
  }

  /// What `base` does and `candidate` is not shown to do, one sentence each; none if it does all.
  List<String> dropped(PolicyPack base, PolicyPack candidate) {
    List<String> out = new ArrayList<>();
    for (Limit limit : base.limits()) {
      if (base.asks(limit.id()).mode() != Mode.NORMAL && !kept(base, limit, candidate)) {
        out.add(says(base, limit, candidate));
      }
    }
    if (!base.diagnosis().isEmpty() && !base.diagnosis().equals(candidate.diagnosis())) {
      out.add("the rules of diagnosis read differently, and nobody proves what they do");
    }
    String beyond = candidate.scope().outside(base.scope());
    if (!beyond.isEmpty()) {
      out.add("it holds at " + beyond.strip() + ", where the other does not");
    }
    return out;
  }

  private boolean kept(PolicyPack base, Limit limit, PolicyPack candidate) {
    Asks asks = base.asks(limit.id());
    List<Limit> strong = new ArrayList<>();
    for (Limit l : candidate.limits()) {
      if (asMuch(candidate.asks(l.id()), asks)) {
        strong.add(l);
      }
    }
    return strong.stream().anyMatch(l -> same(base, limit, candidate, l))
        || !strong.isEmpty() && refuse(base, limit, candidate, strong);
  }

  private static boolean same(PolicyPack base, Limit limit, PolicyPack candidate, Limit by) {
    return by.when().equals(limit.when())
        && by.require().equals(limit.require())
        && by.parameters().equals(limit.parameters())
        && tables(by).equals(tables(limit))
        && LimitReader.reads(limit).stream().allMatch(m -> wider(candidate, base, m));
  }

  private static boolean asMuch(Asks now, Asks before) {
    return now.mode().atLeastAsTightAs(before.mode()) && now.people() >= before.people();
  }

  /// A value out of range is not read at rest, so a narrower range sees less.
  private static boolean wider(PolicyPack candidate, PolicyPack base, MeasureId id) {
    MeasureRange was = range(base, id);
    MeasureRange is = range(candidate, id);
    return is == null || was != null && is.min() <= was.min() && is.max() >= was.max();
  }

  private static @Nullable MeasureRange range(PolicyPack pack, MeasureId id) {
    return pack.measures().stream().filter(r -> r.measure() == id).findFirst().orElse(null);
  }

  /// Whether one of `strong` is read and broken wherever `limit` is.
  private boolean refuse(PolicyPack base, Limit limit, PolicyPack candidate, List<Limit> strong) {
    Terms t = new Terms();
    LimitTerms mine = new LimitTerms(t, Sort.INT, candidate.measures());
    LimitTerms theirs = new LimitTerms(t, Sort.INT, base.measures());
    MeasureId increasing = MeasureId.ORDER_INCREASING;
    List<Assertion> given = new ArrayList<>();
    Term binds = t.and(mine.present(increasing), t.eq(mine.value(increasing), t.num(1)));
    given.add(new Assertion("order.adds", "", binds));
    given.add(new Assertion("read", "", readable(t, theirs, limit)));
    if (LimitReader.reads(limit).stream().anyMatch(ACCOUNT::contains)) {
      given.add(
          new Assertion("account", "", t.and(ACCOUNT.stream().map(theirs::readable).toList())));
    }
    for (Limit by : strong) {
      Term silent = t.or(t.not(readable(t, mine, by)), mine.admits(by));
      given.add(new Assertion("limit." + by.id(), Words.of(by), silent));
    }
    String says = "where " + limit.id() + " is broken, so is one that asks for as much";
    Obligation asks = new Obligation("besides." + limit.id(), says, given, theirs.admits(limit));
    asked++;
    return solver.ask(asks.text()).verdict() == Verdict.UNSAT;
  }

  private static Term readable(Terms t, LimitTerms terms, Limit limit) {
    return t.and(LimitReader.reads(limit).stream().map(terms::readable).toList());
  }

  private static SortedMap<String, String> tables(Limit limit) {
    SortedMap<String, String> out = new TreeMap<>();
    limit.tables().forEach((name, lookup) -> out.put(name, TableSays.text(lookup)));
    return out;
  }

  private static Optional<Limit> byId(PolicyPack pack, String id) {
    return pack.limits().stream().filter(l -> l.id().equals(id)).findFirst();
  }

  private static String says(PolicyPack base, Limit limit, PolicyPack candidate) {
    Asks was = base.asks(limit.id());
    String head = "outside " + limit.id() + " the desk went to " + told(was) + "; ";
    if (byId(candidate, limit.id()).isEmpty()) {
      return head + "there is no such limit any more";
    }
    Asks now = candidate.asks(limit.id());
    if (now.mode() == Mode.NORMAL) {
      return head + "now it goes nowhere";
    }
    return asMuch(now, was)
        ? head + "it is not proved that it still does wherever it did"
        : head + "now to " + told(now);
  }

  private static String told(Asks asks) {
    return asks.mode() + ", released by " + (asks.people() == 1 ? "one person" : "two people");
  }
}
