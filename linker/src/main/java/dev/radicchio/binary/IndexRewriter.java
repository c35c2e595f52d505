package dev.radicchio.binary;

import org.jspecify.annotations.Nullable;

/**
 * Copies code, constant expressions and types with every index replaced. What lies between two
 * indices is copied as it is. Indices are written in their shortest form, so code mostly shrinks.
 *
 * <p>With function 5 mapped to 130 and everything else to itself:
 *
 * <pre>{@code
 * 41 08  10 85 80 80 80 00  0b     i32.const 8  call 5    end
 * 41 08  10 82 01           0b     i32.const 8  call 130  end
 * }</pre>
 */
public class IndexRewriter implements ImmediateVisitor {
  /** What becomes of indices. */
  @FunctionalInterface
  public interface Indices {
    /**
     * What an index becomes.
     *
     * @param opcode the instruction's, or -1 where the index is part of a type
     */
    int map(IndexSpace space, int opcode, int index);
  }

  private final byte[] source;
  private final Indices indices;
  private @Nullable WasmWriter out;
  private int copied;

  /**
   * A rewriter that copies nothing yet.
   *
   * @param source what is copied from
   */
  public IndexRewriter(byte[] source, Indices indices) {
    this.source = source;
    this.indices = indices;
  }

  /** Starts to copy to {@code target} from {@code offset} on. */
  public void begin(WasmWriter target, int offset) {
    out = target;
    copied = offset;
  }

  /** Copies the rest, up to {@code offset}. */
  public void end(int offset) {
    copyTo(offset);
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    int mapped = indices.map(space, at.opcode(), index);
    if (space == IndexSpace.SIGNED_TYPE) {
      copyTo(at.start()).s64(mapped);
    } else {
      copyTo(at.start()).u32(mapped);
    }
    skipTo(at.end());
  }

  /** Copies what was not copied yet, up to {@code offset}; what comes next is to be written. */
  protected final WasmWriter copyTo(int offset) {
    WasmWriter target = out;
    if (target == null) {
      throw new IllegalStateException("begin() first");
    }
    target.bytes(source, copied, offset);
    copied = offset;
    return target;
  }

  /** Goes on behind what was replaced. */
  protected final void skipTo(int offset) {
    copied = offset;
  }
}
