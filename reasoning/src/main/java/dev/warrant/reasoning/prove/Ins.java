package dev.warrant.reasoning.prove;

/// An instruction of a guard, decoded. Offsets count bytes from the start of the method's code.
sealed interface Ins {
  /// Where it may jump to; `-1` if nowhere.
  default int target() {
    return -1;
  }

  /// How an `int` lies to another, or to 0.
  enum Is {
    EQ,
    NE,
    LT,
    GE,
    GT,
    LE
  }

  record PushInt(int value) implements Ins {}

  record PushLong(long value) implements Ins {}

  record LoadInt(int local) implements Ins {}

  record LoadLong(int local) implements Ins {}

  record LoadArray(int local) implements Ins {}

  record StoreInt(int local) implements Ins {}

  record StoreLong(int local) implements Ins {}

  /// `laload`.
  record Element() implements Ins {}

  record Add() implements Ins {}

  record Sub() implements Ins {}

  record Mul() implements Ins {}

  record Neg() implements Ins {}

  record And() implements Ins {}

  /// `lcmp`.
  record Compare() implements Ins {}

  /// Jumps if the topmost `int` lies so to 0.
  record IfZero(Is is, int target) implements Ins {}

  /// Jumps if the second `int` lies so to the topmost.
  record IfInts(Is is, int target) implements Ins {}

  record Goto(int target) implements Ins {}

  record Pop() implements Ins {}

  record Pop2() implements Ins {}

  record Dup() implements Ins {}

  record Dup2() implements Ins {}

  record ReturnInt() implements Ins {}

  record ReturnLong() implements Ins {}

  /// A static method of the same class.
  record Call(String name, String type) implements Ins {}
}
