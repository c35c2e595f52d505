package dev.radicchio.engine;

/** What the exceptions become that leave a program. */
public interface Faults {
  /**
   * What is to be thrown instead of an exception that a call of a guest threw.
   *
   * @param function the function that was called from outside, as {@code instance!export}
   */
  RuntimeException thrown(String function, Throwable thrown);

  /** What is thrown when a program is used that is closed. */
  RuntimeException closed();

  /**
   * Throws an exception as it is. Hosts that are written in Kotlin, for one, throw checked
   * exceptions without declaring them.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends Throwable> T unchanged(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
