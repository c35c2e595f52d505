package dev.radicchio;

/** The {@code _start} of a command, which can run once. */
final class CommandStart implements GuestFunction {
  private final String instance;
  private final GuestFunction function;
  private boolean started;

  /**
   * @param instance whose it is
   * @param function what runs it
   */
  CommandStart(String instance, GuestFunction function) {
    this.instance = instance;
    this.function = function;
  }

  @Override
  public long[] call(long... arguments) {
    if (started) {
      throw new IllegalStateException(
          "the command "
              + instance
              + " was started before, and _start runs once; link the program again to run it again");
    }
    started = true;
    return function.call(arguments);
  }
}
