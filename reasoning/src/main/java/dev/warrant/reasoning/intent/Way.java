package dev.warrant.reasoning.intent;

import dev.warrant.reasoning.prove.Term;
import dev.warrant.rules.text.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// One way a rule can match: what must hold, and what its variables stand for then. A rule has
/// several if it rests on what several rules conclude.
///
/// @param parts all of which must hold, in the order written
/// @param bound variables
/// @param facts components of the facts bound to variables
record Way(List<Part> parts, Map<String, Val> bound, Map<String, Function<String, Val>> facts) {
  /// A condition and the words and place it was written in.
  record Part(Term holds, String says, Place place) {}

  Way {
    parts = List.copyOf(parts);
    bound = Collections.unmodifiableMap(new TreeMap<>(bound));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  static Way start() {
    return new Way(List.of(), Collections.emptySortedMap(), Collections.emptySortedMap());
  }

  Way with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new Way(more, bound, facts);
  }

  Way binding(String name, Val value) {
    Map<String, Val> more = new TreeMap<>(bound);
    more.put(name, value);
    return new Way(parts, more, facts);
  }

  Way naming(String name, Function<String, Val> fact) {
    Map<String, Function<String, Val>> more = new TreeMap<>(facts);
    more.put(name, fact);
    return new Way(parts, bound, more);
  }

  List<Term> terms() {
    return parts.stream().map(Part::holds).toList();
  }
}
