package dev.radicchio;

import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.Allocator;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.MemoryAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The allocator that an instance exports, through which blocks change hands: Java allocates what
 * the instance frees, and frees what the instance allocated for Java.
 *
 * <pre>{@code
 * InstanceAllocator allocator = program.allocator("parser", "malloc", "free");
 * AddressSpace addresses = program.addresses("parser");
 * try (Arena arena = allocator.arena()) {
 *   Slice text = arena.utf8("[1, 2]");
 *   int pointer = addresses.toInstance(text.address(), text.length());
 *   arena.handOver();
 *   parse.call(pointer, text.length()); // frees the text
 * }
 * }</pre>
 *
 * <p>It has nothing to do with the {@linkplain LinkedProgram#heap() program's heap}, which may be
 * another one.
 */
public final class InstanceAllocator {
  private final LinkedProgram program;
  private final String instance;
  private final AddressSpace addresses;
  private final GuestAllocator functions;

  InstanceAllocator(
      LinkedProgram program, String instance, AddressSpace addresses, GuestAllocator functions) {
    this.program = program;
    this.instance = instance;
    this.addresses = addresses;
    this.functions = functions;
  }

  /**
   * An arena of blocks that the instance can free, by addresses of the program. Closing it frees
   * them, unless they were {@linkplain Arena#handOver() handed over}.
   *
   * <p>The instance is asked for exactly as many bytes as are needed, which may be none: then the
   * address is what the instance gives for that.
   */
  public Arena arena() {
    return new Blocks().arena();
  }

  /**
   * Text that the instance gives away: it is copied, and its bytes are freed, also if they are no
   * text.
   *
   * @param pointer the address that the instance gave; 0 is not freed
   * @throws dev.radicchio.memory.GuestDataException if the bytes are not UTF-8
   */
  public String utf8(int pointer, int length) {
    try (Block block = new Block(pointer, length, 1)) {
      return program.memory().readUtf8(block.address(), length);
    }
  }

  /**
   * Bytes that the instance gives away: they are copied, and freed.
   *
   * @param pointer the address that the instance gave; 0 is not freed
   */
  public byte[] bytes(int pointer, int length) {
    try (Block block = new Block(pointer, length, 1)) {
      return program.memory().slice(block.address(), length).toByteArray();
    }
  }

  /**
   * Text with a NUL behind it that the instance gives away: it is copied, and its bytes are freed,
   * also if they are no text. Without a NUL they are freed only if that does not take their size.
   *
   * @param pointer the address that the instance gave
   * @return null for address 0
   * @throws dev.radicchio.memory.GuestDataException if there is no NUL, or the bytes are not UTF-8
   */
  public @Nullable String cString(int pointer) {
    if (pointer == 0) {
      return null;
    }
    try (Block block = new Block(pointer, Block.UNKNOWN, 1)) {
      int length = program.memory().cStringLength(block.address());
      block.size = length + 1;
      return program.memory().readUtf8(block.address(), length);
    }
  }

  /** A block of the instance's, which is freed when this is closed. */
  private final class Block implements AutoCloseable {
    static final int UNKNOWN = -1;

    private final int pointer;
    private final int alignment;
    private int size;

    /**
     * @param pointer the instance's address of it; 0 if it is none
     */
    Block(int pointer, int size, int alignment) {
      this.pointer = pointer;
      this.size = size;
      this.alignment = alignment;
    }

    /** In the program. */
    int address() {
      return addresses.toProgram(pointer, size);
    }

    @Override
    public void close() {
      if (pointer != 0 && (size != UNKNOWN || functions.freesByAddress())) {
        functions.free(pointer, size, alignment);
      }
    }
  }

  /** Those of one arena. */
  private final class Blocks implements Allocator {
    private final List<Block> blocks = new ArrayList<>();

    @Override
    public FlatMemory memory() {
      return program.memory();
    }

    @Override
    public int allocate(int size, int alignment) {
      int pointer = functions.allocate(size, alignment);
      if (pointer == 0 && size != 0) {
        throw new HeapException(
            "no room for " + size + " bytes: the allocator of " + instance + " gave none");
      }
      Block block = new Block(pointer, size, alignment);
      try {
        memory().checkRange(block.address(), size);
      } catch (MemoryAccessException e) {
        throw new HeapException(
            "the allocator of " + instance + " gave what is no memory: " + e.getMessage());
      }
      blocks.add(block);
      return block.address();
    }

    @Override
    public void free(int address) {
      for (int i = blocks.size() - 1; i >= 0; i--) {
        if (blocks.get(i).address() == address) {
          blocks.remove(i).close();
          return;
        }
      }
      throw new HeapException(
          String.format(Locale.ROOT, "the block at 0x%x is none of this arena", address));
    }
  }
}
