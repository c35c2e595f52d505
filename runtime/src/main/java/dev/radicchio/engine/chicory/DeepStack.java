package dev.radicchio.engine.chicory;

import static java.util.Objects.requireNonNull;

import dev.radicchio.engine.Shortcoming;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs Chicory's compiler on a thread of its own, with a stack that suffices whatever the caller
 * has used of its own. The library that writes the methods goes through all exception handlers of
 * one by recursion, and a function of Rust may have thousands of them.
 *
 * @see Shortcoming#HANDLERS
 */
final class DeepStack {
  private static final long STACK_BYTES = 256L << 20;

  private DeepStack() {}

  /**
   * Runs something to its end.
   *
   * @return what it returns
   * @throws RuntimeException what it throws; so for errors
   */
  static <T> T call(Supplier<T> what) {
    FutureTask<T> task = new FutureTask<>(what::get);
    Thread thread = new Thread(null, task, "radicchio-compiler", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unchecked(requireNonNull(e.getCause()));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
