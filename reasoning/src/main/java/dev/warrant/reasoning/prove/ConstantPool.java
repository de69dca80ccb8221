package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;

/// The constants of a class file (JVMS 25 §4.4), of the kinds guards have.
final class ConstantPool {
  private static final String PLACE = "constant pool";

  sealed interface Constant {}

  record Utf8(String text) implements Constant {}

  record Word(int value) implements Constant {}

  record DoubleWord(long value) implements Constant {}

  record ClassRef(int name) implements Constant {}

  record NameAndType(int name, int type) implements Constant {}

  record MethodRef(int owner, int nameAndType) implements Constant {}

  /// A field; no guard has one, and whoever uses it is refused there.
  record FieldRef(int owner, int nameAndType) implements Constant {}

  /// Index 0, and the place after a long, which stand for nothing.
  record Nothing() implements Constant {}

  /// A method as a call names it.
  ///
  /// @param ownerIndex where the owner stands: of a hidden class only its own entry means itself,
  ///   any other of the same name is some class that is found by name
  record Called(int ownerIndex, String owner, String name, String type) {}

  private final List<Constant> constants = new ArrayList<>();

  ConstantPool(ByteReader in) {
    int count = in.u2();
    constants.add(new Nothing());
    while (constants.size() < count) {
      int tag = in.u1();
      Constant next =
          switch (tag) {
            case 1 -> new Utf8(in.ascii(in.u2()));
            case 3 -> new Word(in.s4());
            case 5 -> new DoubleWord(in.s8());
            case 7 -> new ClassRef(in.u2());
            case 9 -> new FieldRef(in.u2(), in.u2());
            case 10 -> new MethodRef(in.u2(), in.u2());
            case 12 -> new NameAndType(in.u2(), in.u2());
            default ->
                throw new Refusal(
                    Reason.CONSTANT_POOL, PLACE + " #" + constants.size(), "kind " + tag);
          };
      constants.add(next);
      if (next instanceof DoubleWord) {
        constants.add(new Nothing());
      }
    }
  }

  Constant at(int index) {
    if (index <= 0 || index >= constants.size()) {
      throw wrong(index, "no constant");
    }
    return constants.get(index);
  }

  String utf8(int index) {
    return at(index) instanceof Utf8(String text) ? text : fail(index, "no text");
  }

  String className(int index) {
    return at(index) instanceof ClassRef(int name) ? utf8(name) : fail(index, "no class");
  }

  Called method(int index) {
    if (at(index) instanceof MethodRef(int owner, int nameAndType)
        && at(nameAndType) instanceof NameAndType(int name, int type)) {
      return new Called(owner, className(owner), utf8(name), utf8(type));
    }
    throw new Refusal(Reason.CALL, PLACE + " #" + index, "no method of a class");
  }

  private static String fail(int index, String found) {
    throw wrong(index, found);
  }

  private static Refusal wrong(int index, String found) {
    return new Refusal(Reason.CONSTANT_POOL, PLACE + " #" + index, found);
  }
}
