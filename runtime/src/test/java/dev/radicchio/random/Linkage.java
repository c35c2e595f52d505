package dev.radicchio.random;

/** Who sees a definition, and whether it gives way to another. */
enum Linkage {
  LOCAL,
  HIDDEN,
  EXPORTED,
  WEAK,
  WEAK_HIDDEN,
  /** In the header: each file that uses it has one, and all are one. */
  INLINE,
  /** The same of a template. */
  TEMPLATE,
  /** Referred to weakly, and nowhere defined. */
  ABSENT,
  /** A function of the host. */
  HOST;

  /** Whether some source file of the program defines it. */
  boolean isDefined() {
    return this != ABSENT && this != HOST;
  }

  boolean isWeak() {
    return this == WEAK || this == WEAK_HIDDEN;
  }

  boolean isInHeader() {
    return this == INLINE || this == TEMPLATE;
  }

  /** Whether other modules see it by its name. */
  boolean isExported() {
    return this == EXPORTED || this == WEAK;
  }
}
