package dev.radicchio.link.bind;

/** What a module's global is in the image. */
public sealed interface GlobalBinding {
  /** An {@code i32} that linking made constant: reads of it become {@code i32.const}. */
  record Constant(int value) implements GlobalBinding {}

  /** A global of the image. */
  record Index(int index) implements GlobalBinding {}
}
