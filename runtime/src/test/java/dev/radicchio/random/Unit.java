package dev.radicchio.random;

/**
 * One source file of a module.
 *
 * @param part the module's name; that of {@link #HEADER} is empty
 */
record Unit(String part, int number) {
  /** What all files in C++ include. */
  static final Unit HEADER = new Unit("", 0);

  boolean isHeader() {
    return part.isEmpty();
  }

  @Override
  public String toString() {
    return part + number;
  }
}
