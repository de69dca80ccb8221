package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;

/// What matching one rule may cost. Rules are matched as a whole before the first of them fires, so
/// no limit of firings ends a cross join; and all of it is paid on the thread that deliberates.
///
/// Each pattern counts the facts it can match at worst, in a desk of sixteen instruments with
/// sixty-four names of each kind: fewer if a constraint of its own says `instrument == …` or `name
/// == …`. The product over the patterns of a rule is bounded.
final class DrlJoins {
  private static final int PATTERNS_MAX = 16;
  private static final int CONSTRAINTS_MAX = 16;
  private static final long TUPLES_MAX = 10_000_000;
  private static final int INSTRUMENTS = 16;
  private static final int NAMES = 64;

  /// Facts that rules made of one name: their values may differ.
  private static final int MADE = 64;

  private static final Map<String, Integer> KEYED = new TreeMap<>();

  static {
    List.of("Account", "DeskMode").forEach(one -> KEYED.put(one, 1));
    List.of("Quote", "Position", "Feed", "Belief").forEach(each -> KEYED.put(each, INSTRUMENTS));
  }

  private long tuples = 1;
  private int patterns;

  private DrlJoins() {}

  static void check(String file, BaseDescr when) {
    new DrlJoins().descr(file, when);
  }

  private void descr(String file, BaseDescr descr) {
    switch (descr) {
      case PatternDescr pattern -> {
        pattern(file, pattern);
        if (pattern.getSource() instanceof AccumulateDescr accumulate) {
          descr(file, accumulate.getInput());
        }
      }
      case AccumulateDescr accumulate -> descr(file, accumulate.getInput());
      case ConditionalElementDescr group -> {
        for (Object part : group.getDescrs()) {
          descr(file, (BaseDescr) part);
        }
      }
      default -> {}
    }
  }

  private void pattern(String file, PatternDescr pattern) {
    Place place = DrlFence.place(file, pattern);
    List<? extends BaseDescr> constraints = pattern.getDescrs();
    boolean instrument = false;
    boolean name = false;
    for (BaseDescr constraint : constraints) {
      String text = constraint instanceof ExprConstraintDescr e ? e.getExpression().strip() : "";
      instrument |= text.matches("instrument\\s*==\\s*[$0-9][A-Za-z0-9_]*");
      name |=
          text.matches("name\\s*==\\s*\"[^\"]*\"")
              || text.matches("name\\s+in\\s*\\((\\s*\"[^\"]*\"\\s*,?){1,8}\\)");
    }
    tuples *= facts(pattern.getObjectType(), instrument, name);
    patterns++;
    if (tuples > TUPLES_MAX || patterns > PATTERNS_MAX || constraints.size() > CONSTRAINTS_MAX) {
      throw DrlFence.refuse(
          "drl-join",
          place,
          String.format(
              Locale.ROOT,
              "patterns that %,d combinations of facts can match, %d patterns, %d constraints",
              tuples,
              patterns,
              constraints.size()),
          String.format(
              Locale.ROOT,
              "at most %,d, %d and %d: say instrument == $i and name == \"…\"",
              TUPLES_MAX,
              PATTERNS_MAX,
              CONSTRAINTS_MAX));
    }
  }

  private static int facts(String type, boolean instrument, boolean name) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    Integer each = KEYED.get(simple);
    if (each != null) {
      return instrument ? 1 : each;
    }
    int made = simple.equals("Derived") || simple.equals("Intent") ? MADE : 1;
    int all = (instrument ? 1 : INSTRUMENTS) * (name ? made : NAMES);
    return simple.equals("Derived") || simple.equals("Intent") ? Math.max(MADE, all) : all;
  }
}
