package dev.radicchio.link.input;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What a global that a module defines is in a program. */
public sealed interface GlobalMeaning {
  /** What depends on the meaning. */
  <R> R match(Supplier<R> stackPointer, IntFunction<R> address, Function<Own, R> own);

  /** The stack pointer that all instances of the program share. */
  record SharedStackPointer() implements GlobalMeaning {
    @Override
    public <R> R match(Supplier<R> stackPointer, IntFunction<R> address, Function<Own, R> own) {
      return stackPointer.get();
    }
  }

  /** An address or table slot that linking has fixed. */
  record Address(int value) implements GlobalMeaning {
    @Override
    public <R> R match(Supplier<R> stackPointer, IntFunction<R> address, Function<Own, R> own) {
      return address.apply(value);
    }
  }

  /**
   * A global like any other, with the initial value that the module gives it.
   *
   * @param mayBeAddress whether that is an address in data that moves, and nothing says whether the
   *     global holds an address
   */
  record Own(boolean mayBeAddress) implements GlobalMeaning {
    @Override
    public <R> R match(Supplier<R> stackPointer, IntFunction<R> address, Function<Own, R> own) {
      return own.apply(this);
    }
  }
}
