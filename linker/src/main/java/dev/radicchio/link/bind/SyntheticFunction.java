package dev.radicchio.link.bind;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.link.plan.Pointers;

/** A function that linking makes. */
public sealed interface SyntheticFunction {
  /** The index of its type in the image. */
  int type();

  /** Stands for a weak import that nothing defines. */
  record Trap(int type) implements SyntheticFunction {}

  /**
   * Calls a function with the addresses of another instance.
   *
   * @param signature its type, with the type indices of the image
   * @param called the index in the image of the function
   * @param difference what is added to an address of the caller to get one of the function's
   * @param pointers what is translated
   */
  record Adapter(int type, FunctionType signature, int called, int difference, Pointers pointers)
      implements SyntheticFunction {}

  /**
   * Calls a {@code posix_memalign} with a cell that it can reach, since it sets a pointer to which
   * it gets the address, and hands that to an instance with other addresses.
   *
   * @param called the index in the image of the function
   * @param malloc that of the function that allocates the cell
   * @param free that of the function that frees it
   * @param callerBase what is added to addresses of the caller to get those of the program
   * @param ownerBase the same of the function's
   */
  record StoringAdapter(int type, int called, int malloc, int free, long callerBase, long ownerBase)
      implements SyntheticFunction {}

  /**
   * The {@code memory.grow} of an instance with a {@link OwnMemorySize} that grows the program's
   * memory.
   *
   * @param base the page of the memory that is its own page 0
   * @param limit the pages that it may have
   */
  record Grow(int type, int global, int base, int limit) implements SyntheticFunction {}

  /**
   * The {@code memory.grow} of an instance with a range of its own.
   *
   * @param limit the pages that it may have
   */
  record GrowInRange(int type, int global, int limit) implements SyntheticFunction {}
}
