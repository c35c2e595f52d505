package dev.radicchio.link.allocator;

/**
 * An allocator that a module brings and the program's heap does not replace.
 *
 * @param why why it does not, as a sentence goes on
 * @param remedy what to do to have one heap, as a sentence
 */
public record KeptAllocator(String why, String remedy) {
  /** What is left where a toolchain's modules cannot do without their own allocator. */
  static final String APART = "Free each block with the functions of the module that allocated it";

  static final String IMPORT_IN_C = "Let it import malloc and free from env";
  public static final String IMPORT_IN_RUST =
      "Build it with a #[global_allocator] that calls aligned_alloc and free, imported from env";

  /** The remedy for an allocator that could be replaced if the module were built otherwise. */
  static String remedy(boolean ofRust) {
    return ofRust
        ? "Build it with the allocator of Rust's standard library and without -C lto, or with a"
            + " #[global_allocator] that calls aligned_alloc and free, imported from env"
        : IMPORT_IN_C;
  }
}
