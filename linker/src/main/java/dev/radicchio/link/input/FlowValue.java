package dev.radicchio.link.input;

import dev.radicchio.binary.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a number while a function is followed: where it comes from, its value if that is
 * one, and the global that it was read from.
 *
 * @param origins bits: all that it was made of, or may be instead
 * @param exact whether it is always {@code constant}
 * @param constant its value if it is exact, or else 0
 * @param global the global that it was read from, or -1
 * @param change what was done to it since
 */
record FlowValue(int origins, boolean exact, int constant, int global, Change change) {
  /** What was done to what a global held. */
  enum Change {
    NONE,
    /** Something was added, and it may have been rounded. */
    RAISED,
    /** Something was taken from it. */
    LOWERED
  }

  /** From outside the function's knowledge: parameters, memory, other functions, the linker. */
  static final int GIVEN = 1;

  /** From constants. */
  static final int CONSTANT = 2;

  /** From a mutable global that the module defines. */
  static final int GLOBAL = 4;

  /** The memory's size, or made of it. */
  static final int SIZE = 16;

  /** What {@code memory.grow} gave: the number of the first new page, or -1. */
  static final int PAGES = 32;

  /** The address of what {@code memory.grow} gave, or a constant beside it. */
  static final int START = 64;

  /** A condition that holds if the memory was grown, and if it was not. */
  static final int GROWN = 128;

  static final int NOT_GROWN = 256;

  private static final int ABOUT_GROWTH = PAGES | START | GROWN | NOT_GROWN;
  private static final int PAGE_BITS = 16;

  /** Nothing is known of it. */
  static final FlowValue UNKNOWN = of(GIVEN);

  /** What nothing has been found out of yet. */
  static final FlowValue NOTHING = of(0);

  /** A number that is made of constants. */
  static final FlowValue NUMBER = of(CONSTANT);

  static FlowValue of(int origins) {
    return new FlowValue(origins, false, 0, -1, Change.NONE);
  }

  static FlowValue constant(int value) {
    return new FlowValue(CONSTANT, true, value, -1, Change.NONE);
  }

  static FlowValue read(int global, int origins) {
    return new FlowValue(origins, false, 0, global, Change.NONE);
  }

  boolean is(int value) {
    return exact && constant == value;
  }

  boolean has(int origin) {
    return (origins & origin) != 0;
  }

  /** Whether it has the origin and, but for constants, no other. */
  boolean isOnly(int origin) {
    return has(origin) && (origins & ~(origin | CONSTANT)) == 0;
  }

  /** Either of the two. */
  FlowValue or(FlowValue other) {
    if (equals(NOTHING) || equals(other)) {
      return other;
    }
    return other.equals(NOTHING) ? this : of(origins | other.origins);
  }

  /** The result of {@code i32.eqz}. */
  FlowValue isZero() {
    return exact ? constant(constant == 0 ? 1 : 0) : of(CONSTANT | opposite(truth()));
  }

  /**
   * What it says as a condition: {@link #GROWN}, {@link #NOT_GROWN}, or 0. The address of new pages
   * is one, too, for who looks whether it is null has null where there are none.
   */
  int truth() {
    return isOnly(START) || isOnly(GROWN) ? GROWN : isOnly(NOT_GROWN) ? NOT_GROWN : 0;
  }

  static int opposite(int truth) {
    return truth == GROWN ? NOT_GROWN : truth == NOT_GROWN ? GROWN : 0;
  }

  /** What is left of it by an instruction with one operand. */
  FlowValue converted() {
    return has(ABOUT_GROWTH) ? UNKNOWN : of(origins);
  }

  /** The result of comparing it with another number. */
  FlowValue compare(int comparison, FlowValue other) {
    boolean symmetric = comparison == Opcode.I32_EQ || comparison == Opcode.I32_NE;
    if (symmetric && exact) {
      return other.exact ? NUMBER : other.compare(comparison, this);
    }
    int truth =
        switch (comparison) {
          case Opcode.I32_EQ -> failure(other) ? NOT_GROWN : 0;
          case Opcode.I32_NE -> failure(other) ? GROWN : 0;
          case Opcode.I32_LT_S -> isOnly(PAGES) && other.is(0) ? NOT_GROWN : 0;
          case Opcode.I32_LE_S -> isOnly(PAGES) && other.is(-1) ? NOT_GROWN : 0;
          case Opcode.I32_GT_S -> isOnly(PAGES) && other.is(-1) ? GROWN : 0;
          case Opcode.I32_GE_S -> isOnly(PAGES) && other.is(0) ? GROWN : 0;
          default -> 0;
        };
    return of(CONSTANT | truth);
  }

  /** Whether the other number is what this is if the memory was not grown. */
  private boolean failure(FlowValue other) {
    return (isOnly(PAGES) && other.is(-1))
        || (isOnly(START) && (other.is(0) || other.is(-1 << PAGE_BITS)));
  }

  /** The result of an instruction with two operands that is no comparison. */
  FlowValue combine(int opcode, FlowValue other) {
    if (exact && other.exact) {
      return fold(opcode, constant, other.constant);
    }
    if (has(ABOUT_GROWTH) || other.has(ABOUT_GROWTH)) {
      return ofGrowth(opcode, other);
    }
    if (opcode == Opcode.I32_ADD && global < 0 && other.global >= 0) {
      return other.combine(opcode, this);
    }
    Change next = other.global >= 0 ? null : change(opcode, other);
    return global >= 0 && next != null
        ? new FlowValue(made(other), false, 0, global, next)
        : of(made(other));
  }

  /** What has been done to a global in all, or null if that says no more. */
  private @Nullable Change change(int opcode, FlowValue other) {
    boolean negative = other.exact && other.constant < 0;
    Change next =
        switch (opcode) {
          case Opcode.I32_ADD -> negative ? Change.LOWERED : Change.RAISED;
          case Opcode.I32_SUB -> negative ? Change.RAISED : Change.LOWERED;
          case Opcode.I32_AND -> negative ? change : null;
          default -> null;
        };
    return change == Change.NONE || change == next ? next : null;
  }

  /** What is added to something given is an offset; a global may be either. */
  private int made(FlowValue other) {
    int both = origins | other.origins;
    return (both & ~CONSTANT) == 0 ? CONSTANT : both & ~CONSTANT;
  }

  private FlowValue ofGrowth(int opcode, FlowValue other) {
    if (opcode == Opcode.I32_ADD && exact) {
      return other.ofGrowth(opcode, this);
    }
    boolean toBytes =
        (opcode == Opcode.I32_SHL && other.is(PAGE_BITS))
            || (opcode == Opcode.I32_MUL && other.is(65536));
    if (isOnly(PAGES) && toBytes) {
      return of(START);
    }
    boolean plusOne = opcode == Opcode.I32_ADD && other.is(1);
    if (isOnly(PAGES) && (plusOne || (opcode == Opcode.I32_XOR && other.is(-1)))) {
      return of(GROWN);
    }
    if (isOnly(START) && isInFirstPage(opcode, other)) {
      return of(START | (origins & CONSTANT));
    }
    boolean conditions = opcode == Opcode.I32_AND || opcode == Opcode.I32_OR;
    return conditions && has(CONSTANT) && other.has(CONSTANT) ? NUMBER : UNKNOWN;
  }

  /** An address a page or more behind the start is where the new pages end, for all one knows. */
  private static boolean isInFirstPage(int opcode, FlowValue other) {
    return switch (opcode) {
      case Opcode.I32_ADD, Opcode.I32_OR -> other.exact && other.constant >>> PAGE_BITS == 0;
      case Opcode.I32_AND -> other.exact && other.constant < 0;
      default -> false;
    };
  }

  private static FlowValue fold(int opcode, int left, int right) {
    return switch (opcode) {
      case Opcode.I32_ADD -> constant(left + right);
      case Opcode.I32_SUB -> constant(left - right);
      case Opcode.I32_MUL -> constant(left * right);
      case Opcode.I32_AND -> constant(left & right);
      case Opcode.I32_OR -> constant(left | right);
      case Opcode.I32_XOR -> constant(left ^ right);
      case Opcode.I32_SHL -> constant(left << right);
      case Opcode.I32_SHR_U -> constant(left >>> right);
      default -> NUMBER;
    };
  }
}
