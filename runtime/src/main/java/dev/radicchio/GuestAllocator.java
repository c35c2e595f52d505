package dev.radicchio;

import dev.radicchio.engine.ImageFunction;
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
  /** The one of the shapes that a function has, which linking has checked. */
  static AllocatorShape shape(ImageFunction function, List<AllocatorShape> shapes) {
    for (AllocatorShape shape : shapes) {
      if (function.hasType(shape.type())) {
        return shape;
      }
    }
    throw new IllegalStateException("linking refuses a function of type " + function.type());
  }

  /** A block, or 0 if there is no room. */
  int allocate(int size, int alignment) {
    return (int) allocate.call(allocates.allocation(size, alignment))[0];
  }

  /** Frees a block that was allocated with that size and alignment. */
  void free(int address, int size, int alignment) {
    free.call(frees.release(address, size, alignment));
  }

  /** Whether a block can be freed of which nothing is known but its address. */
  boolean freesByAddress() {
    return frees == AllocatorShape.FREE;
  }
}
