package dev.radicchio.annotations;

/** Who manages the memory that the instances of a program allocate and hand to each other. */
public enum HeapPolicy {
  /**
   * Java does. Modules that import {@code malloc}, {@code free} and so on from {@code env} get
   * them, and so do modules that define them, where their symbols say how.
   */
  HOST,
  /** The instance that {@link SharedMemory#heapOwner} names does, for the others and for Java. */
  GUEST,
  /** Each module that needs memory brings an allocator. Java cannot allocate then. */
  PRIVATE
}
