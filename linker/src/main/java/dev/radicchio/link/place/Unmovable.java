package dev.radicchio.link.place;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.LinkedMemory;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.Arrays;
import java.util.Optional;

/**
 * An instance that stays where it was linked and is in the way of others. What to do about it
 * depends on where it begins: if that is only a number in its code that may be an address, to say
 * that it is none; if it only makes addresses itself, to say that they are given to it; else to let
 * it be rebased.
 *
 * @param start the first address that it occupies
 */
record Unmovable(Instance instance, long start) {
  /**
   * The codes of one problem.
   *
   * @param certain if it is certainly there
   * @param number if it {@link #beginsAtNumber}
   * @param made if it is there only for addresses that it makes itself
   */
  record Codes(ProblemCode certain, ProblemCode number, ProblemCode made) {}

  /** Whether it begins where it does only because of a number in its code. */
  boolean beginsAtNumber() {
    return memory()
        .filter(memory -> start == memory.start())
        .filter(memory -> memory.start() < certainPage(memory))
        .isPresent();
  }

  /** Whether it is there only for addresses that it makes itself. */
  boolean makesAddresses() {
    return memory().filter(LinkedMemory::made).isPresent();
  }

  private Optional<LinkedMemory> memory() {
    return instance.module().relocatability().fixed();
  }

  /** The page that its data begins in. */
  private static long certainPage(LinkedMemory memory) {
    return memory.certainStart() & -Layout.PAGE_BYTES;
  }

  /**
   * The problem that it is in the way.
   *
   * @param reportedAt the name of the instance at fault
   * @param arguments those of the messages that come before what to do
   */
  Problem problem(String reportedAt, Codes codes, Object... arguments) {
    if (makesAddresses()) {
      return codes.made.of(reportedAt, arguments);
    }
    if (beginsAtNumber()) {
      LinkedMemory memory = memory().orElseThrow();
      Object[] advice = {instance.file(), memory.start(), certainPage(memory)};
      return codes.number.of(reportedAt, join(arguments, advice));
    }
    Object[] advice = {instance.module().producer().orRelink()};
    return codes.certain.of(reportedAt, join(arguments, advice));
  }

  private static Object[] join(Object[] first, Object[] second) {
    Object[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
