package dev.warrant.reasoning.prove;

import dev.warrant.reasoning.prove.Refusal.Reason;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decodes the code of one method (JVMS 25 §6.5): the few instructions that a guard needs. All
/// jumps go forward, so the order of offsets is an order in which everything comes after its
/// causes.
final class Decoder {
  private final ConstantPool pool;
  private final int self;
  private final String method;
  private final ByteReader in;
  private final int start;
  private final SortedMap<Integer, Ins> all = new TreeMap<>();
  private int offset;

  Decoder(ConstantPool pool, int self, String method, ByteReader in) {
    this.pool = pool;
    this.self = self;
    this.method = method;
    this.in = in;
    this.start = in.at();
  }

  SortedMap<Integer, Ins> all() {
    while (in.at() < in.end()) {
      offset = in.at() - start;
      all.put(offset, next(in.u1()));
    }
    all.forEach((from, ins) -> {
      int target = ins.target();
      if (target >= 0 && !all.containsKey(target)) {
        throw new Refusal(
            Reason.INSTRUCTION, place(from), "a jump to " + target + ", inside an instruction");
      }
    });
    return all;
  }

  private String place(int at) {
    return method + "@" + at;
  }

  private Refusal refuse(Reason reason, String found) {
    return new Refusal(reason, place(offset), found);
  }

  private Ins next(int op) {
    if (op >= 0x02 && op <= 0x08) {
      return new Ins.PushInt(op - 0x03);
    }
    if (op >= 0x1A && op <= 0x21) {
      return op <= 0x1D ? new Ins.LoadInt(op - 0x1A) : new Ins.LoadLong(op - 0x1E);
    }
    if (op >= 0x2A && op <= 0x2D) {
      return new Ins.LoadArray(op - 0x2A);
    }
    if (op >= 0x3B && op <= 0x42) {
      return op <= 0x3E ? new Ins.StoreInt(op - 0x3B) : new Ins.StoreLong(op - 0x3F);
    }
    if (op >= 0x99 && op <= 0x9E) {
      return new Ins.IfZero(Ins.Is.values()[op - 0x99], target());
    }
    if (op >= 0x9F && op <= 0xA4) {
      return new Ins.IfInts(Ins.Is.values()[op - 0x9F], target());
    }
    return switch (op) {
      case 0x09, 0x0A -> new Ins.PushLong(op - 0x09);
      case 0x10 -> new Ins.PushInt((byte) in.u1());
      case 0x11 -> new Ins.PushInt((short) in.u2());
      case 0x12 -> constant(in.u1());
      case 0x13 -> constant(in.u2());
      case 0x14 -> wide(in.u2());
      case 0x15 -> new Ins.LoadInt(in.u1());
      case 0x16 -> new Ins.LoadLong(in.u1());
      case 0x19 -> new Ins.LoadArray(in.u1());
      case 0x2F -> new Ins.Element();
      case 0x36 -> new Ins.StoreInt(in.u1());
      case 0x37 -> new Ins.StoreLong(in.u1());
      case 0x57 -> new Ins.Pop();
      case 0x58 -> new Ins.Pop2();
      case 0x59 -> new Ins.Dup();
      case 0x5C -> new Ins.Dup2();
      case 0x61 -> new Ins.Add();
      case 0x65 -> new Ins.Sub();
      case 0x69 -> new Ins.Mul();
      case 0x75 -> new Ins.Neg();
      case 0x7F -> new Ins.And();
      case 0x94 -> new Ins.Compare();
      case 0xA7 -> new Ins.Goto(target());
      case 0xAC -> new Ins.ReturnInt();
      case 0xAD -> new Ins.ReturnLong();
      case 0xB8 -> call(pool.method(in.u2()));
      default -> throw refused(op);
    };
  }

  private Refusal refused(int op) {
    String found = "instruction 0x" + Integer.toHexString(op);
    if (op >= 0x4F && op <= 0x56) {
      return refuse(Reason.ARRAY_STORE, found);
    }
    if (op >= 0xB2 && op <= 0xB5) {
      return refuse(Reason.FIELD_ACCESS, found);
    }
    if (op >= 0xB6 && op <= 0xBA) {
      return refuse(Reason.CALL, found);
    }
    return refuse(
        op == 0xBB || op == 0xBC || op == 0xBD || op == 0xC5
            ? Reason.ALLOCATION
            : Reason.INSTRUCTION,
        found);
  }

  private int target() {
    int by = (short) in.u2();
    if (by <= 0) {
      throw refuse(Reason.BACK_EDGE, "a jump by " + by);
    }
    return offset + by;
  }

  private Ins constant(int index) {
    if (pool.at(index) instanceof ConstantPool.Word(int value)) {
      return new Ins.PushInt(value);
    }
    throw refuse(Reason.CONSTANT_POOL, "constant " + index + " is no int");
  }

  private Ins wide(int index) {
    if (pool.at(index) instanceof ConstantPool.DoubleWord(long value)) {
      return new Ins.PushLong(value);
    }
    throw refuse(Reason.CONSTANT_POOL, "constant " + index + " is no long");
  }

  private Ins call(ConstantPool.Called called) {
    if (called.ownerIndex() != self) {
      throw refuse(Reason.CALL, "calls " + called.owner() + "." + called.name());
    }
    return new Ins.Call(called.name(), called.type());
  }
}
