package dev.radicchio;

import org.jspecify.annotations.Nullable;

/**
 * A Java function that guests call through a function pointer, until it is closed.
 *
 * <p>A guest that calls it after that traps, and the message says which function is over. Its
 * pointer becomes that of another function only after 1,000 others were lent, or earlier if the
 * table is full.
 */
public final class LentFunction implements AutoCloseable {
  private @Nullable LinkedProgram program;
  private final String instance;
  private final int pointer;
  private @Nullable String borrower;

  /**
   * @param program takes the function back, or null if it is a guest's own
   * @param instance whom it is lent to
   */
  LentFunction(@Nullable LinkedProgram program, String instance, int pointer) {
    this.program = program;
    this.instance = instance;
    this.pointer = pointer;
  }

  /** The function pointer, a slot of the table of the instance that it was lent to. */
  public int pointer() {
    return pointer;
  }

  /**
   * The function pointer, for one call of a guest: if the guest calls the function later, the
   * message says what it was lent to.
   *
   * @param borrower what is called, as in {@code Sorting.sort}
   */
  public int pointer(String borrower) {
    this.borrower = borrower;
    return pointer;
  }

  /** Takes the function back; closing it again does nothing. */
  @Override
  public void close() {
    LinkedProgram lender = program;
    if (lender != null) {
      program = null;
      lender.takeBack(instance, pointer, borrower);
    }
  }
}
