package dev.radicchio.random;

import java.util.Locale;

/** How a module of a random program is linked to be moved. */
enum Model {
  RELOCS,
  PIC_RELOCS,
  DYLINK,
  ABSOLUTE,
  REBASED;

  /** What documentation calls it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isPositionIndependent() {
    return this == PIC_RELOCS || this == DYLINK;
  }

  /** Whether its data and other modules' can refer to each other. */
  boolean hasSymbols() {
    return this == RELOCS || this == PIC_RELOCS || this == DYLINK;
  }
}
