package dev.warrant.rules.fence;

import dev.warrant.rules.text.RuleException;
import dev.warrant.rules.text.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.jspecify.annotations.Nullable;

/// Walks the left side of a rule; whatever is not named here is refused.
final class DrlConditions {
  /// Accumulate functions over integers whose result does not depend on the order of facts.
  private static final Set<String> FUNCTIONS =
      Words.of("count", "sumL", "min", "max", "collectList");

  private DrlConditions() {}

  static void check(String file, BaseDescr descr) {
    switch (descr) {
      case AndDescr and -> each(file, and.getDescrs());
      case OrDescr or -> each(file, or.getDescrs());
      case NotDescr not -> each(file, not.getDescrs());
      case ExistsDescr exists -> each(file, exists.getDescrs());
      case ForallDescr forall -> each(file, forall.getDescrs());
      case PatternDescr pattern -> pattern(file, pattern);
      case AccumulateDescr accumulate -> accumulate(file, accumulate);
      case ExprConstraintDescr _ -> {}
      default ->
          throw refuse(
              "drl-condition",
              file,
              descr,
              descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(Locale.ROOT),
              "patterns, not, exists, forall, and, or, accumulate");
    }
  }

  private static void each(String file, List<?> descrs) {
    for (Object descr : descrs) {
      check(file, (BaseDescr) descr);
    }
  }

  private static void pattern(String file, PatternDescr pattern) {
    if (!pattern.getAnnotationNames().isEmpty()) {
      throw refuse("drl-annotation", file, pattern, "an annotation on a pattern", "no annotations");
    }
    if (!pattern.getBehaviors().isEmpty()) {
      throw refuse("drl-window", file, pattern, "a sliding window", "facts as they stand now");
    }
    each(file, pattern.getDescrs());
    @Nullable PatternSourceDescr source = pattern.getSource();
    if (source instanceof AccumulateDescr accumulate) {
      accumulate(file, accumulate);
    } else if (source != null) {
      throw refuse("drl-from", file, pattern, "a pattern with from", "patterns over facts");
    }
  }

  private static void accumulate(String file, AccumulateDescr accumulate) {
    boolean inline =
        accumulate.getInitCode() != null
            || accumulate.getActionCode() != null
            || accumulate.getResultCode() != null;
    if (inline || accumulate.getFunctions().isEmpty()) {
      throw refuse("drl-accumulate", file, accumulate, "code inside accumulate", "a function");
    }
    for (AccumulateDescr.AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
      if (!FUNCTIONS.contains(call.getFunction())) {
        throw refuse(
            "drl-accumulate",
            file,
            accumulate,
            "the function " + call.getFunction(),
            "one of " + String.join(", ", new TreeSet<>(FUNCTIONS)));
      }
    }
    check(file, accumulate.getInput());
  }

  private static RuleException refuse(
      String code, String file, BaseDescr where, String found, String expected) {
    return DrlFence.refuse(code, DrlFence.place(file, where), found, expected);
  }
}
