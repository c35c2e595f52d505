package dev.radicchio.binary;

import org.jspecify.annotations.Nullable;

/**
 * Receives, in file order, the immediates of instructions that a linker may have to change, or
 * needs to understand them.
 */
public interface ImmediateVisitor {
  /**
   * An index.
   *
   * @param opcode the instruction's opcode as in {@link Opcode}, or -1 where the index is part of a
   *     type
   * @param instruction offset of the instruction's first byte, or of the index where it is part of
   *     a type
   * @param start offset of the index
   * @param end offset after the index
   * @param index its value, unsigned
   */
  void index(IndexSpace space, int opcode, int instruction, int start, int end, int index);

  /** The value of an {@code i32.const}, from {@code start} to {@code end}. */
  default void constant(int start, int end, int value) {}

  /** Locals that the body declares, of one type; called before all instructions. */
  default void locals(int count, ValType type) {}

  /**
   * The type of a block that no index names; one that is named comes as an {@link #index}.
   *
   * @param result its only result, or null for none
   */
  default void blockType(@Nullable ValType result) {}

  /** A type that a {@code select} names. */
  default void valueType(ValType type) {}

  /** A heap type: a type index, which also comes as an {@link #index}, or negative. */
  default void heapType(int heapType) {}

  /** What a constant other than an {@code i32.const} holds; for a vector, its halves in turn. */
  default void bits(long bits) {}

  /** A number without a method of its own: of a field, a lane or of elements; or flags. */
  default void number(int number) {}

  /** The alignment of a load or store, as an exponent of two. */
  default void alignment(int exponent) {}

  /** A clause of a {@code try_table}, before its tag and its label. */
  default void clause(int kind) {}

  /** The offset of a load or store, from {@code start} to {@code end}, unsigned. */
  default void memoryOffset(int start, int end, int offset) {}

  /** The index of a local, unsigned; not checked to be in range. */
  default void local(int index) {}

  /**
   * A label that the instruction may branch to, as the number of blocks around it that are inside
   * of the label's, unsigned; not checked to be in range.
   */
  default void label(int depth) {}

  /** An instruction; called before its immediates. */
  default void instruction(int opcode, int offset) {}
}
