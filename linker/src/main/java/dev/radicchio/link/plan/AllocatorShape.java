package dev.radicchio.link.plan;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import java.util.Collections;
import java.util.List;

/**
 * What a function of an allocator takes and returns: sizes, alignments and addresses, all {@code
 * i32}. Toolchains export allocators of several shapes.
 */
public enum AllocatorShape {
  /** {@code (size) -> address}, as C's {@code malloc}. */
  ALLOCATE(1, true),
  /** {@code (size, alignment) -> address}, as wasm-bindgen's {@code __wbindgen_malloc}. */
  ALLOCATE_ALIGNED(2, true),
  /**
   * {@code (address, size, alignment, new size) -> address}, as the Canonical ABI's {@code
   * cabi_realloc}. It allocates where the first two are 0, and frees where the last is.
   *
   * @see <a
   *     href="https://github.com/WebAssembly/component-model/blob/main/design/mvp/CanonicalABI.md">Canonical
   *     ABI</a>
   */
  REALLOCATE(4, true),
  /** {@code (address)}, as C's {@code free}. */
  FREE(1, false),
  /** {@code (address, size)}, as many a {@code dealloc}. */
  FREE_SIZED(2, false),
  /** {@code (address, size, alignment)}, as wasm-bindgen's {@code __wbindgen_free}. */
  FREE_ALIGNED(3, false);

  private final int params;
  private final boolean hasResult;

  AllocatorShape(int params, boolean hasResult) {
    this.params = params;
    this.hasResult = hasResult;
  }

  /** Those of functions by which memory is allocated. */
  public static List<AllocatorShape> allocating() {
    return List.of(ALLOCATE, ALLOCATE_ALIGNED, REALLOCATE);
  }

  /** Those of functions by which memory is freed. */
  public static List<AllocatorShape> freeing() {
    return List.of(FREE, FREE_SIZED, FREE_ALIGNED, REALLOCATE);
  }

  /** Its type. */
  public FunctionType type() {
    return new FunctionType(
        Collections.nCopies(params, ValType.I32), hasResult ? List.of(ValType.I32) : List.of());
  }

  /** Whether it is told how a block is to be, or was, aligned. */
  public boolean knowsAlignment() {
    return this == ALLOCATE_ALIGNED || this == FREE_ALIGNED || this == REALLOCATE;
  }

  /** The arguments to allocate with. */
  public long[] allocation(int size, int alignment) {
    return switch (this) {
      case ALLOCATE -> new long[] {size};
      case ALLOCATE_ALIGNED -> new long[] {size, alignment};
      case REALLOCATE -> new long[] {0, 0, alignment, size};
      default -> throw new IllegalStateException(this + " does not allocate");
    };
  }

  /** The arguments to free with what was allocated with that size and alignment. */
  public long[] release(int address, int size, int alignment) {
    return switch (this) {
      case FREE -> new long[] {address};
      case FREE_SIZED -> new long[] {address, size};
      case FREE_ALIGNED -> new long[] {address, size, alignment};
      case REALLOCATE -> new long[] {address, size, alignment, 0};
      default -> throw new IllegalStateException(this + " does not free");
    };
  }
}
