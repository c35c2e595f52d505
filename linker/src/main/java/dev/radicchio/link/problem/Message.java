package dev.radicchio.link.problem;

import java.util.Arrays;
import java.util.Locale;

/**
 * The one message of a {@link ProblemKind}, with places for arguments: {@code %s} for anything,
 * {@code %d} and {@code %x} for integers.
 *
 * @param number the number of the code
 * @param template a {@link java.util.Formatter} pattern: what, where, and how to fix it
 */
public record Message(int number, Problem.Severity severity, String template) {

  /** The code, {@code RAD} and three digits. */
  public String code() {
    return "RAD" + number;
  }

  /**
   * The message with its arguments, the same in every locale.
   *
   * @throws IllegalArgumentException if there are more or fewer of them than places, or one is no
   *     integer where the message has a number
   */
  public String text(Object... arguments) {
    String places = places();
    boolean fits = arguments.length == places.length();
    for (int i = 0; fits && i < arguments.length; i++) {
      fits = places.charAt(i) == 's' || isInteger(arguments[i]);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          code() + " has places for " + places + ", not for " + Arrays.toString(arguments));
    }
    return String.format(Locale.ROOT, template, arguments);
  }

  private static boolean isInteger(Object argument) {
    return argument instanceof Integer || argument instanceof Long;
  }

  /** What its places are for, a letter each: {@code s} for anything, else for an integer. */
  String places() {
    StringBuilder places = new StringBuilder();
    for (int at = template.indexOf('%'); at >= 0; at = template.indexOf('%', at + 1)) {
      places.append(template.charAt(at + 1));
    }
    return places.toString();
  }
}
