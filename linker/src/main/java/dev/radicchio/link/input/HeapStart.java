package dev.radicchio.link.input;

/** Where the heap begins that a module's allocator was linked for, in a program. */
public enum HeapStart {
  /** Where the program's begins: linking changes the module's {@code __heap_base}. */
  PROGRAM,
  /** Above the module's own memory, as its linker chose it. */
  OWN,
  /** The module has no address of a heap, unless it imports it. */
  NONE
}
