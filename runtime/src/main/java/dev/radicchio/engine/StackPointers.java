package dev.radicchio.engine;

import java.util.Arrays;

/**
 * The stack pointers of a program. What a guest had on its stack is gone if it is left by an
 * exception, which is not the end of the program: hosts and the heap throw, too.
 *
 * <p>Most programs have one, whose value before a call the caller keeps. Of several, the values are
 * kept here, in a row for each call that is going on; a call that begins where another has ended
 * has the same row, so that nobody has to say that a call returned.
 */
public abstract class StackPointers {
  private final int count;
  private final CallDepth depth;
  private final Faults faults;
  private long[] rows = {};

  /**
   * @param count how many there are
   */
  protected StackPointers(int count, CallDepth depth, Faults faults) {
    this.count = count;
    this.depth = depth;
    this.faults = faults;
  }

  /** The value that one has. */
  protected abstract long value(int pointer);

  /** Gives one a value. */
  protected abstract void set(int pointer, long value);

  /**
   * Remembers the stack, before a call.
   *
   * @return what {@link #left} needs to know; of a single stack pointer, its value
   */
  public final long remember() {
    return count == 1 ? value(0) : rememberAll();
  }

  private int rememberAll() {
    int row = depth.depth() * count;
    if (row + count > rows.length) {
      rows = Arrays.copyOf(rows, 2 * (row + count));
    }
    for (int i = 0; i < count; i++) {
      rows[row + i] = value(i);
    }
    return row;
  }

  /**
   * Takes the stack back after a call that did not return.
   *
   * @param function the function that was called
   * @param before what {@link #remember} returned before the call
   * @param thrown what the call threw
   * @return what is to be thrown instead
   */
  public final RuntimeException left(String function, long before, Throwable thrown) {
    if (count == 1) {
      set(0, before);
    } else {
      for (int i = 0; i < count; i++) {
        set(i, rows[(int) before + i]);
      }
    }
    return faults.thrown(function, thrown);
  }
}
