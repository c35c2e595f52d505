package dev.radicchio.memory;

import java.util.Locale;

/**
 * The addresses that the code of one instance uses. They are the program's, unless the instance is
 * rebased: then each is lower than the program's by the instance's base, modulo 2^32. Address 0 is
 * the null pointer on both sides.
 *
 * <p>Code that is rebased reaches only what is above its base, unless the program asks for more
 * ({@code @WasmModule(reachBelow = true)}, {@code Linker.reachBelow}). What is below is refused
 * here, since the instance has no address for it. The numbers that would be one are beyond any
 * memory, and stay as they are on both sides: -1 is -1.
 */
public final class AddressSpace {
  /** That of the program, and of all instances that are not rebased. */
  public static final AddressSpace PROGRAM = new AddressSpace("", 0, true);

  private final String instance;
  private final int base;
  private final boolean reachesBelow;

  private AddressSpace(String instance, int base, boolean reachesBelow) {
    this.instance = instance;
    this.base = base;
    this.reachesBelow = reachesBelow;
  }

  /**
   * That of an instance.
   *
   * @param instance its name, for messages
   * @param base what is added to its addresses to get the program's; 0 unless it is rebased
   * @param reachesBelow whether it reaches what is below its base
   */
  public static AddressSpace of(String instance, int base, boolean reachesBelow) {
    return base == 0 ? PROGRAM : new AddressSpace(instance, base, reachesBelow);
  }

  /** What is added to the instance's addresses to get the program's. */
  public int base() {
    return base;
  }

  /** The program's address for one of the instance's. */
  public int toProgram(int pointer) {
    return pointer == 0 ? 0 : added(pointer);
  }

  /** The program's address of some bytes. Only where there are none, 0 is the null pointer. */
  public int toProgram(int pointer, int length) {
    return length == 0 ? toProgram(pointer) : added(pointer);
  }

  private int added(int pointer) {
    int address = pointer + base;
    return isOutOfReach(address) ? pointer : address;
  }

  /**
   * The instance's address for one of the program's.
   *
   * @throws IllegalArgumentException if the instance does not reach it, or would take it for the
   *     null pointer
   */
  public int toInstance(int address) {
    if (address == 0) {
      return 0;
    }
    if (address == base) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the address 0x%x is address 0 to %s, which is its null pointer; pass another one, or"
                  + " a Slice where the guest takes a length as well",
              address,
              instance));
    }
    return subtracted(address);
  }

  /**
   * The instance's address for some bytes of the program's memory.
   *
   * @throws IllegalArgumentException if there are some and the instance does not reach them
   */
  public int toInstance(int address, int length) {
    if (length == 0) {
      return address == 0 ? 0 : address - base;
    }
    return subtracted(address);
  }

  private int subtracted(int address) {
    if (isOutOfReach(address)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the address 0x%x is below 0x%x, the base of %s, which reaches upward from there; pass"
                  + " what is in the program's heap, or if it must reach below, say so with"
                  + " @WasmModule(reachBelow = true), or Linker.reachBelow",
              address,
              base,
              instance));
    }
    return isOutOfReach(address + base) ? address : address - base;
  }

  private boolean isOutOfReach(int address) {
    return !reachesBelow && Integer.compareUnsigned(address, base) < 0;
  }

  /** As in {@code b+0x20000}: the instance and its base. */
  @Override
  public String toString() {
    return instance + "+0x" + Integer.toHexString(base);
  }
}
