package dev.warrant.reasoning.prove;

/// Class bytes hold something that the reader does not take for a guard's code. Nothing is proved
/// about such bytes.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why bytes are refused.
  public enum Reason {
    /// The file does not start as a class file does.
    MAGIC,
    /// Another class file version than the one the reader was written for.
    VERSION,
    /// An access flag that changes what a class or method is.
    FLAGS,
    /// The file ends early, or goes on after its end.
    LENGTH,
    /// A constant of a kind no guard needs, or a reference to a wrong one.
    CONSTANT_POOL,
    /// Another superclass or other interfaces than a guard has.
    SUPERTYPE,
    FIELD,
    /// A method no guard has, one missing, or one twice.
    METHOD,
    ATTRIBUTE,
    INSTRUCTION,
    /// A call of something other than a static method of the same class.
    CALL,
    RECURSION,
    EXCEPTION_TABLE,
    BACK_EDGE,
    FIELD_ACCESS,
    ALLOCATION,
    ARRAY_STORE,
    /// An index that is no constant, or beyond the slots.
    ARRAY_INDEX,
    /// Presence bits used as a number.
    PRESENCE_BITS,
    /// Operands of kinds the instruction does not take.
    OPERAND,
    /// More code than the reader is ready to follow.
    SIZE
  }

  private final Reason reason;
  private final String place;

  Refusal(Reason reason, String place, String found) {
    super(place + ": " + found + " [" + reason.name().toLowerCase(java.util.Locale.ROOT) + "]");
    this.reason = reason;
    this.place = place;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// Where: the class, a method, or a method with the offset of an instruction.
  public String place() {
    return place;
  }
}
