package dev.radicchio;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import dev.radicchio.engine.ImageInstance;
import dev.radicchio.engine.StackPointer;
import org.jspecify.annotations.Nullable;

/**
 * What the code that is generated for a precompiled program calls its compiled functions with. It
 * is not meant for code that is written by hand.
 */
public final class DirectCalls {
  private final Instance instance;

  private final StackPointer stack;

  /** Null once the program is closed, so that a call needs to look at nothing else. */
  private @Nullable GlobalInstance stackPointer;

  DirectCalls(ImageInstance image) {
    this.instance = image.instance();
    this.stack = image.stackPointer();
    this.stackPointer = stack.global();
  }

  void close() {
    stackPointer = null;
  }

  /** The memory, as compiled functions take it. */
  public Memory memory() {
    return instance.memory();
  }

  /** The image, as compiled functions take it. */
  public Instance instance() {
    return instance;
  }

  /**
   * Begins a call.
   *
   * @return the stack pointer
   * @throws IllegalStateException if the program is closed
   */
  public long enter() {
    GlobalInstance current = stackPointer;
    if (current == null) {
      throw LinkedProgram.closed();
    }
    return current.getValue();
  }

  /**
   * Ends a call that did not return.
   *
   * @param function the function that was called, as {@code instance!export}
   * @param before what {@link #enter} returned
   * @param thrown what the function threw
   * @return what is to be thrown instead
   */
  public RuntimeException left(String function, long before, Throwable thrown) {
    return stack.left(function, before, thrown);
  }
}
