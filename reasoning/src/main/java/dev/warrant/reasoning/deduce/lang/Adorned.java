package dev.warrant.reasoning.deduce.lang;

import java.util.ArrayList;
import java.util.List;

/// A predicate, and what is known of its columns when it is asked for: `b` where there is a value,
/// `f` where not, `-` where its values are not followed.
record Adorned(String predicate, String columns) implements Comparable<Adorned> {
  static final char BOUND = 'b';
  static final char FREE = 'f';
  static final char LOST = '-';

  /// The predicate of its rows, without the columns that are not followed.
  String rows() {
    return predicate + "^" + columns;
  }

  /// The predicate of what is asked for: one column for each that has a value.
  String wanted() {
    return "?" + rows();
  }

  List<Term> bound(List<Term> args) {
    return only(args, false);
  }

  List<Term> followed(List<Term> args) {
    return only(args, true);
  }

  private List<Term> only(List<Term> args, boolean free) {
    List<Term> out = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      char c = columns.charAt(i);
      if (c == BOUND || free && c == FREE) {
        out.add(args.get(i));
      }
    }
    return out;
  }

  @Override
  public int compareTo(Adorned other) {
    int p = predicate.compareTo(other.predicate);
    return p != 0 ? p : columns.compareTo(other.columns);
  }
}
