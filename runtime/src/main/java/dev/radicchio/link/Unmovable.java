package dev.radicchio.link;

import dev.radicchio.link.Relocatability.Absolute;
import java.util.Arrays;

/**
 * An instance that cannot be moved and is in the way of others. What to do about it depends on
 * where it begins: if that is only a number in its code that may be an address, to say that it is
 * none; else to link it differently.
 */
record Unmovable(InstancePlan instance) {
  /** Whether it begins where it does only because of a number in its code. */
  boolean beginsAtNumber() {
    return instance.module.relocatability() instanceof Absolute absolute
        && instance.dataStart == absolute.start()
        && absolute.start() < certainPage(absolute);
  }

  /** The page that its data begins in. */
  private static long certainPage(Absolute absolute) {
    return absolute.certainStart() & -Layout.PAGE_BYTES;
  }

  /**
   * The problem that it is in the way.
   *
   * @param reportedAt the name of the instance at fault
   * @param certain the code if it is certainly there
   * @param number the code if it {@link #beginsAtNumber}
   * @param freeAddress where it would not be in the way
   * @param arguments those of the messages that come before what to do
   */
  Problem problem(
      String reportedAt,
      ProblemCode certain,
      ProblemCode number,
      long freeAddress,
      Object... arguments) {
    if (beginsAtNumber() && instance.module.relocatability() instanceof Absolute absolute) {
      Object[] advice = {instance.file.name(), absolute.start(), certainPage(absolute)};
      return number.of(reportedAt, join(arguments, advice));
    }
    return certain.of(reportedAt, join(arguments, new Object[] {freeAddress, freeAddress}));
  }

  private static Object[] join(Object[] first, Object[] second) {
    Object[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
