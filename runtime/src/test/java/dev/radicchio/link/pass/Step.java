package dev.radicchio.link.pass;

import java.util.List;

/**
 * What a generated function does, one after the other. Labels count the blocks around, and the
 * function's own comes last, as in the code that is made of it.
 */
sealed interface Step {
  /** Number of the tag in an arm that catches everything. */
  int ANY = -1;

  /** Where a block has no delegate. */
  int NONE = -1;

  /** Appends a number to the trace. */
  record Note(int number) implements Step {}

  /** Throws; tag 0 has no value, tag 1 the number, tag 2 the number and its double. */
  record Throw(int tag, int number) implements Step {}

  /** Calls a function as long as there is fuel. */
  record Call(int function) implements Step {}

  /**
   * Branches; with a remainder only if the trace has that modulo 3. To a loop it does as long as
   * there is fuel.
   *
   * @param number what a block that has a result gets
   */
  record Jump(int label, int remainder, int number) implements Step {
    static final int ALWAYS = -1;
  }

  /** Throws again what the arm of the block has caught. */
  record Rethrow(int label) implements Step {}

  /** A block or a loop; the result of a block is noted behind it. */
  record Block(boolean loop, boolean result, List<Step> steps, int number) implements Step {}

  /**
   * A {@code try}, whose result is noted behind it and whose parameter at its beginning.
   *
   * @param delegate the label, or {@link #NONE}
   * @param number the parameter, and the result of the body
   */
  record Try(
      boolean parameter, boolean result, List<Step> steps, List<Arm> arms, int delegate, int number)
      implements Step {}

  /** A {@code catch}, or a {@code catch_all}, which notes what it caught. */
  record Arm(int tag, List<Step> steps, int number) {}
}
