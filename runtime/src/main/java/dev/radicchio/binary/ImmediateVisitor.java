package dev.radicchio.binary;

/**
 * Receives, in file order, the immediates of instructions that a linker may have to change, or
 * needs to understand them.
 */
public interface ImmediateVisitor {
  /**
   * An index.
   *
   * @param opcode the instruction's opcode as in Chicory's {@code OpCode}, or -1 where the index is
   *     part of a type
   * @param instruction offset of the instruction's first byte, or of the index where it is part of
   *     a type
   * @param start offset of the index
   * @param end offset after the index
   * @param index its value, unsigned
   */
  void index(IndexSpace space, int opcode, int instruction, int start, int end, int index);

  /** The value of an {@code i32.const}, from {@code start} to {@code end}. */
  default void constant(int start, int end, int value) {}

  /**
   * The type of a block that no index names; one that is named comes as an {@link #index}.
   *
   * @param results how many results it has, 0 or 1
   */
  default void blockType(int results) {}

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
