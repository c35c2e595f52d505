package dev.radicchio.corpus;

import java.util.Locale;
import java.util.regex.Pattern;

/** Why a guest trapped, in words that engines with other messages can be compared by. */
enum Trap {
  UNREACHABLE("unreachable"),
  MEMORY("out of bounds memory access"),
  INTEGER("integer (divide by zero|overflow)|invalid conversion to integer"),
  TABLE("(undefined|uninitialized) element|indirect call type mismatch|out of bounds table access"),
  STACK("call stack exhausted");

  private final Pattern message;

  Trap(String message) {
    this.message = Pattern.compile(message);
  }

  /**
   * The trap that the message of what the engine threw tells of.
   *
   * @throws IllegalArgumentException if the message is none that the engine has for traps
   */
  static Trap of(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    for (Trap trap : values()) {
      if (trap.message.matcher(message).find()) {
        return trap;
      }
    }
    throw new IllegalArgumentException("no trap of the engine: " + message, thrown);
  }

  @Override
  public String toString() {
    return "trap: " + name().toLowerCase(Locale.ROOT);
  }
}
