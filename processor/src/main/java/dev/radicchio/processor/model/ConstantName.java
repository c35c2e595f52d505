package dev.radicchio.processor.model;

import java.util.Locale;

/** The name that a constant has for something that has a name in Java. */
public final class ConstantName {
  private ConstantName() {}

  /** {@code SAMPLE_RATE} for {@code sampleRate}. */
  public static String of(CharSequence name) {
    return name.toString().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
