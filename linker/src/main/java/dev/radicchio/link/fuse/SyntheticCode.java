package dev.radicchio.link.fuse;

import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.SyntheticFunction;
import dev.radicchio.link.plan.Layout;

/** The bodies of the functions that linking makes. */
public final class SyntheticCode {

  private SyntheticCode() {}

  /** The body without its size. */
  static WasmWriter of(SyntheticFunction function) {
    if (function instanceof SyntheticFunction.Grow grow) {
      return grow(grow.global(), grow.base(), grow.limit());
    } else if (function instanceof SyntheticFunction.GrowInRange range) {
      return growInRange(range.global(), range.limit());
    } else if (function instanceof SyntheticFunction.Adapter adapter) {
      return AdapterCode.of(adapter);
    } else if (function instanceof SyntheticFunction.StoringAdapter adapter) {
      return AdapterCode.of(adapter);
    }
    return trap();
  }

  /** The body of a function that is never called. */
  public static WasmWriter trap() {
    return new WasmWriter().u32(0).u8(Opcode.UNREACHABLE).u8(Opcode.END);
  }

  /** The body of a function without results that does nothing. */
  static WasmWriter nothing() {
    return new WasmWriter().u32(0).u8(Opcode.END);
  }

  /** Grows the memory and, if that went well, notes where the new pages end. */
  private static WasmWriter grow(int global, int base, int limit) {
    WasmWriter out = withLocal();
    if (limit < Layout.MAX_PAGES) {
      orFail(out, global, limit);
    }
    out.u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.MEMORY_GROW).u8(0).u8(Opcode.LOCAL_TEE).u32(1);
    out.u8(Opcode.I32_CONST).s64(-1).u8(Opcode.I32_NE).u8(Opcode.IF).u8(Opcode.EMPTY_BLOCK_TYPE);
    out.u8(Opcode.LOCAL_GET).u32(1);
    if (base > 0) {
      out.u8(Opcode.I32_CONST).s64(base).u8(Opcode.I32_SUB).u8(Opcode.LOCAL_TEE).u32(1);
    }
    out.u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.I32_ADD).u8(Opcode.GLOBAL_SET).u32(global);
    out.u8(Opcode.END);
    return out.u8(Opcode.LOCAL_GET).u32(1).u8(Opcode.END);
  }

  /** Grows the range, if it is large enough. */
  private static WasmWriter growInRange(int global, int limit) {
    WasmWriter out = withLocal();
    orFail(out, global, limit);
    out.u8(Opcode.LOCAL_GET).u32(1).u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.I32_ADD);
    out.u8(Opcode.GLOBAL_SET).u32(global);
    return out.u8(Opcode.LOCAL_GET).u32(1).u8(Opcode.END);
  }

  /** Returns -1 if there would be more pages than the limit; all numbers are unsigned. */
  private static void orFail(WasmWriter out, int global, int limit) {
    out.u8(Opcode.LOCAL_GET).u32(0).u8(Opcode.I32_CONST).s64(limit);
    out.u8(Opcode.GLOBAL_GET).u32(global).u8(Opcode.LOCAL_TEE).u32(1).u8(Opcode.I32_SUB);
    out.u8(Opcode.I32_GT_U).u8(Opcode.IF).u8(Opcode.EMPTY_BLOCK_TYPE);
    out.u8(Opcode.I32_CONST).s64(-1).u8(Opcode.RETURN).u8(Opcode.END);
  }

  private static WasmWriter withLocal() {
    WasmWriter out = new WasmWriter().u32(1).u32(1);
    ValType.I32.write(out, type -> type);
    return out;
  }
}
