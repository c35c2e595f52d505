package dev.radicchio.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A heap whose bookkeeping is all in Java, so that a guest that writes where it should not cannot
 * corrupt it. It serves Java code, and the instances of a program that import C's functions.
 *
 * <p>Free blocks are kept by size ({@link FreeLists}), so that allocating takes constant time; a
 * block that is freed is joined with free neighbours at once. Memory is taken from a range that is
 * the heap's from the start, then from pages by growing the memory. Pages that guests grew for
 * themselves may lie between: blocks never reach across them.
 */
public final class HostHeap implements Heap {
  private static final int GRANULE = 1 << Blocks.GRANULE_BITS;

  /** The memory grows by at least this part of itself, since growing copies all of it. */
  private static final int GROWTH_DIVISOR = 8;

  private final FlatMemory memory;
  private final Client java = new Client("", 0);

  /** By their numbers, which blocks are marked with. */
  private final List<Client> clients = new ArrayList<>(List.of(java));

  private final Blocks blocks = new Blocks();
  private final FreeLists free = new FreeLists(blocks);
  private int last = Blocks.NONE;
  private long liveBlocks;
  private long liveBytes;
  private long peakBytes;

  /**
   * A heap in {@code memory}.
   *
   * @param start first address of the range that is the heap's from the start
   * @param end the address after it; the same as {@code start} if there is none
   * @param instances the names of the instances that it serves
   */
  public HostHeap(FlatMemory memory, int start, int end, List<String> instances) {
    this.memory = memory;
    instances.forEach(name -> clients.add(new Client(name, clients.size())));
    int aligned = Math.max(GRANULE, (start + GRANULE - 1) & -GRANULE); // address 0 means none
    if (end - aligned >= GRANULE) {
      addRange(aligned, (end - aligned) >>> Blocks.GRANULE_BITS);
    }
  }

  /** Who allocates: an instance, or Java code. */
  public final class Client {
    private final String name;
    private final int number;
    private int origin;
    private long liveBlocks;
    private long liveBytes;

    private Client(String name, int number) {
      this.name = name;
      this.number = number;
    }

    /** The memory that the heap is in. */
    public FlatMemory memory() {
      return memory;
    }

    /**
     * Allocates a block.
     *
     * @param size unsigned
     * @param alignment a power of two, unsigned
     * @throws HeapException if the memory is exhausted
     */
    public int allocate(int size, int alignment) {
      return HostHeap.this.allocate(size, alignment, this);
    }

    /**
     * Frees a block, whoever allocated it; address 0 means none.
     *
     * @throws HeapException if there is no block at the address
     */
    public void free(int address) {
      HostHeap.this.free(address, this);
    }

    /**
     * Changes the size of a block, in place where that is possible; its contents stay, as far as
     * there is room. Address 0 means a new block.
     *
     * @param size unsigned
     * @return the address that the block has now
     * @throws HeapException if there is no block at the address, or the memory is exhausted; the
     *     block stays as it is then
     */
    public int reallocate(int address, int size, int alignment) {
      return HostHeap.this.reallocate(address, size, alignment, this);
    }

    /**
     * The size of a block, which may be larger than what was asked for; 0 for address 0.
     *
     * @throws HeapException if there is no block at the address
     */
    public int usableSize(int address) {
      return address == 0
          ? 0
          : blocks.granules(require(address, this, "malloc_usable_size")) << Blocks.GRANULE_BITS;
    }

    private String by() {
      return this == java ? "" : " by " + name;
    }
  }

  /**
   * An instance, as one that allocates.
   *
   * @throws IllegalArgumentException if the heap serves no instance of that name
   */
  public Client client(String instance) {
    for (Client client : clients) {
      if (client != java && client.name.equals(instance)) {
        return client;
      }
    }
    throw new IllegalArgumentException("the heap serves no instance '" + instance + "'");
  }

  /**
   * An instance, as one that allocates what is aligned for it.
   *
   * @param origin the address from which its own count, a multiple of 64 KiB
   * @throws IllegalArgumentException if the heap serves no instance of that name
   */
  public Client client(String instance, int origin) {
    Client client = client(instance);
    client.origin = origin;
    return client;
  }

  @Override
  public FlatMemory memory() {
    return memory;
  }

  @Override
  public int allocate(int size, int alignment) {
    if (size < 0) {
      throw new IllegalArgumentException("a block of " + size + " bytes");
    }
    if (Integer.bitCount(alignment) != 1) {
      throw new IllegalArgumentException("alignment " + alignment + " is no power of two");
    }
    return allocate(size, alignment, java);
  }

  private int allocate(int size, int alignment, Client client) {
    int granules = granules(size);
    int slack = alignment >>> Blocks.GRANULE_BITS;
    int padding = slack > 1 ? slack - 1 : 0;
    if (size < 0 || granules > FreeLists.MOST_GRANULES - padding) {
      throw exhausted(size, client);
    }
    int block = findOrGrow(granules + padding);
    if (block == Blocks.NONE) {
      throw exhausted(size, client);
    }
    free.remove(block);
    if (padding > 0) {
      int address = blocks.address(block) - client.origin;
      block = skipTo(block, ((address + alignment - 1) & -alignment) + client.origin);
    }
    take(block, granules, client);
    return blocks.address(block);
  }

  /** A block of no bytes has an address of its own, too. */
  private static int granules(int size) {
    return Math.max(
        1, (int) ((Integer.toUnsignedLong(size) + GRANULE - 1) >>> Blocks.GRANULE_BITS));
  }

  /** A free block of at least so many granules, or none if the memory is exhausted. */
  private int findOrGrow(int granules) {
    int found = free.find(granules);
    if (found != Blocks.NONE) {
      return found;
    }
    int grown = grow(granules);
    // One may still be where it was not worth looking as long as the memory could grow.
    return grown != Blocks.NONE ? grown : free.search(granules);
  }

  /** The part of a free block that begins at an address; what is before it stays free. */
  private int skipTo(int block, int address) {
    int before = (address - blocks.address(block)) >>> Blocks.GRANULE_BITS;
    if (before == 0) {
      return block;
    }
    int rest = split(block, before);
    free.add(block);
    return rest;
  }

  /**
   * Cuts a block behind so many granules, and returns the part behind them, which is in no list.
   */
  private int split(int block, int granules) {
    int address = blocks.address(block) + (granules << Blocks.GRANULE_BITS);
    int rest = blocks.create(address, blocks.granules(block) - granules, block, blocks.next(block));
    blocks.setGranules(block, granules);
    if (block == last) {
      last = rest;
    }
    return rest;
  }

  private void take(int block, int granules, Client client) {
    if (blocks.granules(block) > granules) {
      free.add(split(block, granules));
    }
    blocks.use(block, client.number);
    count(client, 1, (long) granules << Blocks.GRANULE_BITS);
  }

  private void count(Client owner, int moreBlocks, long moreBytes) {
    owner.liveBlocks += moreBlocks;
    owner.liveBytes += moreBytes;
    liveBlocks += moreBlocks;
    liveBytes += moreBytes;
    peakBytes = Math.max(peakBytes, liveBytes);
  }

  /**
   * Grows the memory until a free block of at least so many granules is at its end, and returns
   * that; none if it cannot grow so far.
   */
  private int grow(int granules) {
    boolean freeAtEnd =
        last != Blocks.NONE && blocks.owner(last) == Blocks.FREE && end(last) == memory.size();
    long missing = freeAtEnd ? granules - blocks.granules(last) : granules;
    long bytes = missing << Blocks.GRANULE_BITS;
    long needed = (bytes + FlatMemory.PAGE_BYTES - 1) / FlatMemory.PAGE_BYTES;
    int wanted = (int) Math.max(needed, memory.pages() / GROWTH_DIVISOR);
    int pages = Math.min(wanted, memory.maxPages() - memory.pages());
    int before = needed <= pages ? memory.grow(pages) : -1;
    if (before < 0) {
      return Blocks.NONE;
    }
    return addRange(
        before * FlatMemory.PAGE_BYTES, pages * (FlatMemory.PAGE_BYTES >>> Blocks.GRANULE_BITS));
  }

  /** Adds free memory, joined with the last block if it follows that. */
  private int addRange(int address, int granules) {
    boolean follows = last != Blocks.NONE && end(last) == address;
    int block = blocks.create(address, granules, follows ? last : Blocks.NONE, Blocks.NONE);
    last = block;
    return join(block);
  }

  private int end(int block) {
    return blocks.address(block) + (blocks.granules(block) << Blocks.GRANULE_BITS);
  }

  /** Joins a block that is in no list with free neighbours, and puts it into its list. */
  private int join(int block) {
    int joined = block;
    int next = blocks.next(joined);
    if (next != Blocks.NONE && blocks.owner(next) == Blocks.FREE) {
      absorbNext(joined);
    }
    int previous = blocks.previous(joined);
    if (previous != Blocks.NONE && blocks.owner(previous) == Blocks.FREE) {
      free.remove(previous);
      if (joined == last) {
        last = previous;
      }
      blocks.absorbNext(previous);
      joined = previous;
    }
    free.add(joined);
    return joined;
  }

  private void absorbNext(int block) {
    int next = blocks.next(block);
    free.remove(next);
    if (next == last) {
      last = block;
    }
    blocks.absorbNext(block);
  }

  @Override
  public void free(int address) {
    free(address, java);
  }

  private void free(int address, Client client) {
    if (address == 0) {
      return;
    }
    int block = require(address, client, "free");
    count(owner(block), -1, -((long) blocks.granules(block) << Blocks.GRANULE_BITS));
    blocks.release(block);
    join(block);
  }

  private Client owner(int block) {
    return clients.get(blocks.owner(block));
  }

  private int reallocate(int address, int size, int alignment, Client client) {
    if (address == 0) {
      return allocate(size, alignment, client);
    }
    int block = require(address, client, "realloc");
    int granules = granules(size);
    if (size < 0) {
      throw exhausted(size, client);
    }
    int had = blocks.granules(block);
    int next = blocks.next(block);
    boolean room =
        next != Blocks.NONE
            && blocks.owner(next) == Blocks.FREE
            && had + blocks.granules(next) >= granules;
    if (granules > had && !room) {
      int moved = allocate(size, alignment, client);
      memory.copy(moved, address, had << Blocks.GRANULE_BITS);
      free(address, client);
      return moved;
    }
    if (granules > had) {
      absorbNext(block);
    }
    if (blocks.granules(block) > granules) {
      join(split(block, granules));
    }
    count(owner(block), 0, (long) (granules - had) << Blocks.GRANULE_BITS);
    return address;
  }

  private int require(int address, Client client, String call) {
    int block = blocks.at(address);
    if (block == Blocks.NONE) {
      throw new HeapException(
          String.format(
              Locale.ROOT, "%s of 0x%x%s: %s", call, address, client.by(), whyNone(address)));
    }
    return block;
  }

  private String whyNone(int address) {
    int holder = blocks.holding(address);
    if (holder == Blocks.NONE) {
      return "that is no memory of the heap; free it where it was allocated";
    }
    return blocks.owner(holder) == Blocks.FREE
        ? "nothing is allocated there; it may have been freed already"
        : String.format(
            Locale.ROOT,
            "it is inside the block of %d bytes at 0x%x; free that address",
            blocks.granules(holder) << Blocks.GRANULE_BITS,
            blocks.address(holder));
  }

  private HeapException exhausted(int size, Client client) {
    return new HeapException(
        String.format(
            Locale.ROOT,
            "no room for %s bytes%s: the memory has %d pages of 64 KiB and may have %d, and %d bytes are allocated",
            Integer.toUnsignedString(size),
            client.by(),
            memory.pages(),
            memory.maxPages(),
            liveBytes));
  }

  @Override
  public HeapStatistics statistics() {
    Map<String, HeapStatistics.Usage> usages = new LinkedHashMap<>();
    for (Client client : clients) {
      usages.put(client.name, new HeapStatistics.Usage(client.liveBlocks, client.liveBytes));
    }
    return new HeapStatistics(liveBlocks, liveBytes, peakBytes, usages);
  }
}
