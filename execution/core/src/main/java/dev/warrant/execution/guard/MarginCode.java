package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/// Writes the class that answers [Margins]: small static methods, a few per row. Rows of the
/// warrant have no part in the tightest limit: they bind by design.
final class MarginCode {
  private static final ClassDesc SELF = ClassDesc.of("dev.warrant.execution.guard.Tightness");
  private static final ClassDesc MARGINS = ClassDesc.of(Margins.class.getName());
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final MethodTypeDesc READ = MethodTypeDesc.of(LONG, LONG.arrayType());
  private static final MethodTypeDesc PACK =
      MethodTypeDesc.of(LONG, LONG, LONG, LONG, ConstantDescs.CD_int);
  private static final MethodTypeDesc LEAST = MethodTypeDesc.of(LONG, LONG, LONG);
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final int STATIC = ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE;

  private record Tight(Plan.Step step, Term slack) {
    String name() {
      return "packed" + step.row().limit().number();
    }
  }

  private record Value(int key, Term term) {
    String name() {
      return "value" + key;
    }
  }

  private final List<Tight> tight = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private MarginCode(Plan plan) {
    for (Plan.Step step : plan.steps()) {
      Row row = step.row();
      Term slack = row.slack();
      if (slack != null && !BuiltIn.is(row.limit())) {
        tight.add(new Tight(step, slack));
      }
      int key = row.limit().number() * Margins.VALUES;
      values.add(new Value(key + Margins.LEFT, row.require().left()));
      values.add(new Value(key + Margins.RIGHT, row.require().right()));
      values.add(new Value(key + Margins.DENOMINATOR, row.denominator()));
    }
  }

  /// The class file; equal plans give equal bytes.
  static byte[] write(Plan plan) {
    MarginCode code = new MarginCode(plan);
    return ClassFile.of().build(SELF, code::type);
  }

  private void type(ClassBuilder type) {
    type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC).withInterfaceSymbols(MARGINS);
    Emit.constructor(type);
    int open = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;
    type.withMethodBody("tightest", READ, open, this::tightest);
    type.withMethodBody(
        "value",
        MethodTypeDesc.of(LONG, ConstantDescs.CD_int, LONG.arrayType()),
        open,
        this::value);
    for (Tight one : tight) {
      type.withMethodBody(one.name(), READ, STATIC, code -> packed(code, one));
    }
    for (Value one : values) {
      type.withMethodBody(one.name(), READ, STATIC, code -> value(code, one));
    }
  }

  private void tightest(CodeBuilder code) {
    code.loadConstant(Margins.NONE);
    for (Tight one : tight) {
      code.aload(1).invokestatic(SELF, one.name(), READ).invokestatic(MATH, "min", LEAST);
    }
    code.lreturn();
  }

  private void value(CodeBuilder code) {
    Label none = code.newLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (Value one : values) {
      cases.add(SwitchCase.of(one.key(), code.newLabel()));
    }
    code.iload(1).lookupswitch(none, cases);
    for (int i = 0; i < cases.size(); i++) {
      code.labelBinding(cases.get(i).target()).aload(2);
      code.invokestatic(SELF, values.get(i).name(), READ).lreturn();
    }
    code.labelBinding(none).lconst_0().lreturn();
  }

  private static void value(CodeBuilder code, Value value) {
    new TermCode(code).push(value.term());
    code.lreturn();
  }

  private static void packed(CodeBuilder code, Tight tight) {
    TermCode terms = new TermCode(code);
    Row row = tight.step().row();
    Label none = code.newLabel();
    boolean conditional = tight.step().guarded() || !(row.when() instanceof Test.Always);
    if (tight.step().guarded()) {
      terms.slot(MeasureId.ORDER_INCREASING);
      code.lconst_0().lcmp().ifeq(none);
    }
    terms.jump(row.when(), false, none);
    terms.push(tight.slack());
    terms.push(row.require().left());
    terms.push(row.require().right());
    code.loadConstant(row.limit().number()).invokestatic(MARGINS, "pack", PACK, true).lreturn();
    if (conditional) {
      code.labelBinding(none).loadConstant(Margins.NONE).lreturn();
    }
  }
}
