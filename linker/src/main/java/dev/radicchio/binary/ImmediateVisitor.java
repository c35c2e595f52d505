package dev.radicchio.binary;

import org.jspecify.annotations.Nullable;

/**
 * Receives, in file order, what {@link InstructionWalker} finds. A {@link CodeLocation} is good
 * until the method returns.
 */
public interface ImmediateVisitor {
  /** One that wants nothing. */
  ImmediateVisitor NOTHING = new ImmediateVisitor() {};

  /** What {@link ImmediateVisitor#index} does. */
  @FunctionalInterface
  interface IndexVisitor {
    /** See {@link ImmediateVisitor#index}. */
    void index(IndexSpace space, int index, CodeLocation at);
  }

  /** One that wants indices only. */
  static ImmediateVisitor ofIndices(IndexVisitor visitor) {
    return new ImmediateVisitor() {
      @Override
      public void index(IndexSpace space, int index, CodeLocation at) {
        visitor.index(space, index, at);
      }
    };
  }

  /** Locals that the body declares, of one type; called before all instructions. */
  default void locals(int count, ValType type) {}

  /** An instruction; called before its immediates. */
  default void instruction(int opcode, int offset) {}

  /** An index, unsigned; not checked to be in range. */
  default void index(IndexSpace space, int index, CodeLocation at) {}

  /** The value of an {@code i32.const}. */
  default void constant(int value, CodeLocation at) {}

  /** What a constant other than an {@code i32.const} holds; for a vector, its halves in turn. */
  default void bits(long bits) {}

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

  /** The alignment of a load or store, as an exponent of two. */
  default void alignment(int exponent) {}

  /** The offset of a load or store, unsigned; called after its alignment and its memory. */
  default void memoryOffset(int offset, CodeLocation at) {}

  /** The index of a local, unsigned; not checked to be in range. */
  default void local(int index, CodeLocation at) {}

  /**
   * A label that the instruction may branch to, as the number of blocks around it that are inside
   * of the label's, unsigned; not checked to be in range.
   */
  default void label(int depth, CodeLocation at) {}

  /** A clause of a {@code try_table}, before its tag and its label. */
  default void clause(int kind) {}

  /** A number without a method of its own: of a field, a lane or of elements; or flags. */
  default void number(int number) {}
}
