package dev.radicchio.example.imaging;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a line with the time of each stage, which begins where the one before it ended. */
final class StageLog {
  private final PrintStream out;
  private long started = System.nanoTime();

  StageLog(PrintStream out) {
    this.out = out;
  }

  void finished(String stage, String what) {
    double milliseconds = (System.nanoTime() - started) / 1e6;
    out.printf(Locale.ROOT, "%-8s %-32s %8.1f ms%n", stage, what, milliseconds);
    started = System.nanoTime();
  }
}
