package dev.radicchio.binary.code;

import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;

/**
 * A module with a memory of one page, a table, a mutable global of type i32, a tag of type 1 and
 * one function of type 0. Type 0 is of one i32 to one i32, type 1 of one i32 to nothing, type 2 of
 * two i32 to two i64; 3 is a struct of an i32 and an i64, and 4 an array of i32.
 */
final class OneFunction {
  private static final int I32 = 0x7F;
  private static final int I64 = 0x7E;

  private OneFunction() {}

  /**
   * @param code instructions without the last {@code end}
   */
  static WasmBinary of(WasmWriter code) {
    WasmWriter types = new WasmWriter().u32(5);
    types.u8(0x60).u32(1).u8(I32).u32(1).u8(I32);
    types.u8(0x60).u32(1).u8(I32).u32(0);
    types.u8(0x60).u32(2).u8(I32).u8(I32).u32(2).u8(I64).u8(I64);
    types.u8(0x5F).u32(2).u8(I32).u8(1).u8(I64).u8(1);
    types.u8(0x5E).u8(I32).u8(1);
    WasmWriter body = new WasmWriter().u32(2).u32(3).u8(I64).u32(1).u8(I32);
    body.append(code).u8(Opcode.END);
    WasmWriter global = new WasmWriter().u32(1).u8(I32).u8(1);
    global.u8(Opcode.I32_CONST).s64(0).u8(Opcode.END);
    return WasmBinary.read(
        new ModuleWriter()
            .section(Section.TYPE, types)
            .section(Section.FUNCTION, new WasmWriter().u32(1).u32(0))
            .section(Section.TABLE, new WasmWriter().u32(1).u8(0x70).u8(0).u32(1))
            .section(Section.MEMORY, new WasmWriter().u32(1).u8(0).u32(1))
            .section(Section.TAG, new WasmWriter().u32(1).u8(0).u32(1))
            .section(Section.GLOBAL, global)
            .section(Section.CODE, new WasmWriter().u32(1).sized(body))
            .toByteArray());
  }

  static FunctionBody body(WasmWriter code) {
    return FunctionBody.read(of(code), 0);
  }
}
