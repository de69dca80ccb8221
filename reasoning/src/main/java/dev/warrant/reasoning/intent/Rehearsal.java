package dev.warrant.reasoning.intent;

import dev.warrant.knowledge.fact.Fact;
import dev.warrant.reasoning.session.Deduction;
import dev.warrant.reasoning.session.DroolsSession;
import dev.warrant.reasoning.session.Firing;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Tries facts in a session of the real rule engine.
///
/// @param fired names of the rules whose conclusions stand
/// @param wishes intents as `strategy buy` or `strategy sell`
/// @param failed what went wrong; empty if nothing
record Rehearsal(Set<String> fired, Set<String> wishes, String failed) {
  static Rehearsal of(DroolsSession session, List<Fact> facts) {
    return switch (session.deduce(facts)) {
      case Deduction.Failed f ->
          new Rehearsal(Collections.emptySortedSet(), Collections.emptySortedSet(), f.why());
      case Deduction.Deduced d -> {
        TreeSet<String> fired = new TreeSet<>();
        for (Firing one : d.firings()) {
          fired.add(one.rule());
        }
        TreeSet<String> wishes = new TreeSet<>();
        d.intents()
            .forEach(i -> wishes.add(i.strategy() + " " + (i.side().sign() > 0 ? "buy" : "sell")));
        yield new Rehearsal(fired, wishes, "");
      }
    };
  }
}
