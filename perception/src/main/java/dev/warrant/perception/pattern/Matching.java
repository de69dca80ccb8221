package dev.warrant.perception.pattern;

import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.annotation.Tag;
import com.espertech.esper.runtime.client.EPStatement;
import dev.warrant.knowledge.fact.Fact;
import java.lang.annotation.Annotation;

/// How the rows of one statement become facts.
///
/// @param name of the pattern
/// @param holdNanos for how long a match stays in force
record Matching(String name, long holdNanos) {
  /// @throws PatternException if it does not say for how long a match holds, or selects no whole
  ///   numbers called `instrument` and `value`
  static Matching of(PatternSource source, EPStatement statement) {
    long holdNanos = 1_000_000L * holdMs(source, statement);
    integer(source, statement, "instrument");
    integer(source, statement, "value");
    return new Matching(statement.getName(), holdNanos);
  }

  /// The fact of a row that came with input `seq` at `nanos`.
  Fact.Pattern fact(EventBean row, long seq, long nanos) {
    int instrument = ((Number) row.get("instrument")).intValue();
    long value = ((Number) row.get("value")).longValue();
    return new Fact.Pattern(instrument, seq, name, value, nanos, nanos + holdNanos);
  }

  private static long holdMs(PatternSource source, EPStatement statement) {
    for (Annotation a : statement.getAnnotations()) {
      if (a instanceof Tag tag
          && tag.name().equals("holdMs")
          && tag.value().matches("[1-9]\\d{0,6}")) {
        return Long.parseLong(tag.value());
      }
    }
    throw new PatternException(
        source.file(),
        1,
        "pattern " + statement.getName() + " does not say how long a match holds",
        "add @Tag(name='holdMs', value='2000') before select.");
  }

  private static void integer(PatternSource source, EPStatement statement, String column) {
    Class<?> type =
        statement.getEventType().isProperty(column)
            ? statement.getEventType().getPropertyType(column)
            : Void.class;
    if (type != Long.class && type != long.class && type != Integer.class && type != int.class) {
      throw new PatternException(
          source.file(),
          1,
          "pattern "
              + statement.getName()
              + " selects no integer called "
              + column
              + ", found "
              + type.getSimpleName(),
          "select instrument, … as value with whole numbers only.");
    }
  }
}
