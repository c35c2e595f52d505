package dev.radicchio;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.engine.FunctionTable;
import dev.radicchio.engine.JavaFunction;
import dev.radicchio.engine.Trap;
import org.jspecify.annotations.Nullable;

/** A slot of a table that is for Java functions, one after the other. */
final class CallbackSlot implements JavaFunction {
  private final int number;
  private final String owner;

  /** What the table has for it, which guests may have put into other slots. */
  private FunctionTable.@Nullable Lent inTable;

  private @Nullable CheckedFunction lent;
  private @Nullable Over over;

  /**
   * @param owner the instance whose table it is; empty for the program's
   */
  CallbackSlot(int number, String owner) {
    this.number = number;
    this.owner = owner;
  }

  /**
   * What tells of a function that is over, without keeping it.
   *
   * @param borrower what it was lent to for one call; null if it was lent until it was closed
   */
  private record Over(FunctionType type, String className, @Nullable String borrower) {
    private static final String LAMBDA = "$$Lambda";

    /** As in {@code a lambda of test.ComparatorFunction}. */
    String function() {
      int lambda = className.indexOf(LAMBDA);
      return lambda < 0 ? className : "a lambda of " + className.substring(0, lambda);
    }
  }

  /** Its number in the table. */
  int number() {
    return number;
  }

  /** What exceptions call it. */
  String name() {
    return FunctionPointers.name(number, owner);
  }

  /** The function that is lent; null if it is over. */
  @Nullable CheckedFunction lent() {
    return lent;
  }

  /** Puts a function into it, and into the table what calls it. */
  void fill(FunctionTable.Lender lender, FunctionType type, GuestFunction function) {
    forget();
    lent = new CheckedFunction(this, type, function);
    over = null;
    inTable = lender.lend(number, this);
  }

  /** Lets calls of the function that it had trap. */
  void forget() {
    if (inTable != null) {
      inTable.forget();
    }
  }

  /** Runs the function that is lent. */
  @Override
  public long[] call(long[] arguments) {
    CheckedFunction current = lent;
    if (current == null) {
      throw new Trap(isOver());
    }
    return current.unchecked().call(arguments);
  }

  /**
   * Ends the lending. The table stays as it is, for a call to say so.
   *
   * @param borrower what it was lent to for one call; null if it was lent until it was closed
   * @return whether a function was lent
   */
  boolean end(@Nullable String borrower) {
    if (lent == null) {
      return false;
    }
    over = new Over(lent.type(), lent.unchecked().getClass().getName(), borrower);
    lent = null;
    return true;
  }

  /** Says which function is over. */
  String isOver() {
    if (over == null) {
      return name() + " points to no function";
    }
    return name()
        + " is over: it was a Java function ("
        + over.function()
        + ", "
        + over.type
        + "), lent "
        + (over.borrower == null ? "until it was closed" : "to " + over.borrower + " for one call")
        + ". Guests may keep what LinkedProgram.lend is given, or lend of the class that is"
        + " generated for a @WasmFunction, until what that returns is closed";
  }
}
