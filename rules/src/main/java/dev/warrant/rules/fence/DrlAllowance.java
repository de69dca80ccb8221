package dev.warrant.rules.fence;

import dev.warrant.rules.text.Words;
import java.util.Set;
import java.util.TreeSet;

/// What classes made of DRL may name: the facts, arithmetic, and what the executable model of
/// Drools 10.2 puts into every rule.
final class DrlAllowance {
  /// The vocabulary intents are deduced from and made of.
  static final Set<String> VOCABULARY =
      new TreeSet<>(
          Words.of(
              "dev.warrant.knowledge.fact.Fact",
              "dev.warrant.knowledge.fact.Fact.Account",
              "dev.warrant.knowledge.fact.Fact.Belief",
              "dev.warrant.knowledge.fact.Fact.Derived",
              "dev.warrant.knowledge.fact.Fact.DeskMode",
              "dev.warrant.knowledge.fact.Fact.Feature",
              "dev.warrant.knowledge.fact.Fact.Feed",
              "dev.warrant.knowledge.fact.Fact.Measure",
              "dev.warrant.knowledge.fact.Fact.Pattern",
              "dev.warrant.knowledge.fact.Fact.Position",
              "dev.warrant.knowledge.fact.Fact.Quote",
              "dev.warrant.knowledge.fact.Fact.Working",
              "dev.warrant.knowledge.fact.FeedState",
              "dev.warrant.knowledge.fact.Mode",
              "dev.warrant.knowledge.fact.Regime",
              "dev.warrant.knowledge.order.Intent",
              "dev.warrant.knowledge.order.Urgency",
              "dev.warrant.knowledge.unit.Digest",
              "dev.warrant.knowledge.unit.Side"));

  private DrlAllowance() {}

  /// What the classes of the engine itself may name besides, which hold nothing of a rule's text.
  static JavaAllowance metadata(Set<String> imports) {
    return builder(imports)
        .type("java/lang/invoke/StringConcatFactory", "makeConcatWithConstants")
        .build();
  }

  static JavaAllowance of(Set<String> imports) {
    return builder(imports).build();
  }

  private static JavaAllowance.Builder builder(Set<String> imports) {
    JavaAllowance.Builder b = new JavaAllowance.Builder();
    for (String name : imports) {
      b.type(internal(name), "*");
    }
    java(b);
    model(b);
    return b;
  }

  private static void java(JavaAllowance.Builder b) {
    b.never("toString", "getClass")
        .type("java/lang/Object", "<init>", "equals", "hashCode")
        .type("java/lang/Enum", "<init>", "valueOf", "ordinal", "name", "compareTo")
        .type("java/lang/Math", "max", "min", "abs", "multiplyExact", "addExact", "subtractExact")
        .type("java/lang/String", "equals", "hashCode", "length", "isEmpty")
        .type("java/lang/Number", "longValue", "intValue")
        .type("java/lang/Integer", "valueOf", "intValue", "TYPE")
        .type("java/lang/Long", "valueOf", "longValue", "TYPE")
        .type("java/lang/Boolean", "valueOf", "booleanValue", "TYPE")
        .type("java/lang/Record", "<init>")
        .type("java/lang/Exception")
        .type("java/lang/RuntimeException", "<init>")
        .type("java/lang/System", "arraycopy")
        .type("java/lang/invoke/MethodHandles")
        .type("java/lang/invoke/MethodHandles$Lookup")
        // How an accumulate names its function; what the handle points at is judged like any other.
        .type("java/lang/invoke/LambdaMetafactory", "metafactory")
        .type("java/util/Arrays", "asList")
        .type("java/util/Collections", "emptyList")
        .type("java/util/List", "size", "isEmpty", "contains")
        .type("java/util/Locale", "ENGLISH")
        .type(
            "java/time/format/DateTimeFormatterBuilder",
            "<init>",
            "appendPattern",
            "parseCaseInsensitive",
            "toFormatter")
        .type("java/time/format/DateTimeFormatter");
  }

  private static void model(JavaAllowance.Builder b) {
    b.inside("org/drools/model/")
        .type("org/drools/model/Drools")
        .type("org/drools/model/DroolsEntryPoint")
        .type("org/drools/model/Channel")
        .type("org/drools/model/RuleContext")
        .type("org/drools/modelcompiler/consequence/DroolsImpl", "asKnowledgeHelper")
        .type("org/drools/core/rule/consequence/KnowledgeHelper", "insertLogical")
        .inside("org/drools/modelcompiler/dsl/pattern/")
        .type("org/drools/modelcompiler/util/EvaluationUtil", "*")
        .inside("org/drools/core/base/accumulators/")
        .type("org/drools/util/DateUtils", "getDateFormatMask");
  }

  /// `a.b.Fact.Quote` as `a/b/Fact$Quote`.
  private static String internal(String name) {
    StringBuilder out = new StringBuilder();
    boolean inType = false;
    for (String part : name.split("\\.")) {
      out.append(out.isEmpty() ? "" : inType ? "$" : "/").append(part);
      inType |= Character.isUpperCase(part.charAt(0));
    }
    return out.toString();
  }
}
