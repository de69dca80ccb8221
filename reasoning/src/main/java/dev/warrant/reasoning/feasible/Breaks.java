package dev.warrant.reasoning.feasible;

import dev.warrant.reasoning.smt.Form;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Where a form of one unknown changes its slope: the least numbers at which a choice inside it
/// falls otherwise than just below. Between two of them it is linear, but for rounding.
final class Breaks {
  private final long low;
  private final long high;

  private Breaks(long low, long high) {
    this.low = low;
    this.high = high;
  }

  /// Those of `forms` above `low`, up to `high`.
  static NavigableSet<Long> of(Collection<Form> forms, long low, long high) {
    Breaks breaks = new Breaks(low, high);
    NavigableSet<Long> out = new TreeSet<>();
    forms.forEach(form -> breaks.add(form, out));
    return out;
  }

  private void add(Form form, NavigableSet<Long> out) {
    switch (form) {
      case Form.Known _, Form.Unknown _ -> {}
      case Form.Sum(List<Form> of) -> of.forEach(part -> add(part, out));
      case Form.Scaled(long _, Form of) -> add(of, out);
      case Form.RoundedUp(Form over, long _) -> add(over, out);
      case Form.Greatest(Form l, Form r) -> choice(l, r, out);
      case Form.Least(Form l, Form r) -> choice(l, r, out);
    }
  }

  /// Both sides are linear between their own breaks, so that the larger one changes at most once
  /// there.
  private void choice(Form l, Form r, NavigableSet<Long> out) {
    NavigableSet<Long> own = new TreeSet<>();
    add(l, own);
    add(r, own);
    out.addAll(own);
    long from = low;
    for (long next : own) {
      crossing(l, r, from, next - 1, out);
      from = next;
    }
    crossing(l, r, from, high, out);
  }

  private static void crossing(Form l, Form r, long from, long to, NavigableSet<Long> out) {
    int sign = sign(l, r, from);
    if (from >= to || sign == sign(l, r, to)) {
      return;
    }
    out.add(Border.last(from, to, at -> sign(l, r, at) == sign) + 1);
  }

  /// What does not fit 64 bits is a case of its own.
  private static int sign(Form l, Form r, long at) {
    try {
      return Long.compare(l.at(at), r.at(at));
    } catch (ArithmeticException e) {
      return 2;
    }
  }
}
