package dev.radicchio;

import static java.util.stream.Collectors.joining;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.plan.AllocatorShape;
import java.util.List;

/**
 * The functions of an instance that allocate and free, at its own addresses.
 *
 * @param allocate the one that allocates
 * @param allocates what it takes
 * @param free the one that frees
 * @param frees what it takes
 */
record GuestAllocator(
    GuestFunction allocate, AllocatorShape allocates, GuestFunction free, AllocatorShape frees) {
  /**
   * The one of the shapes that a function has.
   *
   * @throws IllegalArgumentException if it has none of them
   */
  static AllocatorShape shape(String name, FunctionType type, List<AllocatorShape> shapes) {
    for (AllocatorShape shape : shapes) {
      if (type.equals(shape.type())) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        name
            + " is of type "
            + type
            + ", and no allocator's function; take one of type "
            + shapes.stream().map(shape -> shape.type().toString()).collect(joining(", ")));
  }

  /** A block, or 0 if there is no room. */
  int allocate(int size, int alignment) {
    return (int) allocate.call(allocates.allocation(size, alignment))[0];
  }

  /**
   * Frees a block that was allocated with that size and alignment, also while the thread is
   * interrupted: the engine ends calls of guests then, and the block would be lost.
   */
  void free(int address, int size, int alignment) {
    boolean interrupted = Thread.interrupted();
    try {
      free.call(frees.release(address, size, alignment));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether a block can be freed of which nothing is known but its address. */
  boolean freesByAddress() {
    return frees == AllocatorShape.FREE;
  }
}
