package dev.radicchio.link.input;

import java.util.Arrays;

/**
 * What is known of a value while {@link EntryFlow} follows what something was at entry: nothing; or
 * that it is a number; or that it is what that was, plus a number; or that it was made of that by
 * taking away something that is not known. A long each, the kind in its high half, so that many are
 * copied fast; 0 is nothing.
 */
final class EntryValue {
  static final long UNKNOWN = 0;
  private static final int NUMBER = 1;
  private static final int ENTRY = 2;
  private static final int BELOW_ENTRY = 3;

  /** What the global was at entry. */
  static final long AT_ENTRY = of(ENTRY, 0);

  private static final long SOMEWHERE_BELOW = of(BELOW_ENTRY, 0);

  private EntryValue() {}

  private static long of(int kind, int number) {
    return (long) kind << 32 | Integer.toUnsignedLong(number);
  }

  static long number(int number) {
    return of(NUMBER, number);
  }

  private static int kind(long value) {
    return (int) (value >>> 32);
  }

  /** Whether it was made of what was at entry. */
  static boolean dependsOnEntry(long value) {
    return kind(value) >= ENTRY;
  }

  /** Whether it is less than what was at entry. */
  static boolean isBelowEntry(long value) {
    return kind(value) == BELOW_ENTRY || (kind(value) == ENTRY && (int) value < 0);
  }

  static long sum(long left, long right) {
    if (kind(right) == NUMBER) {
      return plus(left, (int) right);
    }
    return kind(left) == NUMBER ? plus(right, (int) left) : UNKNOWN;
  }

  static long difference(long left, long right) {
    if (kind(right) == NUMBER) {
      return plus(left, -(int) right);
    }
    return dependsOnEntry(left) ? SOMEWHERE_BELOW : UNKNOWN;
  }

  private static long plus(long value, int number) {
    return switch (kind(value)) {
      case NUMBER, ENTRY -> of(kind(value), (int) value + number);
      case BELOW_ENTRY -> value;
      default -> UNKNOWN;
    };
  }

  /** Stacks are aligned by a mask of the high bits. */
  static long masked(long left, long right) {
    boolean aligned = dependsOnEntry(left) && kind(right) == NUMBER && (int) right < 0;
    return aligned ? SOMEWHERE_BELOW : UNKNOWN;
  }

  /** What is known of a value that is one or the other. */
  static long joined(long one, long other) {
    return one == other ? one : UNKNOWN;
  }

  /** The same for several; unknown ones at the end may be missing. */
  static long[] joined(long[] one, long[] other) {
    long[] both = Arrays.copyOf(one, Math.min(one.length, other.length));
    for (int i = 0; i < both.length; i++) {
      both[i] = joined(both[i], other[i]);
    }
    return both;
  }
}
