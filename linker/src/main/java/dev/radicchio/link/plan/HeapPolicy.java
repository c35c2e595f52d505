package dev.radicchio.link.plan;

/** Who manages the memory that the instances of a program allocate and hand to each other. */
public sealed interface HeapPolicy {
  /**
   * Java does. Modules that import C's allocation functions from {@code env} get them, and so do
   * modules that define them and whose symbols say where.
   */
  record Host() implements HeapPolicy {}

  /**
   * One instance does; it serves the others and Java.
   *
   * @param instance its name
   * @param malloc the name of its export that allocates, of one of the {@link AllocatorShape}s;
   *     with that of C's {@code malloc}, it serves others' imports of it, too
   * @param free the name of its export that frees
   */
  record Guest(String instance, String malloc, String free) implements HeapPolicy {}

  /**
   * Each module that needs memory brings an allocator, or gets it from one that another exports.
   */
  record Private() implements HeapPolicy {}
}
