package dev.warrant.execution.guard;

import dev.warrant.knowledge.fact.MeasureId;
import dev.warrant.rules.limit.Layer;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes the class that answers [Guard#check]: one static method per layer, asked in turn; inside,
/// for each row the checks it needs, its condition, its comparison. Measures that fail their check
/// are named by a method beside the hot path.
///
/// Every part is written twice: the usual order raises exposure and has all its measures, which is
/// asked once, so that the quick parts need to look at ranges only; the careful parts serve the
/// rest.
final class GuardCode {
  static final ClassDesc SELF = ClassDesc.of("dev.warrant.execution.guard.Admission");
  static final MethodTypeDesc CHECK =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_long.arrayType());
  private static final int STATIC = ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE;

  /// HotSpot never compiles a method above 8000 bytes of code.
  private static final int ROWS_PER_METHOD = 24;

  private record Part(String name, List<Plan.Step> steps, boolean careful) {}

  private final Plan plan;
  private final List<Part> careful;
  private final List<Part> quick;

  private GuardCode(Plan plan) {
    this.plan = plan;
    this.careful = parts(plan.steps(), true);
    this.quick = parts(plan.present(), false);
  }

  /// The class file; equal plans give equal bytes.
  static byte[] write(Plan plan) {
    GuardCode code = new GuardCode(plan);
    return ClassFile.of().build(SELF, code::type);
  }

  private static List<Part> parts(List<Plan.Step> steps, boolean careful) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < steps.size()) {
      String name = group(steps.get(from));
      int to = from;
      while (to < steps.size()
          && to - from < ROWS_PER_METHOD
          && group(steps.get(to)).equals(name)) {
        to++;
      }
      String full = (careful ? "careful" : "quick") + "_" + name + "_" + parts.size();
      parts.add(new Part(full, steps.subList(from, to), careful));
      from = to;
    }
    return parts;
  }

  private static String group(Plan.Step step) {
    Layer layer = step.row().limit().layer();
    return BuiltIn.is(step.row().limit()) ? "builtIn" : layer.name().toLowerCase(Locale.ROOT);
  }

  private void type(ClassBuilder type) {
    type.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
        .withInterfaceSymbols(ClassDesc.of(Guard.class.getName()));
    Emit.constructor(type);
    type.withMethodBody("usual", CHECK, STATIC, this::usual);
    type.withMethodBody("check", CHECK, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, this::check);
    for (Part part : quick) {
      type.withMethodBody(part.name(), CHECK, STATIC, code -> part(code, part));
    }
    for (Part part : careful) {
      type.withMethodBody(part.name(), CHECK, STATIC, code -> part(code, part));
      for (Plan.Step step : part.steps()) {
        if (!step.checks().isEmpty() || step.checksIncreasing()) {
          type.withMethodBody(failing(step), CHECK, STATIC, code -> failing(code, step));
        }
      }
    }
  }

  private static String failing(Plan.Step step) {
    return "failing" + step.row().limit().number();
  }

  private void check(CodeBuilder code) {
    Label slow = code.newLabel();
    Label out = code.newLabel();
    code.aload(1).invokestatic(SELF, "usual", CHECK).ifeq(slow);
    ask(code, quick, out);
    code.labelBinding(slow);
    ask(code, careful, out);
    code.labelBinding(out).ireturn();
  }

  private static void ask(CodeBuilder code, List<Part> parts, Label out) {
    for (Part part : parts) {
      code.aload(1).invokestatic(SELF, part.name(), CHECK).dup().ifne(out).pop();
    }
    code.iconst_0().goto_(out);
  }

  /// 1 if every measure that any row reads is present and the order is increasing, else 0.
  private void usual(CodeBuilder code) {
    Label no = code.newLabel();
    present(code, plan.reads(), no);
    new TermCode(code).slot(MeasureId.ORDER_INCREASING);
    code.lconst_1().lcmp().ifne(no).iconst_1().ireturn();
    code.labelBinding(no).iconst_0().ireturn();
  }

  /// Neighbouring rows that bind only increasing orders share one branch.
  private void part(CodeBuilder code, Part part) {
    TermCode terms = new TermCode(code);
    List<Plan.Step> steps = part.steps();
    List<Runnable> cold = new ArrayList<>();
    int i = 0;
    while (i < steps.size()) {
      boolean guarded = part.careful() && steps.get(i).guarded();
      Label after = code.newLabel();
      if (guarded) {
        if (steps.get(i).checksIncreasing()) {
          Label bad = bad(code, steps.get(i), cold);
          present(code, List.of(MeasureId.ORDER_INCREASING), bad);
          inRange(code, MeasureId.ORDER_INCREASING, bad);
        }
        terms.slot(MeasureId.ORDER_INCREASING);
        code.lconst_0().lcmp().ifeq(after);
      }
      for (; i < steps.size() && (part.careful() && steps.get(i).guarded()) == guarded; i++) {
        row(code, steps.get(i), part.careful(), cold);
      }
      code.labelBinding(after);
    }
    code.iconst_0().ireturn();
    cold.forEach(Runnable::run);
  }

  private void row(CodeBuilder code, Plan.Step step, boolean careful, List<Runnable> cold) {
    TermCode terms = new TermCode(code);
    // Nothing may stand at `bad` that nobody jumps to: the class file API would turn it into
    // `nop`s,
    // which no reader of guards takes.
    if (careful && !step.checks().isEmpty() || ranged(step)) {
      Label bad = bad(code, step, cold);
      if (careful) {
        present(code, step.checks(), bad);
      }
      step.checks().forEach(id -> inRange(code, id, bad));
    }
    Label next = code.newLabel();
    Label refuse = code.newLabel();
    terms.jump(step.row().rows(), false, refuse);
    terms.jump(step.row().when(), false, next);
    terms.jump(step.row().require(), true, next);
    code.labelBinding(refuse)
        .loadConstant(step.row().limit().number())
        .ireturn()
        .labelBinding(next);
  }

  /// Whether a measure it checks has a range: what the pack does not declare has none.
  private boolean ranged(Plan.Step step) {
    return step.checks().stream().anyMatch(id -> plan.ranges().get(id) != null);
  }

  private static Label bad(CodeBuilder code, Plan.Step step, List<Runnable> cold) {
    Label bad = code.newLabel();
    cold.add(
        () -> code.labelBinding(bad).aload(0).invokestatic(SELF, failing(step), CHECK).ireturn());
    return bad;
  }

  /// Falls through if all `ids` are present.
  private static void present(CodeBuilder code, List<MeasureId> ids, Label absent) {
    TermCode terms = new TermCode(code);
    for (int word = 0; word < MeasureBoard.HEADER; word++) {
      long mask = Plan.mask(ids, word);
      if (mask != 0) {
        terms.word(word);
        code.loadConstant(mask).land().loadConstant(mask).lcmp().ifne(absent);
      }
    }
  }

  /// Falls through if `id` is in its range, or has none.
  private void inRange(CodeBuilder code, MeasureId id, Label bad) {
    Span span = plan.ranges().get(id);
    if (span == null) {
      return;
    }
    TermCode terms = new TermCode(code);
    terms.slot(id);
    code.loadConstant(span.lo().longValueExact()).lcmp().iflt(bad);
    terms.slot(id);
    code.loadConstant(span.hi().longValueExact()).lcmp().ifgt(bad);
  }

  /// Names the first failing measure, in order of ordinals; off the hot path.
  private void failing(CodeBuilder code, Plan.Step step) {
    List<MeasureId> ids = new ArrayList<>();
    if (step.checksIncreasing()) {
      ids.add(MeasureId.ORDER_INCREASING);
    }
    ids.addAll(step.checks());
    for (MeasureId id : ids) {
      Label bad = code.newLabel();
      Label good = code.newLabel();
      present(code, List.of(id), bad);
      inRange(code, id, bad);
      code.goto_(good).labelBinding(bad).loadConstant(-(1 + id.ordinal())).ireturn();
      code.labelBinding(good);
    }
    code.iconst_0().ireturn();
  }
}
