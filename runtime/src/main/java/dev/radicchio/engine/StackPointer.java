package dev.radicchio.engine;

import com.dylibso.chicory.runtime.GlobalInstance;

/**
 * The stack pointer of all instances. What a guest had on its stack is gone if it is left by an
 * exception, which is not the end of the program: hosts and the heap throw, too.
 */
public final class StackPointer {
  private final GlobalInstance global;

  StackPointer(GlobalInstance global) {
    this.global = global;
  }

  /** The global that has it. */
  public GlobalInstance global() {
    return global;
  }

  /** Its value, before a call. */
  public long value() {
    return global.getValue();
  }

  /**
   * Takes the stack back after a call that did not return.
   *
   * @param function the function that was called
   * @param before the value before the call
   * @param thrown what the call threw
   * @return what is to be thrown instead
   */
  public RuntimeException left(String function, long before, Throwable thrown) {
    global.setValue(before);
    return translated(function, thrown);
  }

  /** What is to be thrown instead of what a call threw, where there is no stack any more. */
  public static RuntimeException translated(String function, Throwable thrown) {
    return GuestFault.thrown(function, thrown);
  }
}
