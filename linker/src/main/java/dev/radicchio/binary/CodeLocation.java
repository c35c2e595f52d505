package dev.radicchio.binary;

/**
 * Where a walk is: what a visitor gets beside the value of an immediate. It is the same object from
 * one call to the next, so that walking makes none for an instruction.
 */
public final class CodeLocation {
  /** The opcode of what is no instruction. */
  public static final int IN_TYPE = -1;

  int opcode = IN_TYPE;
  int instruction;
  int start;
  int end;

  CodeLocation() {}

  /** Sets what a type index that is part of a type has. */
  void inType(int from, int to) {
    opcode = IN_TYPE;
    instruction = from;
    immediate(from, to);
  }

  /** Sets where the immediate is. */
  CodeLocation immediate(int from, int to) {
    start = from;
    end = to;
    return this;
  }

  /** The instruction's opcode, as in {@link Opcode}; {@link #IN_TYPE} for a part of a type. */
  public int opcode() {
    return opcode;
  }

  /** Offset of the instruction's first byte, or of the immediate where it is part of a type. */
  public int instruction() {
    return instruction;
  }

  /** Offset of the immediate. */
  public int start() {
    return start;
  }

  /** Offset after the immediate. */
  public int end() {
    return end;
  }

  /** How many bytes the immediate has. */
  public int bytes() {
    return end - start;
  }
}
