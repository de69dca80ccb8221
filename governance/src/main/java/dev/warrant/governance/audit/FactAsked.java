package dev.warrant.governance.audit;

import dev.warrant.knowledge.unit.Digest;
import dev.warrant.reasoning.deduce.lang.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which facts are meant by number of an input, kind, name, or first digits of a digest. The first
/// parts of a fact are its kind, instrument, input and, for most, its name; an event is its kind
/// and input, and a belief has its model seventh.
///
/// Said twice: as rules for the deductive database, and as a test of one fact.
final class FactAsked {
  /// Names of nodes have no more.
  static final int NODE_DIGITS = 32;

  private static final int DIGITS_MIN = 6;
  private static final String BELIEF = "/belief";
  private static final String EVENT = "/event";
  private static final int INPUT = 2;
  private static final int NAME = 3;
  private static final int MODEL = 6;

  private final String asked;
  private final boolean number;
  private final boolean digits;
  private final String kind;
  private final long value;

  /// @throws IllegalArgumentException if it can mean none
  FactAsked(String asked) {
    if (!asked.matches("[A-Za-z0-9_.:-]{1,100}")) {
      throw new IllegalArgumentException(
          "found \"" + asked + "\", expected letters, digits, dots, dashes and colons");
    }
    this.asked = asked;
    number = asked.matches("[0-9]{1,18}");
    digits = asked.length() >= DIGITS_MIN && asked.matches("[0-9a-f]+");
    kind = kind(asked);
    value = number ? Long.parseLong(asked) : 0;
  }

  /// Whether it can mean this model.
  boolean model(Digest model) {
    return asked.length() >= DIGITS_MIN && model.hex().startsWith(asked);
  }

  /// The rules of `hit`, over `stated`: a node, and what it says.
  String rules() {
    List<String> rules = new ArrayList<>();
    if (number) {
      rules.add("N = fn:list:get(F, 2), N = " + asked + ", 2 < L");
      rules.add("N = fn:list:get(F, 1), N = " + asked + ", K = fn:list:get(F, 0), K = " + EVENT);
    }
    if (digits) {
      rules.add(":string:starts_with(P, \"/node/" + asked + "\")");
      rules.add(
          "6 < L, K = fn:list:get(F, 0), K = /belief, D = fn:list:get(F, 6), "
              + ":string:starts_with(D, \""
              + asked
              + "\")");
    }
    rules.add("K = fn:list:get(F, 0), K = " + kind);
    rules.add("3 < L, N = fn:list:get(F, 3), N = \"" + asked + "\"");
    StringBuilder out = new StringBuilder();
    for (String rule : rules) {
      out.append("hit(P, F) :- stated(P, F), L = fn:list:len(F), 0 < L, ")
          .append(guarded(rule))
          .append(".\n");
    }
    return out.toString();
  }

  /// A condition on the length stands before what needs it.
  private static String guarded(String rule) {
    int need = rule.contains("fn:list:get(F, 2)") ? 2 : rule.contains("fn:list:get(F, 1)") ? 1 : 0;
    return need + " < L, " + rule;
  }

  private static String kind(String asked) {
    String word = asked.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
    return "/" + (Character.isLetter(word.charAt(0)) ? word : "x" + word);
  }

  /// Whether a node is meant that says so.
  boolean hits(Digest node, Value says) {
    return says instanceof Value.ListOf list
        && !list.items().isEmpty()
        && (shape(Shape.of(list)) || number(list) || node(node));
  }

  private boolean number(Value.ListOf fact) {
    boolean event = fact.items().getFirst().equals(Value.name(EVENT));
    return number(Shape.number(fact, INPUT)) || event && number(Shape.number(fact, 1));
  }

  /// The number of the input that a fact names: an input its own, any other fact that it was last
  /// derived from.
  static long input(Value.ListOf fact) {
    boolean event = fact.items().getFirst().equals(Value.name(EVENT));
    return Shape.number(fact, event ? 1 : INPUT);
  }

  /// Whether it is asked for by this number; [Shape#NONE] is none.
  boolean number(long found) {
    return number && found == value;
  }

  /// Whether it can be digits of a digest.
  boolean digits() {
    return digits;
  }

  /// Whether it is asked for by these digits.
  boolean node(Digest node) {
    return digits && node.hex().substring(0, NODE_DIGITS).startsWith(asked);
  }

  /// Whether all of this shape are asked for.
  boolean shape(Shape shape) {
    return shape.kind().equals(kind)
        || shape.name().equals(asked)
        || digits && shape.kind().equals(BELIEF) && shape.model().startsWith(asked);
  }

  /// What facts have in common.
  ///
  /// @param kind first part, a name with its slash
  /// @param name fourth part; empty if that is no text
  /// @param model seventh part; empty if that is no text
  record Shape(String kind, String name, String model) {
    /// No number: whoever asks has none below zero.
    static final long NONE = -1;

    static Shape of(Value.ListOf fact) {
      String kind = fact.items().getFirst() instanceof Value.Name n ? n.text() : "";
      return new Shape(kind, text(fact, NAME), text(fact, MODEL));
    }

    private static String text(Value.ListOf fact, int at) {
      boolean there = at < fact.items().size();
      return there && fact.items().get(at) instanceof Value.Text t ? t.text() : "";
    }

    /// A part that is a number; else [#NONE].
    static long number(Value.ListOf fact, int at) {
      boolean there = at < fact.items().size();
      return there && fact.items().get(at) instanceof Value.Num n ? n.value() : NONE;
    }
  }
}
