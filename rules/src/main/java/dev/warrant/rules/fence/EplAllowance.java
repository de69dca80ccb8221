package dev.warrant.rules.fence;

/// What classes made of EPL may name: the parts of Esper 9.0 that filters, windows, sums and
/// patterns are made of, events, boxes and collections. Its packages for scripts, tables, data
/// flows, databases and method calls are not on it, nor is anything that finds a class.
final class EplAllowance {
  private static final String ENGINE = "com/espertech/esper/common/internal/";
  private static final String[] PARTS = {
    "collection/",
    "compile/stage2/",
    "context/activator/",
    "context/aifactory/core/",
    "context/aifactory/select/",
    "context/module/",
    "context/util/",
    "epl/agg/",
    "epl/expression/",
    "epl/output/",
    "epl/pattern/",
    "epl/resultset/",
    "epl/variable/core/",
    "event/core/",
    "event/path/",
    "filterspec/",
    "serde/serdeset/",
    "settings/",
    "type/",
    "util/",
    "view/"
  };

  private EplAllowance() {}

  static JavaAllowance of(String events) {
    JavaAllowance.Builder b = new JavaAllowance.Builder();
    b.never("getClass", "forName", "invoke", "newInstance", "getClassLoader", "loadClass")
        .inside(events)
        .inside("com/espertech/esper/common/client/");
    for (String part : PARTS) {
      b.inside(ENGINE + part);
    }
    java(b);
    collections(b);
    return b.build();
  }

  private static void java(JavaAllowance.Builder b) {
    b.type("java/lang/Object", "<init>", "equals", "hashCode")
        .type("java/lang/String", "equals", "hashCode", "compareTo")
        .type("java/lang/Integer", "valueOf", "intValue", "longValue", "doubleValue", "equals")
        .type("java/lang/Long", "valueOf", "intValue", "longValue", "doubleValue", "equals")
        .type("java/lang/Double", "valueOf", "longValue", "doubleValue", "equals")
        .type("java/lang/Boolean", "valueOf", "booleanValue", "equals")
        .type("java/lang/Number", "intValue", "longValue", "doubleValue")
        .type("java/lang/Math", "abs")
        .type("java/lang/Iterable", "iterator")
        .type("java/lang/UnsupportedOperationException", "<init>")
        .type("java/lang/RuntimeException", "<init>")
        .type("java/lang/annotation/Annotation")
        .type("java/io/DataInput")
        .type("java/io/DataOutput")
        .type("java/io/IOException");
  }

  private static void collections(JavaAllowance.Builder b) {
    for (String name :
        new String[] {
          "ArrayDeque",
          "ArrayList",
          "Arrays",
          "Collection",
          "Collections",
          "Comparator",
          "HashMap",
          "HashSet",
          "Iterator",
          "LinkedHashMap",
          "LinkedHashSet",
          "List",
          "Map",
          "Map$Entry",
          "Objects",
          "Set",
          "SortedSet",
          "TreeSet"
        }) {
      b.type("java/util/" + name, "*");
    }
  }
}
