package dev.radicchio.random;

import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.Pointers.Kind;

/** What a function takes and returns. All but {@link #VARIADIC} take how deep calls may go. */
enum Shape {
  NUMBER,
  WIDE,
  REAL,
  /** Numbers that it reads and changes. */
  ARRAY,
  /** A struct by value, and one back. */
  PAIR,
  VARIADIC,
  /** Allocates numbers. */
  MAKE,
  /** Frees them. */
  RELEASE,
  /** Makes an object with virtual functions. */
  FACTORY;

  boolean isKnownToRust() {
    return this != PAIR && this != VARIADIC && this != FACTORY;
  }

  boolean isCalledWithNumbers() {
    return isCallable() || this == PAIR || this == VARIADIC;
  }

  /** Whether those who run a program can call it. */
  boolean isCallable() {
    return this == NUMBER || this == WIDE || this == REAL;
  }

  /** Which parameters and results are addresses where C is compiled to Wasm. */
  Pointers pointers() {
    return switch (this) {
      case NUMBER, WIDE, REAL -> Pointers.NONE;
      case ARRAY, RELEASE -> Pointers.NONE.param(0, Kind.ADDRESS);
      case PAIR -> Pointers.NONE.param(0, Kind.ADDRESS).param(1, Kind.ADDRESS);
      case VARIADIC -> Pointers.NONE.param(2, Kind.ADDRESS);
      case MAKE, FACTORY -> Pointers.NONE.result(0, Kind.ADDRESS);
    };
  }
}
