package dev.warrant.rules.fence;

import dev.warrant.rules.text.Place;
import dev.warrant.rules.text.RuleError;
import dev.warrant.rules.text.RuleException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// Judges class files an engine made of rule text, before any of them is loaded. Whatever the
/// constant pool names, class or member, must be on the allow-list; no method may be native or
/// synchronise. What no instruction can name, no instruction can call. Code that must be straight
/// may besides not jump backward, catch anything, or make arrays but small ones of known length.
public final class JavaFence {
  private static final int ARRAY_MAX = 256;

  private final JavaAllowance allowed;
  private final boolean straight;

  /// A fence with this allow-list, for straight code.
  public JavaFence(JavaAllowance allowed) {
    this(allowed, true);
  }

  /// A fence with this allow-list.
  ///
  /// @param straight false for an engine whose own code loops and catches, and whose language has
  ///   no loops to offer
  public JavaFence(JavaAllowance allowed, boolean straight) {
    this.allowed = allowed;
    this.straight = straight;
  }

  /// Judges all classes made of one pack; they may name each other.
  ///
  /// @param classes class files by path, such as `intents/Rules0.class`
  /// @throws RuleException naming the first class and member that is not allowed
  public void check(SortedMap<String, byte[]> classes) {
    check(classes, names(classes));
  }

  /// As [#check(SortedMap)], for some of the classes of a pack.
  ///
  /// @param own internal names of all classes of the pack
  void check(SortedMap<String, byte[]> classes, Set<String> own) {
    classes.forEach((path, bytes) -> check(path, bytes, own));
  }

  /// Internal names of classes by path.
  static Set<String> names(SortedMap<String, byte[]> classes) {
    Set<String> own = new TreeSet<>();
    for (String path : classes.keySet()) {
      own.add(path.replaceFirst("\\.class$", ""));
    }
    return own;
  }

  private void check(String path, byte[] bytes, Set<String> own) {
    ClassModel model;
    try {
      model = ClassFile.of().parse(bytes);
      String name = model.thisClass().asInternalName();
      if (!own.contains(name)) {
        throw refuse("class-name", path, "the class " + name, "the class its path names");
      }
      for (PoolEntry entry : model.constantPool()) {
        switch (entry) {
          case ClassEntry type -> type(path, type, own);
          case MemberRefEntry member -> member(path, member, own);
          default -> {}
        }
      }
      for (MethodModel method : model.methods()) {
        method(path, method);
      }
    } catch (IllegalArgumentException e) {
      throw refuse("class-unreadable", path, String.valueOf(e.getMessage()), "a class file");
    }
  }

  private void type(String path, ClassEntry entry, Set<String> own) {
    String name = element(entry.asInternalName());
    if (!own.contains(name) && !allowed.names(name)) {
      throw refuse("class-type", path, "the type " + name.replace('/', '.'), "types of facts");
    }
  }

  private void member(String path, MemberRefEntry entry, Set<String> own) {
    String owner = element(entry.owner().asInternalName());
    String name = entry.name().stringValue();
    if (!own.contains(owner) && !allowed.allows(owner, name)) {
      throw refuse(
          "class-member",
          path,
          owner.replace('/', '.') + "." + name,
          "only what rules need: reading facts, arithmetic, insertLogical");
    }
  }

  /// The class inside an array type.
  private static String element(String name) {
    String inner = name.replaceFirst("^\\[+", "");
    return name.startsWith("[") && inner.startsWith("L")
        ? inner.substring(1, inner.length() - 1)
        : name.startsWith("[") ? "java/lang/Object" : name;
  }

  private void method(String path, MethodModel method) {
    String name = method.methodName().stringValue();
    if (method.flags().has(AccessFlag.NATIVE) || method.flags().has(AccessFlag.SYNCHRONIZED)) {
      throw refuse("class-method", path, "the native or locking method " + name, "plain methods");
    }
    if (straight && method.code().isPresent()) {
      CodeModel code = method.code().orElseThrow();
      if (!code.exceptionHandlers().isEmpty()) {
        throw refuse("class-catch", path, "an exception handler in " + name, "none");
      }
      forward(path, name, code);
      // The compiler's own `values()` of an enum copies its constants.
      if (!(name.equals("values") && method.flags().has(AccessFlag.STATIC))) {
        arrays(path, name, code);
      }
    }
  }

  private static void arrays(String path, String method, CodeModel code) {
    long length = -1;
    for (CodeElement element : code) {
      boolean array =
          element instanceof NewPrimitiveArrayInstruction
              || element instanceof NewReferenceArrayInstruction
              || element instanceof NewMultiArrayInstruction;
      boolean small = length >= 0 && length <= ARRAY_MAX;
      if (array && (!small || element instanceof NewMultiArrayInstruction)) {
        throw refuse(
            "class-array", path, "an array in " + method, "at most " + ARRAY_MAX + " elements");
      }
      if (element instanceof Instruction) {
        length =
            element instanceof ConstantInstruction c && c.constantValue() instanceof Integer n
                ? n
                : -1;
      }
    }
  }

  private static void forward(String path, String method, CodeModel code) {
    List<Label> passed = new ArrayList<>();
    for (CodeElement element : code) {
      switch (element) {
        case LabelTarget target -> passed.add(target.label());
        case BranchInstruction branch -> forward(path, method, branch.target(), passed);
        case TableSwitchInstruction table ->
            cases(path, method, table.defaultTarget(), table.cases(), passed);
        case LookupSwitchInstruction lookup ->
            cases(path, method, lookup.defaultTarget(), lookup.cases(), passed);
        default -> {}
      }
    }
  }

  private static void cases(
      String path, String method, Label otherwise, List<SwitchCase> cases, List<Label> passed) {
    forward(path, method, otherwise, passed);
    for (SwitchCase one : cases) {
      forward(path, method, one.target(), passed);
    }
  }

  private static void forward(String path, String method, Label to, List<Label> passed) {
    if (passed.contains(to)) {
      throw refuse("class-loop", path, "a jump backward in " + method, "code without loops");
    }
  }

  private static RuleException refuse(String code, String path, String found, String expected) {
    return RuleError.of(code, Place.of(path), found, expected).thrown();
  }
}
