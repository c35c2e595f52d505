package dev.radicchio.link.input;

/** What a global that a module defines is in a program. */
public sealed interface GlobalMeaning {
  /** The stack pointer that all instances of the program share. */
  record SharedStackPointer() implements GlobalMeaning {}

  /** An address or table slot that linking has fixed. */
  record Address(int value) implements GlobalMeaning {}

  /**
   * A global like any other, with the initial value that the module gives it.
   *
   * @param mayBeAddress whether that is an address in data that moves, and nothing says whether the
   *     global holds an address
   */
  record Own(boolean mayBeAddress) implements GlobalMeaning {}
}
