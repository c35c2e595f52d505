package dev.radicchio.binary;

/** The bytes are not the Wasm that they should be at {@link #offset()}. */
public final class MalformedWasmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int offset;
  private final String problem;

  /** What is wrong, as far as it can be told. */
  public enum Kind {
    /** The file does not begin as Wasm does. */
    NOT_WASM,
    /** The file is a component. */
    COMPONENT,
    /** The file is of a version other than 1. */
    UNKNOWN_VERSION,
    /** The file ends too early. */
    CUT_SHORT,
    /** An instruction that is not known. */
    UNKNOWN_INSTRUCTION,
    /** Anything else. */
    CORRUPT
  }

  /**
   * @param offset byte offset into the module's file
   * @param problem what was found and what was expected there, without the offset
   */
  public MalformedWasmException(int offset, String problem) {
    this(Kind.CORRUPT, offset, problem);
  }

  /** An exception of a kind that is told apart. */
  MalformedWasmException(Kind kind, int offset, String problem) {
    super(problem + " at offset 0x" + Integer.toHexString(offset));
    this.kind = kind;
    this.offset = offset;
    this.problem = problem;
  }

  /** What is wrong, as far as it can be told. */
  public Kind kind() {
    return kind;
  }

  /** Byte offset into the module's file. */
  public int offset() {
    return offset;
  }

  /** What was found and what was expected there, without the offset. */
  public String problem() {
    return problem;
  }
}
