package dev.warrant.rules.fence;

/// What classes made of EPL may name: the engine's own packages, events, boxes and collections.
/// What is not of the language (reflection, text of unbounded length, doubles) is not on it.
final class EplAllowance {
  private EplAllowance() {}

  static JavaAllowance of(String events) {
    JavaAllowance.Builder b = new JavaAllowance.Builder();
    b.never("forName", "invoke", "newInstance", "getClassLoader", "exec", "loadClass")
        .inside("com/espertech/esper/common/internal/")
        .inside("com/espertech/esper/common/client/")
        .inside(events);
    for (String name :
        new String[] {
          "Integer", "Long", "Boolean", "Short", "Byte", "Character", "Number", "StringBuilder",
          "Iterable", "RuntimeException", "UnsupportedOperationException", "IllegalStateException",
          "Throwable", "CharSequence", "Enum", "Comparable", "Exception", "Void", "Double", "Float",
          "NullPointerException", "Override"
        }) {
      b.type("java/lang/" + name, "*");
    }
    b.type("java/lang/Object", "<init>", "equals", "hashCode", "toString")
        .type("java/lang/Class", "isAssignableFrom", "getName")
        .type(
            "java/lang/String", "equals", "hashCode", "length", "isEmpty", "valueOf", "compareTo");
    for (String name :
        new String[] {
          "Map", "Map$Entry", "List", "Set", "Collection", "Collections", "Iterator", "ArrayList",
          "Arrays", "HashMap", "LinkedHashMap", "HashSet", "LinkedHashSet", "ArrayDeque", "Deque"
        }) {
      b.type("java/util/" + name, "*");
    }
    return b.build();
  }
}
