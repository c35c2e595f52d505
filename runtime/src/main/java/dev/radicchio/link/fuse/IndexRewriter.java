package dev.radicchio.link.fuse;

import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.GlobalBinding;
import dev.radicchio.link.bind.MemoryView;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Copies code with every index replaced by the image's, and reads of constant globals by the
 * constant. What lies between two indices is copied as it is. Indices are written in their shortest
 * form, so code mostly shrinks.
 */
public final class IndexRewriter implements ImmediateVisitor {
  private static final int CALL = 0x10;
  private static final int GLOBAL_GET = 0x23;
  private static final int MEMORY_SIZE = 0x3F;
  private static final int MEMORY_GROW = 0x40;
  private static final int I32_CONST = 0x41;

  /** What becomes of the indices of one instance. */
  interface Indices {
    int map(IndexSpace space, int opcode, int index);

    GlobalBinding global(int index);

    /** How the instance sees the memory's size, or null if as it is. */
    @Nullable MemoryView memoryView();
  }

  private final byte[] source;
  private final Indices indices;
  private @Nullable WasmWriter out;
  private int copied;

  IndexRewriter(byte[] source, Indices indices) {
    this.source = source;
    this.indices = indices;
  }

  /** A rewriter for what has no other indices than those of types. */
  public static IndexRewriter ofTypes(byte[] source, IntUnaryOperator types) {
    return new IndexRewriter(
        source,
        new Indices() {
          @Override
          public int map(IndexSpace space, int opcode, int index) {
            return types.applyAsInt(index);
          }

          @Override
          public GlobalBinding global(int index) {
            throw new AssertionError("types have no globals");
          }

          @Override
          public @Nullable MemoryView memoryView() {
            return null;
          }
        });
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
  public void index(IndexSpace space, int opcode, int instruction, int start, int end, int index) {
    MemoryView view = indices.memoryView();
    if (space == IndexSpace.GLOBAL) {
      rewriteGlobal(opcode, instruction, start, index);
    } else if (view != null && opcode == MEMORY_SIZE) {
      copyTo(instruction).u8(GLOBAL_GET).u32(view.global());
    } else if (view != null && opcode == MEMORY_GROW) {
      copyTo(instruction).u8(CALL).u32(view.grow());
    } else if (space == IndexSpace.SIGNED_TYPE) {
      copyTo(start).s64(indices.map(space, opcode, index));
    } else {
      copyTo(start).u32(indices.map(space, opcode, index));
    }
    copied = end;
  }

  private void rewriteGlobal(int opcode, int instruction, int start, int index) {
    GlobalBinding binding = indices.global(index);
    if (binding instanceof GlobalBinding.Index global) {
      copyTo(start).u32(global.index());
    } else if (opcode == GLOBAL_GET && binding instanceof GlobalBinding.Constant constant) {
      copyTo(instruction).u8(I32_CONST).s64(constant.value());
    } else {
      throw new AssertionError("a global that code writes is never bound to a constant");
    }
  }

  private WasmWriter copyTo(int offset) {
    WasmWriter target = out;
    if (target == null) {
      throw new IllegalStateException("begin() first");
    }
    return target.bytes(source, copied, offset);
  }
}
