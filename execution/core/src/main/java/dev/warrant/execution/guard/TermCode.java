package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Cond;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;

/// Byte code of [Term]s and [Test]s in a static method whose first argument is the slot array.
final class TermCode {
  private final CodeBuilder code;

  TermCode(CodeBuilder code) {
    this.code = code;
  }

  /// Pushes the word at `index`.
  void word(int index) {
    code.aload(0).loadConstant(index).laload();
  }

  /// Pushes the value of `measure`.
  void slot(MeasureId measure) {
    word(MeasureBoard.slot(measure));
  }

  /// Pushes the value of `term`.
  void push(Term term) {
    switch (term) {
      case Term.Const(long value) -> code.loadConstant(value);
      case Term.Slot(MeasureId id, Span _) -> slot(id);
      case Term.Add(Term l, Term r, Span _) -> {
        push(l);
        push(r);
        code.ladd();
      }
      case Term.Sub(Term l, Term r, Span _) -> {
        push(l);
        push(r);
        code.lsub();
      }
      case Term.Mul(Term l, Term r, Span _) -> {
        push(l);
        push(r);
        code.lmul();
      }
      case Term.Neg(Term of, Span _) -> {
        push(of);
        code.lneg();
      }
      case Term.Abs(Term of, Span _) -> {
        Label positive = code.newLabel();
        push(of);
        code.dup2().lconst_0().lcmp().ifge(positive).lneg().labelBinding(positive);
      }
      case Term.Min(Term l, Term r, Span _) -> select(l, r, Opcode.IFLE);
      case Term.Max(Term l, Term r, Span _) -> select(l, r, Opcode.IFGE);
      case Term.Pick(Test test, Term then, Term otherwise, Span _) -> {
        Label no = code.newLabel();
        Label end = code.newLabel();
        jump(test, false, no);
        push(then);
        code.goto_(end).labelBinding(no);
        push(otherwise);
        code.labelBinding(end);
      }
    }
  }

  private void select(Term l, Term r, Opcode keepLeft) {
    int a = code.allocateLocal(TypeKind.LONG);
    int b = code.allocateLocal(TypeKind.LONG);
    Label left = code.newLabel();
    Label end = code.newLabel();
    push(l);
    code.lstore(a);
    push(r);
    code.lstore(b).lload(a).lload(b).lcmp().branch(keepLeft, left);
    code.lload(b).goto_(end).labelBinding(left).lload(a).labelBinding(end);
  }

  /// Jumps to `target` if `test` is `sense`, else goes on.
  void jump(Test test, boolean sense, Label target) {
    switch (test) {
      case Test.Always _ -> {
        if (sense) {
          code.goto_(target);
        }
      }
      case Test.Not(Test of) -> jump(of, !sense, target);
      case Test.And(Test l, Test r) -> both(l, r, sense, target);
      case Test.Or(Test l, Test r) -> both(new Test.Not(l), new Test.Not(r), !sense, target);
      case Test.Compare(Cond.Op op, Term l, Term r) -> {
        push(l);
        push(r);
        code.lcmp().branch(opcode(op, sense), target);
      }
    }
  }

  private void both(Test l, Test r, boolean sense, Label target) {
    if (sense) {
      Label no = code.newLabel();
      jump(l, false, no);
      jump(r, true, target);
      code.labelBinding(no);
    } else {
      jump(l, false, target);
      jump(r, false, target);
    }
  }

  private static Opcode opcode(Cond.Op op, boolean sense) {
    return switch (op) {
      case LE -> sense ? Opcode.IFLE : Opcode.IFGT;
      case LT -> sense ? Opcode.IFLT : Opcode.IFGE;
      case GE -> sense ? Opcode.IFGE : Opcode.IFLT;
      case GT -> sense ? Opcode.IFGT : Opcode.IFLE;
      case EQ -> sense ? Opcode.IFEQ : Opcode.IFNE;
      case NE -> sense ? Opcode.IFNE : Opcode.IFEQ;
    };
  }
}
