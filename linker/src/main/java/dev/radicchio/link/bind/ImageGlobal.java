package dev.radicchio.link.bind;

import dev.radicchio.link.input.Instance;

/** A global of the image; those of the host come first. */
public sealed interface ImageGlobal {
  /** A global that stays an import, by its index in a module that imports it. */
  record Host(Instance instance, int global) implements ImageGlobal {}

  /** The stack pointer that all instances share. */
  record StackPointer(long value) implements ImageGlobal {}

  /** A global that an instance defines, by its index in the module. */
  record Defined(Instance instance, int global) implements ImageGlobal {}

  /** A mutable {@code i32} that linking made, for a GOT entry that code writes for instance. */
  record Cell(int value) implements ImageGlobal {}

  /** An {@code i32} that linking made constant, for those outside to read. */
  record Fixed(int value) implements ImageGlobal {}
}
