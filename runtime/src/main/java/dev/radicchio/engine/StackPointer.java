package dev.radicchio.engine;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack pointers of a program. What a guest had on its stack is gone if it is left by an
 * exception, which is not the end of the program: hosts and the heap throw, too.
 *
 * <p>Most programs have one, whose value before a call the caller keeps. Of several, the values are
 * kept here, in a row for each call that is going on; a call that begins where another has ended
 * has the same row, so that nobody has to say that a call returned.
 */
public final class StackPointer {
  private final GlobalInstance[] globals;
  private final @Nullable GlobalInstance only;
  private final CallDepth depth;
  private long[] rows = {};

  /**
   * @param globals their indices
   */
  StackPointer(Instance instance, List<Integer> globals, CallDepth depth) {
    this.globals = new GlobalInstance[globals.size()];
    for (int i = 0; i < this.globals.length; i++) {
      this.globals[i] = instance.global(globals.get(i));
    }
    this.only = this.globals.length == 1 ? this.globals[0] : null;
    this.depth = depth;
  }

  /** The global that has it; null if there is not exactly one. */
  public @Nullable GlobalInstance only() {
    return only;
  }

  /**
   * Remembers the stack, before a call.
   *
   * @return what {@link #left} needs to know; of a single stack pointer, its value
   */
  public long remember() {
    return only == null ? rememberAll() : only.getValue();
  }

  private int rememberAll() {
    int row = depth.depth() * globals.length;
    if (row + globals.length > rows.length) {
      rows = Arrays.copyOf(rows, 2 * (row + globals.length));
    }
    for (int i = 0; i < globals.length; i++) {
      rows[row + i] = globals[i].getValue();
    }
    return row;
  }

  private void putBack(long before) {
    if (only != null) {
      only.setValue(before);
      return;
    }
    for (int i = 0; i < globals.length; i++) {
      globals[i].setValue(rows[(int) before + i]);
    }
  }

  /**
   * Takes the stack back after a call that did not return.
   *
   * @param function the function that was called
   * @param before what {@link #remember} returned before the call
   * @param thrown what the call threw
   * @return what is to be thrown instead
   */
  public RuntimeException left(String function, long before, Throwable thrown) {
    putBack(before);
    return GuestFault.thrown(function, thrown);
  }
}
