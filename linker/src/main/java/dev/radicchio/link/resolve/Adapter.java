package dev.radicchio.link.resolve;

import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.Pointers;
import org.jspecify.annotations.Nullable;

/**
 * A function by which one instance calls another that counts addresses from elsewhere.
 *
 * @param caller who calls it, or one of those if they are not rebased
 * @param owner who defines what is called
 * @param function its index there
 * @param pointers what is translated
 * @param cell what {@code posix_memalign} needs; null for any other function
 */
public record Adapter(
    Instance caller, Instance owner, int function, Pointers pointers, @Nullable Cell cell) {
  /**
   * The owner's functions that allocate and free a cell for a pointer, which the owner sets and may
   * not reach where the caller keeps it.
   */
  public record Cell(int malloc, int free) {}
}
