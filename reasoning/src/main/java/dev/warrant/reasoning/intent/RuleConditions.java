package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.unit.Side;
import dev.warrant.reasoning.prove.Term;
import dev.warrant.rules.fence.IntentReader;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.pack.FeatureUses;
import dev.warrant.rules.pack.StrategyPack;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The conditions under which the rules of a pack conclude intents, as far as they are typed
/// comparisons and joins. Numbers here are as [Known] names them.
public final class RuleConditions {
  private final World world = new World();
  private final List<IntentRule> rules;
  private final RuleTerms terms;

  private RuleConditions(List<IntentRule> rules, Map<String, Set<String>> makers) {
    this.rules = rules;
    terms = new RuleTerms(world, rules, makers);
  }

  /// Of the rules of `pack`.
  public static RuleConditions of(StrategyPack pack) {
    List<IntentRule> rules = IntentReader.read(pack.files("intents", ".drl"));
    Set<String> features = new TreeSet<>(FeatureUses.read(pack).uses().keySet());
    return new RuleConditions(rules, Makers.of(pack, features, rules));
  }

  /// A rule that concludes intents of one side.
  ///
  /// @param strategy whose intent; empty if that is not known
  /// @param ways in which it can match; it matches if all conditions of one hold
  /// @param unread what keeps it from being analysed; empty if nothing does
  public record Rule(
      String name, String strategy, Place place, List<List<Condition>> ways, String unread) {
    public Rule {
      ways = ways.stream().map(List::copyOf).toList();
    }
  }

  /// Every rule that concludes an intent of `side`, or may, in the order of the files.
  public List<Rule> concluding(Side side) {
    List<Rule> out = new ArrayList<>();
    for (IntentRule rule : rules) {
      if (!rule.read() && rule.conclusions().isEmpty()) {
        out.add(new Rule(rule.name(), "", rule.place(), List.of(), rule.unread()));
        continue;
      }
      try {
        for (Conclusions.Wish wish : Conclusions.wishes(rule)) {
          if (wish.side() == side) {
            out.add(rule(rule, wish.strategy()));
          }
        }
      } catch (NotAnalysed e) {
        out.add(new Rule(rule.name(), "", rule.place(), List.of(), e.construct()));
      }
    }
    return out;
  }

  private Rule rule(IntentRule rule, String strategy) {
    try {
      List<List<Condition>> ways = terms.ways(rule).stream().map(this::conditions).toList();
      String unread = ways.isEmpty() ? "it asks for what nothing makes" : "";
      return new Rule(rule.name(), strategy, rule.place(), ways, unread);
    } catch (NotAnalysed e) {
      return new Rule(rule.name(), strategy, rule.place(), List.of(), e.construct());
    }
  }

  private List<Condition> conditions(Way way) {
    List<Condition> out = new ArrayList<>();
    for (Way.Part part : way.parts()) {
      List<Term> single = new ArrayList<>();
      split(part.holds(), single);
      for (Term one : single) {
        out.add(new Condition(world, one, part.says(), part.place()));
      }
    }
    return out;
  }

  /// Conditions that must all hold, each by itself.
  private void split(Term term, List<Term> out) {
    switch (term.op()) {
      case AND -> term.args().forEach(t -> split(t, out));
      case DEFINED -> split(term.args().getFirst(), out);
      case NOT -> {
        Term of = term.args().getFirst();
        if (of.op() == Term.Op.OR) {
          of.args().forEach(t -> split(world.t.not(t), out));
        } else {
          out.add(term);
        }
      }
      case VAR, CONST, OR, IMPLIES, ITE, EQ, LE, LT, ADD, SUB, MUL, NEG, DIV, TO_REAL ->
          out.add(term);
    }
  }

  /// One of the conditions that must all hold for a rule to match.
  public static final class Condition {
    private final World world;
    private final Term term;
    private final String says;
    private final Place place;
    private final SortedSet<String> unknowns = new TreeSet<>();
    private final SortedSet<Long> constants = new TreeSet<>();

    private Condition(World world, Term term, String says, Place place) {
      this.world = world;
      this.term = term;
      this.says = says;
      this.place = place;
      gather(term);
    }

    private void gather(Term t) {
      if (t.op() == Term.Op.VAR) {
        World.Quotient q = world.quotient(t.name());
        if (q == null) {
          unknowns.add(t.name());
        } else {
          constants.add(q.by());
          gather(q.of());
        }
      } else if (t.op() == Term.Op.CONST && t.value().numerator().bitLength() < 63) {
        constants.add(t.value().numerator().longValueExact());
      }
      t.args().forEach(this::gather);
    }

    /// The condition as its author wrote it, with the pattern it stands in.
    public String says() {
      return says;
    }

    /// Where it stands.
    public Place place() {
      return place;
    }

    /// What it is about.
    public SortedSet<String> unknowns() {
      return unknowns;
    }

    /// Numbers written in it.
    public SortedSet<Long> constants() {
      return constants;
    }

    /// Whether it holds.
    public boolean holds(Map<String, Long> known) {
      return new Evaluated(world, known).truth(term);
    }

    /// The one comparison it is, if one side of it is a single unknown; what the other side comes
    /// to is its limit.
    public Compared compared(Map<String, Long> known) {
      return Compared.of(world, term, known);
    }

    @Override
    public String toString() {
      return says + " (" + place.cite() + ")";
    }
  }
}
