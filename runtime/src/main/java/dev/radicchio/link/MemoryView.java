package dev.radicchio.link;

/**
 * How an instance sees the size of the memory whose allocator believes that the memory is its own:
 * as the end of the pages that it got last, so that it never takes those of others. {@code
 * memory.size} reads a global instead, and {@code memory.grow} calls a function that sets it.
 *
 * @param global index in the image of the global that holds the size in pages
 * @param grow index in the image of the function
 */
record MemoryView(int global, int grow) {}
