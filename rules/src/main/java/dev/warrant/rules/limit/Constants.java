package dev.warrant.rules.limit;

import java.util.Map;

/// What the parameters of a limit are: values, or columns of tables.
record Constants(Map<String, Expr.Num> values, Map<String, Lookup> lookups) {}
