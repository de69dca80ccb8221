package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Term;
import dev.warrant.rules.intent.Formula;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.intent.Premise;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// When the rules of a pack match, as terms over a [World]. What a rule asks of facts that other
/// rules derive is replaced by what those rules ask, so that only facts of the cut are left.
final class RuleTerms {
  private static final int WAYS_MAX = 256;

  private final World world;
  private final List<IntentRule> rules;
  private final Map<String, Set<String>> makers;
  private final Map<String, List<Way>> ready = new TreeMap<>();
  private final Set<String> open = new TreeSet<>();

  /// A fact a pattern may be about.
  ///
  /// @param parts what must hold for it to be there
  private record Candidate(Function<String, Val> fact, List<Way.Part> parts) {}

  /// @param makers for types whose names are known, the names there can be facts of
  RuleTerms(World world, List<IntentRule> rules, Map<String, Set<String>> makers) {
    this.world = world;
    this.rules = rules;
    this.makers = makers;
  }

  /// Whether there can be a fact of this name at all.
  private boolean makes(String type, String name) {
    Set<String> names = makers.get(type);
    return names == null || names.contains(name);
  }

  /// The ways `rule` can match; none if it asks for what nothing can make.
  ///
  /// @throws NotAnalysed if it, or a rule it rests on, is more than comparisons and linear joins
  List<Way> ways(IntentRule rule) {
    List<Way> before = ready.get(rule.name());
    if (before != null) {
      return before;
    }
    if (!rule.read()) {
      throw new NotAnalysed(rule.unread(), rule.unreadPlace());
    }
    if (!open.add(rule.name())) {
      throw new NotAnalysed("a conclusion that rests on itself", rule.place());
    }
    try {
      List<Way> ways = List.of(Way.start());
      for (Premise premise : rule.premises()) {
        List<Way> next = new ArrayList<>();
        for (Way way : ways) {
          next.addAll(extended(way, premise));
        }
        if (next.size() > WAYS_MAX) {
          throw new NotAnalysed("more than " + WAYS_MAX + " ways to match", premise.place());
        }
        ways = next;
      }
      ready.put(rule.name(), ways);
      return ways;
    } finally {
      open.remove(rule.name());
    }
  }

  /// Whether `rule` matches, in any way.
  Term matches(IntentRule rule) {
    return world.t.or(ways(rule).stream().map(w -> world.t.and(w.terms())).toList());
  }

  private List<Way> extended(Way way, Premise premise) {
    boolean known = way.bound().values().stream().anyMatch(Val.Instrument.class::isInstance);
    joined(premise, known);
    List<Way> out = new ArrayList<>();
    List<Term> lacking = new ArrayList<>();
    for (Candidate one : candidates(premise)) {
      Way next = tested(way, premise, one);
      switch (premise.kind()) {
        case HAS -> out.add(next);
        case EXISTS, LACKS -> {
          List<Way.Part> added = next.parts().subList(way.parts().size(), next.parts().size());
          lacking.add(world.t.and(added.stream().map(Way.Part::holds).toList()));
        }
      }
    }
    if (premise.kind() == Premise.Kind.HAS) {
      return out;
    }
    Term any = world.t.or(lacking);
    boolean lacks = premise.kind() == Premise.Kind.LACKS;
    String says = (lacks ? "not " : "exists ") + said(premise);
    return List.of(way.with(new Way.Part(lacks ? world.t.not(any) : any, says, premise.place())));
  }

  /// Patterns must be about the rule's one instrument, or the desk.
  private static void joined(Premise premise, boolean known) {
    if (!Shapes.known(premise.type())) {
      throw new NotAnalysed("a pattern on " + premise.type(), premise.place());
    }
    boolean bind = false;
    boolean same = false;
    for (Premise.Test test : premise.tests()) {
      bind |= !test.bound().isEmpty() && test.field().equals("instrument");
      same |=
          test.holds() instanceof Formula.Bin(String op, Formula l, Formula r)
              && op.equals("==")
              && (instrument(l) && r instanceof Formula.Var
                  || instrument(r) && l instanceof Formula.Var);
    }
    if (Shapes.deskWide(premise.type())) {
      return;
    }
    if (bind && known && !same) {
      throw new NotAnalysed("a join over several instruments", premise.place());
    }
    if (!same && !bind) {
      throw new NotAnalysed("a pattern on any instrument", premise.place());
    }
    if (bind && premise.kind() != Premise.Kind.HAS) {
      throw new NotAnalysed("a negation over any instrument", premise.place());
    }
  }

  private static boolean instrument(Formula f) {
    return f instanceof Formula.Field(String name) && name.equals("instrument");
  }

  private List<Candidate> candidates(Premise premise) {
    String type = premise.type();
    if (!Shapes.named(type)) {
      return List.of(kept(new World.Place(type, ""), premise));
    }
    List<Candidate> out = new ArrayList<>();
    for (String name : names(premise)) {
      if (type.equals("Derived")) {
        out.addAll(derived(name, premise));
      } else if (makes(type, name)) {
        out.add(kept(new World.Place(type, name), premise));
      }
    }
    return out;
  }

  private Candidate kept(World.Place place, Premise premise) {
    Way.Part there = new Way.Part(world.present(place), said(premise), premise.place());
    return new Candidate(name -> world.field(place, name), List.of(there));
  }

  private List<Candidate> derived(String name, Premise premise) {
    List<Candidate> out = new ArrayList<>();
    for (IntentRule rule : rules) {
      if (!rule.read() && rule.conclusions().isEmpty()) {
        throw new NotAnalysed(
            "the rule \"" + rule.name() + "\", which is not: " + rule.unread(), premise.place());
      }
      for (IntentRule.Conclusion conclusion : rule.conclusions()) {
        if (conclusion.type().equals("Derived") && named(conclusion).equals(name)) {
          for (Way way : ways(rule)) {
            out.add(new Candidate(view(rule, conclusion, way), way.parts()));
          }
        }
      }
    }
    return out;
  }

  /// The name of a derived fact, which must be written outright.
  static String named(IntentRule.Conclusion conclusion) {
    if (conclusion.args().size() == 5
        && conclusion.args().get(2) instanceof Formula.Text(String name)) {
      return name;
    }
    throw new NotAnalysed("a derived fact whose name is computed", conclusion.place());
  }

  private Function<String, Val> view(IntentRule rule, IntentRule.Conclusion conclusion, Way way) {
    return component -> {
      int at = List.of("instrument", "source", "name", "value", "rule").indexOf(component);
      if (at < 0) {
        throw new IllegalArgumentException("a Derived has no component " + component);
      }
      Formulas right = new Formulas(world, way.bound(), way.facts(), null, conclusion.place());
      Val value = right.value(conclusion.args().get(at));
      if (at == 0 && !(value instanceof Val.Instrument)) {
        throw new NotAnalysed(
            "the instrument concluded by \"" + rule.name() + "\"", conclusion.place());
      }
      return value;
    };
  }

  private static List<String> names(Premise premise) {
    for (Premise.Test test : premise.tests()) {
      Formula holds = test.holds();
      if (holds instanceof Formula.Bin(String op, Formula l, Formula.Text(String name))
          && op.equals("==")
          && l.equals(new Formula.Field("name"))) {
        return List.of(name);
      }
      if (holds instanceof Formula.In(Formula what, List<Formula> among)
          && what.equals(new Formula.Field("name"))) {
        List<String> out = new ArrayList<>();
        for (Formula one : among) {
          if (!(one instanceof Formula.Text(String name))) {
            throw new NotAnalysed("a name that is not written outright", test.place());
          }
          out.add(name);
        }
        return out;
      }
    }
    throw new NotAnalysed("a pattern on facts of any name", premise.place());
  }

  private Way tested(Way way, Premise premise, Candidate one) {
    Way out = way;
    for (Way.Part part : one.parts()) {
      out = out.with(part);
    }
    if (!premise.fact().isEmpty()) {
      out = out.naming(premise.fact(), one.fact());
    }
    for (Premise.Test test : premise.tests()) {
      if (!test.bound().isEmpty()) {
        out = out.binding(test.bound(), component(one, test));
      }
      Formulas left = new Formulas(world, out.bound(), out.facts(), one.fact(), test.place());
      Term holds = left.truth(test.holds());
      if (!holds.is(true)) {
        out =
            out.with(new Way.Part(holds, said(premise) + " " + test.holds().text(), test.place()));
      }
    }
    return out;
  }

  private static Val component(Candidate one, Premise.Test test) {
    try {
      return one.fact().apply(test.field());
    } catch (IllegalArgumentException e) {
      throw new NotAnalysed(String.valueOf(e.getMessage()), test.place());
    }
  }

  /// The pattern in a few words: its type, and its name if it says one.
  static String said(Premise premise) {
    if (!Shapes.named(premise.type())) {
      return premise.type();
    }
    return premise.type() + " " + String.join("/", names(premise));
  }

  /// Where a rule asks for facts that nothing can make: `what`, and whether it asks that there be
  /// none.
  record Unmade(String what, boolean lacks, Place place) {}

  /// Names `rule` asks for that nothing makes.
  List<Unmade> unmade(IntentRule rule) {
    List<Unmade> out = new ArrayList<>();
    for (Premise premise : rule.premises()) {
      if (!Shapes.named(premise.type())) {
        continue;
      }
      for (String name : namesOrNone(premise)) {
        boolean made =
            premise.type().equals("Derived") ? concluded(name) : makes(premise.type(), name);
        if (!made) {
          boolean lacks = premise.kind() == Premise.Kind.LACKS;
          out.add(new Unmade(premise.type() + " \"" + name + "\"", lacks, premise.place()));
        }
      }
    }
    return out;
  }

  private static List<String> namesOrNone(Premise premise) {
    try {
      return names(premise);
    } catch (NotAnalysed e) {
      return List.of();
    }
  }

  /// Whether some rule concludes a fact of this name, or may.
  private boolean concluded(String name) {
    for (IntentRule rule : rules) {
      if (!rule.read() && rule.conclusions().isEmpty()) {
        return true;
      }
      for (IntentRule.Conclusion conclusion : rule.conclusions()) {
        if (conclusion.type().equals("Derived")
            && (conclusion.args().size() != 5
                || !(conclusion.args().get(2) instanceof Formula.Text(String text))
                || text.equals(name))) {
          return true;
        }
      }
    }
    return false;
  }
}
