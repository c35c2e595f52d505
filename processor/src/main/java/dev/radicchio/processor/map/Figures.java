package dev.radicchio.processor.map;

import java.util.Locale;

/** Numbers as the page shows them, the same everywhere. */
final class Figures {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

  private Figures() {}

  static String address(long address) {
    return String.format(Locale.ROOT, "0x%08x", address);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** As in {@code 3 functions}. */
  static String count(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }

  /** As in {@code 12 B} and {@code 1.5 MiB}. */
  static String bytes(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String digits = String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
        + " "
        + UNITS[unit];
  }

  /** A length or position in a drawing. */
  static String point(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.3f%%", whole == 0 ? 0 : 100.0 * part / whole);
  }
}
