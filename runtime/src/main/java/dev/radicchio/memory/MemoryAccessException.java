package dev.radicchio.memory;

/** An access outside the memory. */
public final class MemoryAccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int address;

  MemoryAccessException(int address, long length, long size) {
    super(
        "out of bounds memory access: "
            + length
            + " bytes at 0x"
            + Integer.toHexString(address)
            + ", memory ends at 0x"
            + Long.toHexString(size));
    this.address = address;
  }

  /** The address in the program's memory. */
  public int address() {
    return address;
  }
}
