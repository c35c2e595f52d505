package dev.radicchio.link.input;

import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmReader;
import java.util.List;

/**
 * The start function of a module that moves without a loader. A linker may synthesise one that
 * initializes memory ({@code __wasm_init_memory}), and such a function carries no relocations, so
 * that it would write to where the data was.
 */
enum StartFunction {
  /** There is none, or it is like any other function. */
  ORDINARY,
  /**
   * It only fills {@code .bss} with zeros, which a new memory has anyway: it is not to be called.
   */
  ZEROES,
  /** It writes to memory at addresses that no relocation covers. */
  UNRELOCATED;

  /**
   * What the start function of a module does.
   *
   * @param relocations those of the code
   * @param dataStart where the module's data begins as linked
   * @param dataEnd where it ends, padding included
   */
  static StartFunction of(
      WasmBinary module, List<Relocation> relocations, long dataStart, long dataEnd) {
    int body = module.start() - module.imported(ExternType.Kind.FUNCTION);
    if (module.start() < 0 || body < 0) {
      return ORDINARY;
    }
    Span span = module.bodies().get(body);
    if (onlyZeroes(module.reader(span), dataStart, dataEnd)) {
      return ZEROES;
    }
    boolean relocated =
        relocations.stream()
            .anyMatch(site -> site.offset() >= span.start() && site.offset() < span.end());
    return !relocated && writesMemory(module.reader(span)) ? UNRELOCATED : ORDINARY;
  }

  /**
   * Whether the body is a sequence of {@code memory.fill} of constants with zero, within the
   * module's data.
   */
  private static boolean onlyZeroes(WasmReader in, long dataStart, long dataEnd) {
    if (in.u32() != 0 || in.peek() != Opcode.I32_CONST) {
      return false;
    }
    while (in.u8() == Opcode.I32_CONST) {
      long target = Integer.toUnsignedLong(in.s32());
      if (in.u8() != Opcode.I32_CONST || in.s32() != 0 || in.u8() != Opcode.I32_CONST) {
        return false;
      }
      long end = target + Integer.toUnsignedLong(in.s32());
      if (Opcode.read(in) != Opcode.MEMORY_FILL || in.u32() != 0) {
        return false;
      }
      if (target < dataStart || end > dataEnd) {
        return false;
      }
    }
    return in.atEnd();
  }

  private static boolean writesMemory(WasmReader in) {
    return InstructionWalker.anyInstruction(
        in,
        opcode ->
            Opcode.isStore(opcode) || Opcode.isMemoryRange(opcode) || Opcode.isAtomic(opcode));
  }
}
