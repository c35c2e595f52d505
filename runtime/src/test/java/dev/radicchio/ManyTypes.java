package dev.radicchio;

import dev.radicchio.binary.WasmWriter;

/** Modules with as many types as asked, and one that uses a type index as block type. */
public final class ManyTypes {
  private static final int I32 = 0x7F;
  private static final int I64 = 0x7E;

  private ManyTypes() {}

  private static WasmWriter header() {
    return new WasmWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
  }

  /** As many different types, of {@code i32} and {@code i64} parameters, and nothing else. */
  public static byte[] moduleWithTypes(int count) {
    WasmWriter types = new WasmWriter().u32(count);
    for (int i = 0; i < count; i++) {
      types.u8(0x60).u32(8);
      for (int bit = 0; bit < 8; bit++) {
        types.u8((i >> bit & 1) == 0 ? I32 : I64);
      }
      types.u32(0);
    }
    return header().u8(1).sized(types).toByteArray();
  }

  /**
   * {@code (func (export "...") (param i32) (result i32) local.get 0 i32.const 7 block (param i32
   * i32) (result i32) i32.add end)}.
   */
  static byte[] moduleWithBlockType(String exportName) {
    WasmWriter types = new WasmWriter().u32(2);
    types.u8(0x60).u32(1).u8(I32).u32(1).u8(I32);
    types.u8(0x60).u32(2).u8(I32).u8(I32).u32(1).u8(I32);
    WasmWriter body = new WasmWriter().u32(0);
    body.u8(0x20).u32(0).u8(0x41).s64(7);
    body.u8(0x02).s64(1).u8(0x6A).u8(0x0B).u8(0x0B);
    return header()
        .u8(1)
        .sized(types)
        .u8(3)
        .sized(new WasmWriter().u32(1).u32(0))
        .u8(7)
        .sized(new WasmWriter().u32(1).name(exportName).u8(0).u32(0))
        .u8(10)
        .sized(new WasmWriter().u32(1).sized(body))
        .toByteArray();
  }
}
