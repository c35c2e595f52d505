package dev.radicchio.link.fuse;

import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.link.bind.SyntheticFunction;

/** The bodies of the functions that linking makes. */
public final class SyntheticCode {
  private static final int UNREACHABLE = 0x00;
  private static final int IF = 0x04;
  private static final int END = 0x0B;
  private static final int LOCAL_GET = 0x20;
  private static final int LOCAL_TEE = 0x22;
  private static final int GLOBAL_SET = 0x24;
  private static final int MEMORY_GROW = 0x40;
  private static final int EMPTY_BLOCK = 0x40;
  private static final int I32_CONST = 0x41;
  private static final int I32_NE = 0x47;
  private static final int I32_ADD = 0x6A;

  private SyntheticCode() {}

  /** The body without its size. */
  static WasmWriter of(SyntheticFunction function) {
    return function instanceof SyntheticFunction.Grow grow ? grow(grow.global()) : trap();
  }

  /** The body of a function that is never called. */
  public static WasmWriter trap() {
    return new WasmWriter().u32(0).u8(UNREACHABLE).u8(END);
  }

  /** The body of a function without results that does nothing. */
  static WasmWriter nothing() {
    return new WasmWriter().u32(0).u8(END);
  }

  /** Grows the memory and, if that went well, notes where the new pages end. */
  private static WasmWriter grow(int global) {
    WasmWriter out = new WasmWriter().u32(1).u32(1);
    ValType.I32.write(out, type -> type);
    out.u8(LOCAL_GET).u32(0).u8(MEMORY_GROW).u8(0).u8(LOCAL_TEE).u32(1);
    out.u8(I32_CONST).s64(-1).u8(I32_NE).u8(IF).u8(EMPTY_BLOCK);
    out.u8(LOCAL_GET).u32(1).u8(LOCAL_GET).u32(0).u8(I32_ADD).u8(GLOBAL_SET).u32(global).u8(END);
    return out.u8(LOCAL_GET).u32(1).u8(END);
  }
}
