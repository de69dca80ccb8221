package dev.warrant.sim.trial;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A policy with one small thing wrong.
///
/// @param limit or table whose text was changed
/// @param deleted whether the limit is gone; else a parameter was moved
/// @param what was done, in words
/// @param files the changed file by path; all others are as they were
record Mutant(String limit, boolean deleted, String what, SortedMap<String, String> files) {
  Mutant {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
