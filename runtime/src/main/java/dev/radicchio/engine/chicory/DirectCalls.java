package dev.radicchio.engine.chicory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import dev.radicchio.LinkedProgram;
import dev.radicchio.engine.Faults;
import dev.radicchio.engine.StackPointers;
import org.jspecify.annotations.Nullable;

/**
 * What the code that is generated for a precompiled program calls its compiled functions with. It
 * is not meant for code that is written by hand.
 */
public final class DirectCalls {
  private final Faults faults;
  private @Nullable Instance instance;

  private @Nullable Memory memory;

  private @Nullable StackPointers stack;

  /**
   * The only stack pointer, so that a call of a program with one needs to look at nothing else;
   * null where there are several, and once the program is closed.
   */
  private @Nullable GlobalInstance stackPointer;

  DirectCalls(
      Instance instance,
      StackPointers stack,
      @Nullable GlobalInstance stackPointer,
      Faults faults) {
    this.instance = instance;
    this.memory = instance.memory();
    this.stack = stack;
    this.stackPointer = stackPointer;
    this.faults = faults;
  }

  /**
   * Those of a program.
   *
   * @throws IllegalStateException if it is closed
   */
  public static DirectCalls of(LinkedProgram program) {
    return ((ChicoryInstance) program.instance()).directCalls();
  }

  /** Lets go of the program. */
  void close() {
    instance = null;
    memory = null;
    stack = null;
    stackPointer = null;
  }

  /**
   * The memory, as compiled functions take it.
   *
   * @throws IllegalStateException if the program is closed
   */
  public Memory memory() {
    return open(memory);
  }

  /**
   * The image, as compiled functions take it.
   *
   * @throws IllegalStateException if the program is closed
   */
  public Instance instance() {
    return open(instance);
  }

  private <T> T open(@Nullable T value) {
    if (value == null) {
      throw faults.closed();
    }
    return value;
  }

  /**
   * Begins a call.
   *
   * @return what {@link #left} needs to know
   * @throws IllegalStateException if the program is closed
   */
  public long enter() {
    GlobalInstance current = stackPointer;
    return current == null ? open(stack).remember() : current.getValue();
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
    // A host may have closed the program in the meantime.
    return stack == null ? faults.thrown(function, thrown) : stack.left(function, before, thrown);
  }
}
