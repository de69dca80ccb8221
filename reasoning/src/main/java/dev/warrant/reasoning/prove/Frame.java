package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;

/// Stack and local variables at one place of a method.
final class Frame {
  private final List<Value> locals;
  private final List<Value> stack;

  private Frame(List<Value> locals, List<Value> stack) {
    this.locals = locals;
    this.stack = stack;
  }

  static Frame start(int size) {
    List<Value> locals = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      locals.add(new Value.Unusable());
    }
    return new Frame(locals, new ArrayList<>());
  }

  Frame copy() {
    return new Frame(new ArrayList<>(locals), new ArrayList<>(stack));
  }

  void push(Value value) {
    stack.add(value);
  }

  Value pop(String place) {
    if (stack.isEmpty()) {
      throw new Refusal(Reason.OPERAND, place, "nothing on the stack");
    }
    return stack.removeLast();
  }

  Value load(int local, String place) {
    if (local >= locals.size()) {
      throw new Refusal(Reason.OPERAND, place, "local variable " + local + " does not exist");
    }
    return locals.get(local);
  }

  /// A `long` also takes the place after it.
  void store(int local, Value value, String place) {
    load(local, place);
    locals.set(local, value);
    if (value.wide()) {
      load(local + 1, place);
      locals.set(local + 1, new Value.Unusable());
    }
    if (local > 0 && locals.get(local - 1).wide()) {
      locals.set(local - 1, new Value.Unusable());
    }
  }

  /// One frame for all ways that meet: `tests.get(i)` says that way `i` was taken.
  static Frame merged(Terms t, List<Frame> frames, List<Term> tests, String place) {
    Frame first = frames.getFirst();
    Frame out = start(first.locals.size());
    for (int i = 0; i < first.locals.size(); i++) {
      int local = i;
      out.locals.set(i, merge(t, frames.stream().map(f -> f.locals.get(local)).toList(), tests));
    }
    for (Frame frame : frames) {
      if (frame.stack.size() != first.stack.size()) {
        throw new Refusal(Reason.OPERAND, place, "stacks of different depths meet");
      }
    }
    for (int i = 0; i < first.stack.size(); i++) {
      int depth = i;
      out.push(merge(t, frames.stream().map(f -> f.stack.get(depth)).toList(), tests));
    }
    return out;
  }

  /// The value of the way that was taken.
  static Value merge(Terms t, List<Value> values, List<Term> tests) {
    Value out = values.getLast();
    for (int i = values.size() - 2; i >= 0; i--) {
      Value other = values.get(i);
      if (other.equals(out)) {
        continue;
      }
      Term a = CodeTerms.number(t, other);
      Term b = CodeTerms.number(t, out);
      if (a == null || b == null || other.wide() != out.wide()) {
        return new Value.Unusable();
      }
      out = new Value.Whole(t.ite(tests.get(i), a, b), other.wide());
    }
    return out;
  }
}
