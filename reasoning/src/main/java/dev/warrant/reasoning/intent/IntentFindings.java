package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.check.Asker;
import dev.warrant.reasoning.check.Finding;
import dev.warrant.reasoning.check.FindingCode;
import dev.warrant.reasoning.prove.Obligation;
import dev.warrant.reasoning.prove.Obligation.Assertion;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.smt.Scripts;
import dev.warrant.reasoning.smt.Verdict;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is found about intent rules: that one can never match, that one is covered by another, that
/// two can fire together with opposite intents. That something cannot be is said by the solver for
/// all facts a cut can hold; that something can be is reported once the real rule engine has done
/// it. Where a rule is more than typed comparisons and linear joins, that is what is said of it.
public final class IntentFindings {
  private final List<IntentRule> rules;
  private final Map<String, Set<String>> makers;
  private final DroolsSession session;
  private final Asker asker;
  private final String engine;
  private final List<Finding> out = new ArrayList<>();
  private final Set<String> unfit = new TreeSet<>();

  private IntentFindings(
      List<IntentRule> rules,
      Map<String, Set<String>> makers,
      DroolsSession session,
      Asker asker,
      String engine) {
    this.rules = rules;
    this.makers = makers;
    this.session = session;
    this.asker = asker;
    this.engine = engine;
  }

  /// All findings: about single rules in the order of the files, then about pairs.
  ///
  /// @param makers see [Makers]
  /// @param session the same rules, compiled
  public static List<Finding> of(
      List<IntentRule> rules, Map<String, Set<String>> makers, DroolsSession session, Asker asker) {
    StringBuilder all = new StringBuilder();
    for (IntentRule rule : rules) {
      all.append(rule.name()).append(rule.premises()).append(rule.conclusions());
      all.append(rule.unread()).append('\n');
    }
    IntentFindings made = new IntentFindings(rules, makers, session, asker, all.toString());
    rules.forEach(made::single);
    made.covered();
    made.opposite();
    return List.copyOf(made.out);
  }

  private List<IntentRule> fit() {
    return rules.stream().filter(r -> !unfit.contains(r.name())).toList();
  }

  private void found(FindingCode code, String about, Place place, String says) {
    out.add(new Finding(code, about, place.toString(), says));
  }

  private void notAnalysed(IntentRule rule, String construct, Place place) {
    unfit.add(rule.name());
    String where = place.equals(rule.place()) ? "" : " (" + place + ")";
    found(FindingCode.W133, rule.name(), rule.place(), "not analysed: " + construct + where + ".");
  }

  private void single(IntentRule rule) {
    Question q = new Question(rules, makers);
    try {
      Conclusions.wishes(rule);
      List<Way> ways = q.terms.ways(rule);
      for (RuleTerms.Unmade one : q.terms.unmade(rule)) {
        if (one.lacks()) {
          found(
              FindingCode.W135,
              rule.name(),
              one.place(),
              "it asks that there be no "
                  + one.what()
                  + "; nothing ever makes one, so this always"
                  + " holds.");
        }
      }
      if (ways.isEmpty()) {
        never(rule, unmade(q, rule));
        return;
      }
      Seen seen =
          seen(
              q, q.together(List.of(rule), List.of()), List.of(rule), Collections.emptySortedSet());
      switch (seen.verdict()) {
        case UNSAT -> never(rule, reason(rule, ways));
        case UNKNOWN -> notAnalysed(rule, seen.words(), rule.place());
        case SAT -> {}
      }
    } catch (NotAnalysed e) {
      notAnalysed(rule, e.construct(), e.place());
    }
  }

  private void never(IntentRule rule, String why) {
    unfit.add(rule.name());
    found(FindingCode.W130, rule.name(), rule.place(), "it can never match: " + why + ".");
  }

  private static String unmade(Question q, IntentRule rule) {
    List<String> reasons = new ArrayList<>();
    for (RuleTerms.Unmade one : q.terms.unmade(rule)) {
      if (!one.lacks()) {
        reasons.add("nothing makes a " + one.what() + " (" + one.place() + ")");
      }
    }
    return reasons.isEmpty()
        ? "what it rests on is never concluded"
        : String.join(", and ", reasons);
  }

  /// The conditions that exclude one another, as few as needed.
  private String reason(IntentRule rule, List<Way> ways) {
    if (ways.size() > 1) {
      return "none of the "
          + ways.size()
          + " ways to deduce what it rests on can hold together with its conditions";
    }
    List<Integer> kept = new ArrayList<>();
    int parts = ways.getFirst().parts().size();
    for (int i = 0; i < parts; i++) {
      kept.add(i);
    }
    for (int i = 0; i < parts; i++) {
      int part = i;
      List<Integer> less = kept.stream().filter(k -> k.intValue() != part).toList();
      if (asker.verdict(parts(rule, less).text()) == Verdict.UNSAT) {
        kept = less;
      }
    }
    List<String> said = new ArrayList<>();
    for (int i : kept) {
      Way.Part part = ways.getFirst().parts().get(i);
      said.add(part.says() + " (" + part.place() + ")");
    }
    return said.size() == 1
        ? "no fact the desk makes has " + said.getFirst()
        : String.join(" and ", said) + " exclude one another";
  }

  private Obligation parts(IntentRule rule, List<Integer> which) {
    Question q = new Question(rules, makers);
    Way way = q.terms.ways(rule).getFirst();
    List<Assertion> asked = new ArrayList<>();
    for (int i : which) {
      Way.Part part = way.parts().get(i);
      asked.add(new Assertion("part." + i, part.says(), part.holds()));
    }
    return q.of(asked);
  }

  /// What came of looking for facts under which some rules match.
  ///
  /// @param words the facts, or why they are not known
  private record Seen(Verdict verdict, String words) {}

  /// Looks for facts under which `match` all match, and tries them in a session. An answer stands
  /// for the rules as they are: who changes any rule has it tried again.
  private Seen seen(Question q, Obligation asked, List<IntentRule> match, Set<String> wishes) {
    String script = asked.text();
    String question = "seen " + match.stream().map(IntentRule::name).toList() + wishes;
    Optional<String> before = asker.hint(question + script + engine);
    if (before.isPresent()) {
      return new Seen(Verdict.SAT, before.get());
    }
    Scripts.Answer answer = asker.example(script);
    if (answer.verdict() != Verdict.SAT) {
      return new Seen(answer.verdict(), "the solver ran out of fuel");
    }
    Facts facts = new Facts(q.world, answer);
    Rehearsal tried = Rehearsal.of(session, facts.all());
    List<String> silent =
        match.stream().map(IntentRule::name).filter(r -> !tried.fired().contains(r)).toList();
    if (!tried.failed().isEmpty()) {
      return new Seen(Verdict.UNKNOWN, "in a session of its example " + tried.failed());
    }
    if (!silent.isEmpty() || !tried.wishes().containsAll(wishes)) {
      return new Seen(Verdict.UNKNOWN, "a session of its example does not fire it");
    }
    if (facts.words().chars().allMatch(c -> c < 127) && facts.words().length() < 3000) {
      asker.hint(question + script + engine, facts.words());
    }
    return new Seen(Verdict.SAT, facts.words());
  }

  private void covered() {
    List<IntentRule> fit = fit();
    for (IntentRule one : fit) {
      for (IntentRule other : fit) {
        if (!one.name().equals(other.name())
            && !one.conclusions().isEmpty()
            && Conclusions.canonical(one).equals(Conclusions.canonical(other))) {
          covered(one, other, fit.indexOf(other) < fit.indexOf(one));
        }
      }
    }
  }

  /// Whether `other` concludes the same wherever `one` does. Of two that cover one another only the
  /// later is reported.
  private void covered(IntentRule one, IntentRule other, boolean later) {
    if (!implied(one, other) || !later && implied(other, one)) {
      return;
    }
    Question q = new Question(rules, makers);
    Obligation both = q.together(List.of(one, other), List.of());
    Seen seen = seen(q, both, List.of(one, other), Collections.emptySortedSet());
    if (seen.verdict() == Verdict.SAT) {
      found(
          FindingCode.W131,
          one.name(),
          one.place(),
          "wherever it matches, \"%s\" (%s) matches and concludes the same. Seen in a session, both at"
                  .formatted(other.name(), other.place())
              + " once: "
              + seen.words()
              + ".");
    }
  }

  private boolean implied(IntentRule one, IntentRule other) {
    Obligation claim = new Question(rules, makers).together(List.of(one), List.of(other));
    return asker.verdict(claim.text()) == Verdict.UNSAT;
  }

  private void opposite() {
    List<Conclusions.Wish> wishes = new ArrayList<>();
    fit().forEach(rule -> wishes.addAll(Conclusions.wishes(rule)));
    Map<String, List<Pair>> groups = new LinkedHashMap<>();
    for (int i = 0; i < wishes.size(); i++) {
      for (int k = i + 1; k < wishes.size(); k++) {
        if (wishes.get(i).side() != wishes.get(k).side()) {
          pair(wishes.get(i), wishes.get(k), groups);
        }
      }
    }
    groups.forEach(this::opposite);
  }

  /// Two rules seen to fire together.
  private record Pair(IntentRule one, IntentRule other, String words) {}

  private void pair(Conclusions.Wish one, Conclusions.Wish other, Map<String, List<Pair>> groups) {
    Question q = new Question(rules, makers);
    Obligation both = q.together(List.of(one.rule(), other.rule()), List.of());
    Set<String> wished = new TreeSet<>(List.of(one.text(), other.text()));
    Seen seen = seen(q, both, List.of(one.rule(), other.rule()), wished);
    String about = String.join(" / ", wished);
    switch (seen.verdict()) {
      case UNSAT -> {}
      case UNKNOWN ->
          found(
              FindingCode.W133,
              one.rule().name() + " / " + other.rule().name(),
              one.rule().place(),
              "not analysed: whether both fire together, because " + seen.words() + ".");
      case SAT ->
          groups
              .computeIfAbsent(about, _ -> new ArrayList<>())
              .add(new Pair(one.rule(), other.rule(), seen.words()));
    }
  }

  private void opposite(String about, List<Pair> pairs) {
    List<String> said = new ArrayList<>();
    for (Pair pair : pairs) {
      said.add(
          "\"%s\" (%s) with \"%s\" (%s)"
              .formatted(
                  pair.one().name(),
                  pair.one().place(),
                  pair.other().name(),
                  pair.other().place()));
    }
    found(
        FindingCode.W132,
        about,
        pairs.getFirst().one().place(),
        "these fire together, one to buy and one to sell: "
            + String.join("; ", said)
            + ". Seen in a session, for example: "
            + pairs.getFirst().words()
            + ".");
  }
}
