package dev.warrant.rules.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Fixed sets of words, in order, so that messages that list them never depend on hashing.
public final class Words {
  private Words() {}

  /// The set of these words.
  public static SortedSet<String> of(String... words) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(words)));
  }
}
