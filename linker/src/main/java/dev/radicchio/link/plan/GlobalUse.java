package dev.radicchio.link.plan;

/** What an {@code i32} global holds that an instance exports, which its module does not say. */
public enum GlobalUse {
  /** An address of the memory, or 0. */
  ADDRESS,
  /** A number that is none. */
  NUMBER
}
