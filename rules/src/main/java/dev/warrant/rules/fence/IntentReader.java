package dev.warrant.rules.fence;

import dev.warrant.rules.intent.Formula;
import dev.warrant.rules.intent.IntentRule;
import dev.warrant.rules.intent.Premise;
import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// Reads rules the fence has let through as data. What is more than typed comparisons and joins is
/// named, not guessed at.
public final class IntentReader {
  /// Attributes that order what fires and change nothing of what holds in the end.
  private static final Set<String> HARMLESS = Words.of("salience", "no-loop");

  private IntentReader() {}

  /// The rules of texts by path, in order of file and line.
  ///
  /// @throws dev.warrant.rules.text.RuleException if the text is no DRL
  public static List<IntentRule> read(SortedMap<String, String> texts) {
    List<IntentRule> out = new ArrayList<>();
    texts.forEach((file, text) -> {
      PackageDescr pack = DrlFence.parse(file, text);
      for (RuleDescr rule : pack.getRules()) {
        out.add(read(file, rule));
      }
    });
    return List.copyOf(out);
  }

  private static IntentRule read(String file, RuleDescr rule) {
    Place place = DrlFence.place(file, rule);
    List<Premise> premises = new ArrayList<>();
    List<IntentRule.Conclusion> conclusions = new ArrayList<>();
    String unread = "";
    Place unreadPlace = place;
    try {
      if (rule instanceof QueryDescr) {
        throw new Unread("query", place);
      }
      for (String attribute : rule.getAttributes().keySet()) {
        if (!HARMLESS.contains(attribute)) {
          throw new Unread(attribute, place);
        }
      }
      for (BaseDescr descr : rule.getLhs().getDescrs()) {
        premises.add(premise(file, descr, Premise.Kind.HAS));
      }
    } catch (Unread e) {
      unread = e.construct();
      unreadPlace = e.place();
    }
    try {
      conclusions.addAll(conclusions(file, rule));
    } catch (Unread e) {
      conclusions.clear();
      unread = unread.isEmpty() ? e.construct() : unread;
      unreadPlace = unread.equals(e.construct()) ? e.place() : unreadPlace;
    }
    return new IntentRule(rule.getName(), place, premises, conclusions, unread, unreadPlace);
  }

  private static Premise premise(String file, BaseDescr descr, Premise.Kind kind) {
    return switch (descr) {
      case NotDescr not when kind == Premise.Kind.HAS -> only(file, not, Premise.Kind.LACKS);
      case ExistsDescr exists when kind == Premise.Kind.HAS ->
          only(file, exists, Premise.Kind.EXISTS);
      case PatternDescr p when p.getSource() == null -> pattern(file, p, kind);
      case PatternDescr p when p.getSource() instanceof AccumulateDescr ->
          throw new Unread("accumulate", DrlFence.place(file, p));
      case AccumulateDescr a -> throw new Unread("accumulate", DrlFence.place(file, a));
      default -> throw new Unread(name(descr), DrlFence.place(file, descr));
    };
  }

  private static Premise only(String file, BaseDescr group, Premise.Kind kind) {
    List<?> parts =
        group instanceof NotDescr not ? not.getDescrs() : ((ExistsDescr) group).getDescrs();
    if (parts.size() != 1) {
      throw new Unread(name(group) + " over several patterns", DrlFence.place(file, group));
    }
    BaseDescr one = (BaseDescr) parts.getFirst();
    if (one instanceof AndDescr) {
      throw new Unread(name(group) + " over several patterns", DrlFence.place(file, group));
    }
    return premise(file, one, kind);
  }

  private static String name(BaseDescr descr) {
    return descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(java.util.Locale.ROOT);
  }

  private static Premise pattern(String file, PatternDescr pattern, Premise.Kind kind) {
    List<Premise.Test> tests = new ArrayList<>();
    for (BaseDescr descr : pattern.getDescrs()) {
      if (!(descr instanceof ExprConstraintDescr constraint)
          || constraint.getType() != ExprConstraintDescr.Type.NAMED) {
        throw new Unread("a constraint without a name", DrlFence.place(file, descr));
      }
      tests.add(test(constraint.getExpression(), DrlFence.place(file, constraint)));
    }
    String type = pattern.getObjectType();
    String fact = pattern.getIdentifier() == null ? "" : pattern.getIdentifier();
    return new Premise(
        kind,
        type.substring(type.lastIndexOf('.') + 1),
        fact,
        tests,
        DrlFence.place(file, pattern));
  }

  private static Premise.Test test(String text, Place place) {
    FormulaParser parser = new FormulaParser(text, place, true);
    Formula first = parser.expression();
    String bound = "";
    String field = "";
    Formula holds = first;
    if (first instanceof Formula.Var(String name) && parser.take(":")) {
      bound = name;
      holds = parser.expression();
      field = leading(holds, parser);
      holds = holds instanceof Formula.Field ? new Formula.Truth(true) : holds;
    }
    if (!parser.done()) {
      throw parser.unread("a constraint of several parts");
    }
    return new Premise.Test(bound, field, holds, place);
  }

  /// The component that `$x : component > 5` binds.
  private static String leading(Formula holds, FormulaParser parser) {
    Formula left =
        holds instanceof Formula.Bin(String op, Formula l, Formula _) ? plain(op, l) : holds;
    if (left instanceof Formula.Field(String name)) {
      return name;
    }
    throw parser.unread("a variable bound to an expression");
  }

  private static Formula plain(String op, Formula left) {
    return Words.of("==", "!=", "<", "<=", ">", ">=").contains(op) ? left : new Formula.Truth(true);
  }

  private static List<IntentRule.Conclusion> conclusions(String file, RuleDescr rule) {
    Place start = new Place(file, rule.getConsequenceLine() + 1, 1);
    FormulaParser parser = new FormulaParser(String.valueOf(rule.getConsequence()), start, false);
    List<IntentRule.Conclusion> out = new ArrayList<>();
    while (!parser.done()) {
      Place place = parser.place();
      String word = parser.word();
      if (word.equals("insertLogical")) {
        parser.expect("(");
        out.add(conclusion(parser, place));
        parser.expect(")");
      } else if (Words.of("long", "int", "boolean", "String").contains(word)) {
        String name = parser.word();
        parser.expect("=");
        parser.local(name, parser.expression());
      } else {
        throw new Unread(word + " in the consequence", place);
      }
      parser.expect(";");
    }
    return out;
  }

  private static IntentRule.Conclusion conclusion(FormulaParser parser, Place place) {
    if (!parser.word().equals("new")) {
      throw new Unread("a conclusion that is not made in place", place);
    }
    String type = parser.word();
    parser.expect("(");
    List<Formula> args = new ArrayList<>();
    do {
      args.add(parser.expression());
    } while (parser.take(","));
    parser.expect(")");
    return new IntentRule.Conclusion(type, args, place);
  }
}
