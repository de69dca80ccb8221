package dev.warrant.knowledge.unit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;

/// One canonical text for any record of the vocabulary: its simple name and its components in
/// declared order. Only integers, booleans, text, enums, digests, lists and records are allowed, so
/// that equal content always gives equal bytes.
public final class Canon {
  private static final ClassValue<Method[]> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
          RecordComponent[] parts = type.getRecordComponents();
          Method[] out = new Method[parts.length];
          for (int i = 0; i < parts.length; i++) {
            out[i] = parts[i].getAccessor();
          }
          return out;
        }
      };

  private Canon() {}

  /// The canonical text of `value`.
  ///
  /// @throws IllegalArgumentException if it holds anything without a canonical form, such as a
  ///   `double`
  public static String text(Object value) {
    StringBuilder out = new StringBuilder(128);
    append(out, value);
    return out.toString();
  }

  /// The SHA-256 of the canonical text.
  public static Digest digest(Object value) {
    return Digest.sha256(text(value));
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case Long n -> out.append(n.longValue());
      case Integer n -> out.append(n.intValue());
      case Boolean b -> out.append(b ? 1 : 0);
      case String s -> quote(out, s);
      case Enum<?> e -> out.append(e.name());
      case Digest d -> out.append(d.hex());
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          append(out, list.get(i));
        }
        out.append(']');
      }
      case Record r -> record(out, r);
      default ->
          throw new IllegalArgumentException("no canonical form for " + value.getClass().getName());
    }
  }

  private static void record(StringBuilder out, Record r) {
    out.append(r.getClass().getSimpleName()).append('(');
    Method[] parts = ACCESSORS.get(r.getClass());
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      try {
        append(out, parts[i].invoke(r));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalArgumentException("cannot read " + parts[i], e);
      }
    }
    out.append(')');
  }

  private static void quote(StringBuilder out, String s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
