package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Refusal.Reason;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A guard's class file, read by hand after the JVM Specification, Java SE 25, chapter 4. It shares
/// nothing with the code that writes guards, and takes nothing that a guard does not need: no
/// fields, no superclass but `Object`, no instance method but the constructor and `check`.
final class GuardClass {
  static final String CHECK = "check";
  static final String CHECK_TYPE = "([J)I";
  private static final String INTERFACE = "dev/warrant/execution/guard/Guard";
  private static final String OBJECT = "java/lang/Object";
  private static final int MAGIC = 0xCAFEBABE;

  /// Class files of Java 25.
  private static final int MAJOR = 69;

  private static final int STATIC = 0x0008;

  /// Public, final, super, synthetic.
  private static final int CLASS_FLAGS = 0x1031;

  /// Public, private, protected, static, final, synthetic.
  private static final int METHOD_FLAGS = 0x101F;

  private static final String HELPER_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /// Takes slots, longs and ints; gives an int or a long.
  private static final String HELPER_TYPE = "\\((\\[J|J|I)*\\)[IJ]";

  /// What the JVM does not act upon, or only checks.
  private static final List<String> HARMLESS_OF_CODE =
      List.of("StackMapTable", "LineNumberTable", "LocalVariableTable");

  /// A method: its type, whether it is static, and its instructions by their offsets.
  record Method(
      String name, String type, boolean isStatic, int locals, SortedMap<Integer, Ins> code) {
    String key() {
      return name + type;
    }
  }

  private final ConstantPool pool;
  private final int self;
  private final SortedMap<String, Method> methods = new TreeMap<>();

  private GuardClass(ByteReader in) {
    if (in.s4() != MAGIC) {
      throw new Refusal(Reason.MAGIC, "class", "no class file");
    }
    int minor = in.u2();
    int major = in.u2();
    if (major != MAJOR || minor != 0) {
      throw new Refusal(
          Reason.VERSION, "class", "version " + major + "." + minor + ", expected " + MAJOR + ".0");
    }
    pool = new ConstantPool(in);
    flags("class", in.u2(), CLASS_FLAGS);
    self = in.u2();
    pool.className(self);
    supertypes(in);
    int fields = in.u2();
    if (fields != 0) {
      throw new Refusal(Reason.FIELD, "class", fields + " fields");
    }
    for (int n = in.u2(); n > 0; n--) {
      method(in);
    }
    attributes(in);
    in.done();
    if (!methods.containsKey(CHECK + CHECK_TYPE)) {
      throw new Refusal(Reason.METHOD, "class", "no method check(long[])");
    }
  }

  /// Reads a guard.
  ///
  /// @throws Refusal if it is anything more or less than a guard
  static GuardClass read(byte[] bytes) {
    return new GuardClass(new ByteReader(bytes, 0, bytes.length, "class"));
  }

  /// The method that answers.
  Method check() {
    return called(CHECK + CHECK_TYPE, "class");
  }

  /// A method of this class.
  Method called(String key, String place) {
    Method found = methods.get(key);
    if (found == null) {
      throw new Refusal(Reason.CALL, place, "calls " + key + ", which the class does not have");
    }
    return found;
  }

  private void supertypes(ByteReader in) {
    String above = pool.className(in.u2());
    if (!above.equals(OBJECT)) {
      throw new Refusal(Reason.SUPERTYPE, "class", "superclass " + above);
    }
    int count = in.u2();
    String first = count == 1 ? pool.className(in.u2()) : "";
    if (!first.equals(INTERFACE)) {
      throw new Refusal(
          Reason.SUPERTYPE, "class", count + " interfaces, expected " + INTERFACE + " alone");
    }
  }

  private void attributes(ByteReader in) {
    for (int n = in.u2(); n > 0; n--) {
      String attribute = pool.utf8(in.u2());
      in.part(in.length(), "class");
      if (!attribute.equals("SourceFile")) {
        throw new Refusal(Reason.ATTRIBUTE, "class", "attribute " + attribute);
      }
    }
  }

  private static void flags(String place, int found, int allowed) {
    if ((found & ~allowed) != 0) {
      throw new Refusal(Reason.FLAGS, place, "flags 0x" + Integer.toHexString(found & ~allowed));
    }
  }

  private void method(ByteReader in) {
    int flags = in.u2();
    String method = pool.utf8(in.u2());
    String type = pool.utf8(in.u2());
    flags(method, flags, METHOD_FLAGS);
    boolean isStatic = (flags & STATIC) != 0;
    boolean constructor = method.equals("<init>") && type.equals("()V");
    boolean check = method.equals(CHECK) && type.equals(CHECK_TYPE);
    boolean helper = method.matches(HELPER_NAME) && type.matches(HELPER_TYPE) && !check;
    boolean known = isStatic ? helper : constructor || check;
    if (!known) {
      throw new Refusal(
          Reason.METHOD, method, (isStatic ? "a static" : "an instance") + " method " + type);
    }
    if (in.u2() != 1 || !pool.utf8(in.u2()).equals("Code")) {
      throw new Refusal(Reason.ATTRIBUTE, method, "expected one attribute, its code");
    }
    Method read = code(in.part(in.length(), method), method, type, isStatic, constructor);
    if (methods.put(read.key(), read) != null) {
      throw new Refusal(Reason.METHOD, method, "the method " + type + " is there twice");
    }
  }

  private Method code(
      ByteReader in, String method, String type, boolean isStatic, boolean constructor) {
    in.u2();
    int locals = in.u2();
    ByteReader body = in.part(in.length(), method);
    int handlers = in.u2();
    if (handlers != 0) {
      throw new Refusal(Reason.EXCEPTION_TABLE, method, handlers + " exception handlers");
    }
    for (int n = in.u2(); n > 0; n--) {
      String attribute = pool.utf8(in.u2());
      in.part(in.length(), method);
      if (!HARMLESS_OF_CODE.contains(attribute)) {
        throw new Refusal(Reason.ATTRIBUTE, method, "attribute " + attribute + " of the code");
      }
    }
    in.done();
    if (constructor) {
      construct(body);
      return new Method(method, type, false, locals, new TreeMap<>());
    }
    return new Method(method, type, isStatic, locals, new Decoder(pool, self, method, body).all());
  }

  /// `aload_0, invokespecial Object.<init>, return`, and nothing else.
  private void construct(ByteReader body) {
    boolean plain =
        body.end() - body.at() == 5
            && body.u1() == 0x2A
            && body.u1() == 0xB7
            && constructsObject(pool.method(body.u2()))
            && body.u1() == 0xB1;
    if (!plain) {
      throw new Refusal(Reason.METHOD, "<init>", "a constructor that does something");
    }
  }

  private static boolean constructsObject(ConstantPool.Called called) {
    return called.owner().equals(OBJECT)
        && called.name().equals("<init>")
        && called.type().equals("()V");
  }
}
