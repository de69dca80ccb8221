package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Refusal.Reason;
import dev.warrant.reasoning.prove.Term.Sort;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Runs a guard's methods on symbols: what they return, as one term over all slot vectors, and
/// which sums and products must fit 64 bits for that term to be right.
///
/// A `long` is a whole number without bounds here. That is exact as long as nothing overflows, and
/// whether something does is an obligation of its own, under the condition that the place is
/// reached: the first overflow of a run would be reached by exact values only, so if no place can
/// overflow on exact values, none does.
final class CodeTerms {
  /// Instructions run in all; a guard of a thousand limits needs a tenth of it.
  private static final int STEPS_MAX = 2_000_000;

  /// A result that must fit 64 bits wherever its place is reached.
  record Effect(Term reach, Term exact, String place) {}

  /// What a method does.
  record Outcome(Value result, List<Effect> effects) {}

  /// A method that was not entered: its answer has a name, `conditions` say when it is asked.
  record Cut(String name, String key, Term answer, List<Term> conditions, Term reach) {}

  private record Entered(String key, List<Value> args) {}

  private record Edge(Path path, Frame frame) {}

  private final Terms t;
  private final GuardClass type;
  private final SortedSet<String> cuts;
  private final boolean wraps;
  private final List<Term> turns = new ArrayList<>();
  private final List<Cut> cut = new ArrayList<>();
  private final Map<Entered, Outcome> known = new LinkedHashMap<>();
  private final List<String> entered = new ArrayList<>();
  private int steps;

  /// @param cuts methods that are not to be entered, by name and type
  CodeTerms(Terms t, GuardClass type, SortedSet<String> cuts) {
    this(t, type, cuts, false);
  }

  private CodeTerms(Terms t, GuardClass type, SortedSet<String> cuts, boolean wraps) {
    this.t = t;
    this.type = type;
    this.cuts = new TreeSet<>(cuts);
    this.wraps = wraps;
  }

  /// Code whose sums and products wrap at 64 bits, each a new unknown of which [#turns] says what
  /// it is. Dearer to reason about, and only needed to show what an overflow does.
  static CodeTerms wrapping(Terms t, GuardClass type) {
    return new CodeTerms(t, type, new TreeSet<>(), true);
  }

  /// What is true of the unknowns that stand for wrapped results.
  List<Term> turns() {
    return List.copyOf(turns);
  }

  /// What `check` does.
  Outcome check() {
    GuardClass.Method check = type.check();
    // The receiver is never used: a guard has no fields.
    return run(check, List.of(new Value.Unusable(), new Value.Slots()));
  }

  /// What a static method does with the slots.
  Outcome part(String key) {
    return run(type.called(key, "check"), List.of(new Value.Slots()));
  }

  /// Methods that were left out, in the order they are asked.
  List<Cut> cut() {
    return List.copyOf(cut);
  }

  /// A number as a term; `null` if the value is none.
  static @Nullable Term number(Terms t, Value value) {
    return switch (value) {
      case Value.Whole w -> w.term();
      case Value.Compared(Term l, Term r) ->
          t.ite(t.lt(l, r), t.num(-1), t.ite(t.eq(l, r), t.num(0), t.num(1)));
      case Value.Bits _, Value.BitsCompared _, Value.Slots _, Value.Unusable _ -> null;
    };
  }

  private Outcome run(GuardClass.Method method, List<Value> args) {
    Entered key = new Entered(method.key(), args);
    Outcome before = known.get(key);
    if (before != null) {
      return before;
    }
    if (entered.contains(method.key())) {
      throw new Refusal(Reason.RECURSION, method.name(), "calls itself, by way of " + entered);
    }
    entered.add(method.key());
    Outcome out = new Run(method).run(args);
    entered.removeLast();
    known.put(key, out);
    return out;
  }

  /// One pass over one method.
  private final class Run {
    private final GuardClass.Method method;
    private final SortedMap<Integer, List<Edge>> waiting = new TreeMap<>();
    private final List<Path> returns = new ArrayList<>();
    private final List<Value> returned = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private Path path = Path.start(t);
    private Frame frame;
    private boolean live = true;
    private String place = "";

    Run(GuardClass.Method method) {
      this.method = method;
      this.frame = Frame.start(method.locals());
    }

    Outcome run(List<Value> args) {
      int local = 0;
      for (Value arg : args) {
        frame.store(local, arg, method.name());
        local += arg.wide() ? 2 : 1;
      }
      method
          .code()
          .forEach((offset, ins) -> {
            place = method.name() + "@" + offset;
            arrive(offset);
            if (live) {
              step(ins);
            }
          });
      if (live || returns.isEmpty()) {
        throw new Refusal(Reason.INSTRUCTION, place, "the method ends without returning");
      }
      List<Term> tests = returns.stream().map(Path::term).toList();
      return new Outcome(Frame.merge(t, returned, tests), List.copyOf(effects));
    }

    private void arrive(int offset) {
      List<Edge> edges = waiting.remove(offset);
      if (edges == null) {
        return;
      }
      if (live) {
        edges.add(new Edge(path, frame));
      }
      Path start = Path.shared(edges.stream().map(Edge::path).toList());
      List<Term> tests = edges.stream().map(e -> t.and(e.path().below(start))).toList();
      path = start.then(t, either(tests));
      frame =
          edges.size() == 1
              ? edges.getFirst().frame()
              : Frame.merged(t, edges.stream().map(Edge::frame).toList(), tests, place);
      live = true;
    }

    private Term either(List<Term> tests) {
      boolean opposite = tests.size() == 2 && tests.get(0).equals(t.not(tests.get(1)));
      return opposite ? t.truth(true) : t.or(tests);
    }

    private void step(Ins ins) {
      if (++steps > STEPS_MAX) {
        throw new Refusal(Reason.SIZE, place, "more than " + STEPS_MAX + " instructions");
      }
      switch (ins) {
        case Ins.PushInt(int value) -> push(t.num(value), false);
        case Ins.PushLong(long value) -> push(t.num(value), true);
        case Ins.LoadInt(int n) -> frame.push(whole(frame.load(n, place), false));
        case Ins.LoadLong(int n) -> frame.push(wide(frame.load(n, place)));
        case Ins.LoadArray(int n) -> frame.push(slots(frame.load(n, place)));
        case Ins.StoreInt(int n) -> frame.store(n, whole(frame.pop(place), false), place);
        case Ins.StoreLong(int n) -> frame.store(n, wide(frame.pop(place)), place);
        case Ins.Element _ -> element();
        case Ins.Add _, Ins.Sub _, Ins.Mul _, Ins.Neg _ -> arithmetic(ins);
        case Ins.And _ -> and();
        case Ins.Compare _ -> compare();
        case Ins.IfZero(Ins.Is is, int target) -> branch(zero(is, frame.pop(place)), target);
        case Ins.IfInts(Ins.Is is, int target) -> {
          Term right = whole(frame.pop(place), false).term();
          Term left = whole(frame.pop(place), false).term();
          branch(is(is, left, right), target);
        }
        case Ins.Goto(int target) -> branch(t.truth(true), target);
        case Ins.Pop _, Ins.Pop2 _, Ins.Dup _, Ins.Dup2 _ -> shuffle(ins);
        case Ins.ReturnInt _ -> returns(whole(frame.pop(place), false), "I");
        case Ins.ReturnLong _ -> returns(whole(frame.pop(place), true), "J");
        case Ins.Call(String name, String type) -> call(name, type);
      }
    }

    private void push(Term term, boolean wide) {
      frame.push(new Value.Whole(term, wide));
    }

    private Refusal operand(String expected) {
      return new Refusal(Reason.OPERAND, place, "expected " + expected);
    }

    private Value.Whole whole(Value value, boolean wide) {
      if (value instanceof Value.Bits || value instanceof Value.BitsCompared) {
        throw new Refusal(Reason.PRESENCE_BITS, place, "presence bits used as a number");
      }
      Term term = number(t, value);
      if (term == null || value.wide() != wide) {
        throw operand(wide ? "a long" : "an int");
      }
      return new Value.Whole(term, wide);
    }

    private Value wide(Value value) {
      return value instanceof Value.Bits ? value : whole(value, true);
    }

    private Value slots(Value value) {
      if (value instanceof Value.Slots) {
        return value;
      }
      throw operand("the slots");
    }

    private void element() {
      Term index = whole(frame.pop(place), false).term();
      slots(frame.pop(place));
      int at = index.constant() ? index.value().numerator().intValueExact() : -1;
      if (at < 0 || at >= Layout.LENGTH) {
        throw new Refusal(
            Reason.ARRAY_INDEX, place, "index " + index + ", expected 0.." + (Layout.LENGTH - 1));
      }
      if (at < Layout.HEADER) {
        frame.push(new Value.Bits(at, -1));
      } else {
        push(Layout.value(t, Layout.measure(at), Sort.INT), true);
      }
    }

    private void arithmetic(Ins ins) {
      Term right = whole(frame.pop(place), true).term();
      Term exact =
          switch (ins) {
            case Ins.Neg _ -> t.neg(right);
            case Ins.Add _ -> t.add(whole(frame.pop(place), true).term(), right);
            case Ins.Sub _ -> t.sub(whole(frame.pop(place), true).term(), right);
            case Ins.Mul _ -> t.mul(whole(frame.pop(place), true).term(), right);
            default -> throw operand("an operator");
          };
      effects.add(new Effect(path.term(), exact, place));
      push(wraps ? wrapped(exact) : exact, true);
    }

    private Term wrapped(Term exact) {
      if (exact.constant()) {
        return t.num(exact.value().numerator().longValue());
      }
      int n = turns.size();
      Term result = t.var("wrapped." + n, Sort.INT);
      Term times = t.mul(t.num(BigInteger.TWO.pow(Long.SIZE)), t.var("turns." + n, Sort.INT));
      Term fits = t.and(t.le(t.num(Long.MIN_VALUE), result), t.le(result, t.num(Long.MAX_VALUE)));
      turns.add(t.and(t.eq(exact, t.add(result, times)), fits));
      return result;
    }

    private void and() {
      Value right = frame.pop(place);
      Value left = frame.pop(place);
      Value bits = left instanceof Value.Bits ? left : right;
      Value mask = left instanceof Value.Bits ? right : left;
      if (bits instanceof Value.Bits(int word, long before)) {
        frame.push(new Value.Bits(word, before & constant(mask)));
      } else {
        throw new Refusal(Reason.INSTRUCTION, place, "land of two numbers");
      }
    }

    private long constant(Value value) {
      if (value instanceof Value.Whole(Term term, boolean wide) && wide && term.constant()) {
        return term.value().numerator().longValueExact();
      }
      throw new Refusal(Reason.PRESENCE_BITS, place, "presence bits with something not constant");
    }

    private void compare() {
      Value right = frame.pop(place);
      Value left = frame.pop(place);
      if (left instanceof Value.Bits(int word, long mask)) {
        frame.push(new Value.BitsCompared(word, mask, constant(right)));
      } else if (right instanceof Value.Bits(int word, long mask)) {
        frame.push(new Value.BitsCompared(word, mask, constant(left)));
      } else {
        frame.push(new Value.Compared(whole(left, true).term(), whole(right, true).term()));
      }
    }

    private Term zero(Ins.Is is, Value value) {
      return switch (value) {
        case Value.Compared(Term l, Term r) -> is(is, l, r);
        case Value.BitsCompared bits when is == Ins.Is.EQ -> equal(bits);
        case Value.BitsCompared bits when is == Ins.Is.NE -> t.not(equal(bits));
        case Value.BitsCompared _, Value.Whole _, Value.Bits _, Value.Slots _, Value.Unusable _ ->
            is(is, whole(value, false).term(), t.num(0));
      };
    }

    private Term equal(Value.BitsCompared bits) {
      if ((bits.with() & ~bits.mask()) != 0) {
        return t.truth(false);
      }
      List<Term> all = new ArrayList<>();
      for (int bit = 0; bit < Long.SIZE; bit++) {
        if ((bits.mask() >>> bit & 1) != 0) {
          Term set = Layout.bit(t, bits.word(), bit);
          all.add((bits.with() >>> bit & 1) != 0 ? set : t.not(set));
        }
      }
      return t.and(all);
    }

    private Term is(Ins.Is is, Term l, Term r) {
      return switch (is) {
        case EQ -> t.eq(l, r);
        case NE -> t.not(t.eq(l, r));
        case LT -> t.lt(l, r);
        case GE -> t.ge(l, r);
        case GT -> t.gt(l, r);
        case LE -> t.le(l, r);
      };
    }

    private void branch(Term test, int target) {
      if (!test.is(false)) {
        Edge edge = new Edge(path.then(t, test), frame.copy());
        waiting.computeIfAbsent(target, _ -> new ArrayList<>()).add(edge);
      }
      path = path.then(t, t.not(test));
      live = !test.is(true);
    }

    private void returns(Value.Whole value, String type) {
      if (!method.type().endsWith(")" + type)) {
        throw operand("a return as in " + method.type());
      }
      returns.add(path);
      returned.add(value);
      live = false;
    }

    private void shuffle(Ins ins) {
      boolean two = ins instanceof Ins.Pop2 || ins instanceof Ins.Dup2;
      Value top = frame.pop(place);
      if (top.wide() != two) {
        throw operand(two ? "a long on top" : "an int or the slots on top");
      }
      if (ins instanceof Ins.Dup || ins instanceof Ins.Dup2) {
        frame.push(top);
        frame.push(top);
      }
    }

    private void call(String name, String type) {
      GuardClass.Method callee = CodeTerms.this.type.called(name + type, place);
      if (!callee.isStatic()) {
        throw new Refusal(Reason.CALL, place, name + " is not static");
      }
      List<Value> args = arguments(type);
      boolean leave = cuts.contains(callee.key()) && method.equals(CodeTerms.this.type.check());
      if (leave && args.equals(List.of(new Value.Slots()))) {
        Term answer = t.var("call." + name, Sort.INT);
        cut.add(new Cut(name, callee.key(), answer, path.conditions(), path.term()));
        push(answer, false);
        return;
      }
      Outcome out = CodeTerms.this.run(callee, args);
      for (Effect e : out.effects()) {
        effects.add(new Effect(t.and(path.term(), e.reach()), e.exact(), e.place()));
      }
      frame.push(out.result());
    }

    /// Takes the arguments off the stack; all may be the slots, an int or a long.
    private List<Value> arguments(String type) {
      String kinds = type.substring(1, type.indexOf(')')).replace("[J", "A");
      List<Value> out = new ArrayList<>();
      for (int i = kinds.length() - 1; i >= 0; i--) {
        Value value = frame.pop(place);
        out.addFirst(
            switch (kinds.charAt(i)) {
              case 'A' -> slots(value);
              case 'I' -> whole(value, false);
              case 'J' -> wide(value);
              default -> throw new Refusal(Reason.CALL, place, "a method of type " + type);
            });
      }
      return out;
    }
  }
}
