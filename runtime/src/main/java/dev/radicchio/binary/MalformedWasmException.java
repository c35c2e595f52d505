package dev.radicchio.binary;

/** The bytes are not the Wasm that they should be at {@link #offset()}. */
public final class MalformedWasmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /**
   * @param offset byte offset into the module's file
   * @param problem what was found and what was expected there, without the offset
   */
  public MalformedWasmException(int offset, String problem) {
    super(problem + " at offset 0x" + Integer.toHexString(offset));
    this.offset = offset;
  }

  /** Byte offset into the module's file. */
  public int offset() {
    return offset;
  }
}
