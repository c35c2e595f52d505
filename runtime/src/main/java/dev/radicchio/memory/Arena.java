package dev.radicchio.memory;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Allocates blocks that are freed together.
 *
 * <pre>{@code
 * try (Arena arena = heap.arena()) {
 *   Slice name = arena.utf8("radicchio");
 *   parser.parse(name.address(), name.length());
 * } // freed here, also after an exception
 * }</pre>
 *
 * <p>What an arena gave must not be freed by anyone else before the arena is closed.
 */
public final class Arena implements AutoCloseable {
  /** What the allocators of guests align blocks to, in bytes; many to no more than that. */
  private static final int GUEST_ALIGNMENT = 8;

  private static final int FIRST_BLOCKS = 4;

  private final Allocator allocator;
  private int[] blocks = new int[FIRST_BLOCKS];
  private int count;
  private boolean closed;

  Arena(Allocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Allocates a block of undefined contents.
   *
   * @see Allocator#allocate(int, int)
   * @throws IllegalStateException if the arena is closed
   */
  public Slice allocate(int size, int alignment) {
    if (closed) {
      throw new IllegalStateException("the arena is closed");
    }
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
    }
    int address = allocator.allocate(size, alignment);
    blocks[count++] = address;
    return new Slice(allocator.memory(), address, size);
  }

  /**
   * Allocates a block that is aligned to 16 bytes, as any C type may be, if the heap is in Java. A
   * guest's heap aligns it as its {@code malloc} does, and to 8 bytes at least; where C wants more
   * ({@code long double}), ask for it.
   */
  public Slice allocate(int size) {
    return allocate(size, GUEST_ALIGNMENT);
  }

  /** A copy of {@code bytes}. */
  public Slice bytes(byte[] bytes) {
    Slice slice = allocate(bytes.length, 1);
    slice.write(0, bytes, 0, bytes.length);
    return slice;
  }

  /** A copy of what remains in {@code buffer}, whose position stays where it is. */
  public Slice bytes(ByteBuffer buffer) {
    Slice slice = allocate(buffer.remaining(), 1);
    slice.asByteBuffer().put(buffer.duplicate());
    return slice;
  }

  /**
   * {@code text} in UTF-8.
   *
   * @throws IllegalArgumentException if it has a surrogate without its other half
   */
  public Slice utf8(String text) {
    return bytes(encoded(text));
  }

  /**
   * {@code text} in UTF-8 with a NUL behind it, which the slice includes.
   *
   * @throws IllegalArgumentException if it has a surrogate without its other half, or a NUL
   */
  public Slice cString(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a string for C with a NUL at " + text.indexOf('\0'));
    }
    return bytes(encoded(text + '\0'));
  }

  private static ByteBuffer encoded(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text has a lone surrogate, which has no UTF-8", e);
    }
  }

  /**
   * Leaves what the arena gave so far to a guest that frees it, so that closing the arena does not.
   * To be called last before the guest is.
   */
  public void handOver() {
    count = 0;
  }

  /**
   * Frees all that the arena gave, the last first; closing it again does nothing.
   *
   * <p>It goes on where a block cannot be freed, and throws the first exception at the end, with
   * the others suppressed in it. Such blocks still count as live, and are not tried again.
   */
  @Override
  public void close() {
    closed = true;
    Throwable failure = null;
    while (count > 0) {
      try {
        allocator.free(blocks[--count]);
      } catch (RuntimeException | Error e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure instanceof Error error) {
      throw error;
    } else if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
