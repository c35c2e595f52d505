package dev.radicchio.link.input;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.WasmBinary;
import java.util.OptionalInt;

/**
 * Whether a module itself uses the address from which on its linker left memory free, although
 * nothing records where its addresses are. Then what it works on is there, and if it neither asks
 * for the memory's size nor grows it, only its host knows how far that goes.
 *
 * <p>Such a host has to know where, so the module exports {@code __heap_base}. So do many that make
 * nothing of it, those of Rust among them; but in these its value is nowhere in code or static
 * data.
 */
public final class HeapBaseUse {
  /** How far behind the address an allocator's first block may begin. */
  private static final int HEADER_BYTES = 16;

  private final WasmBinary module;
  private final int global;
  private final OptionalInt address;
  private boolean found;

  HeapBaseUse(WasmBinary module) {
    this.module = module;
    this.global =
        module.exports().stream()
            .filter(export -> export.kind() == ExternType.Kind.GLOBAL)
            .filter(export -> export.name().equals(LinkerSymbols.HEAP_BASE))
            .mapToInt(Export::index)
            .findFirst()
            .orElse(-1);
    this.address = ConstantExpression.initialValue(module, global);
  }

  /** Code has a number. */
  void number(int value) {
    found |= address.isPresent() && isBehind(value);
  }

  private boolean isBehind(int value) {
    return Integer.compareUnsigned(value, AbsoluteRange.LOWEST_LINKED) >= 0
        && Integer.compareUnsigned(value - address.orElse(0), HEADER_BYTES) < 0;
  }

  /** Code reads or writes a global. */
  void global(int index) {
    found |= address.isPresent() && index == global;
  }

  /** Whether code or static data has the address. */
  boolean isFound() {
    return address.isPresent() && (found || module.data().stream().anyMatch(this::isInData));
  }

  private boolean isInData(DataSegment segment) {
    long start =
        Integer.toUnsignedLong(ConstantExpression.evaluate(module, segment.offset()).orElse(0));
    for (long at = Alignment.up(start, Integer.BYTES) - start;
        at + Integer.BYTES <= segment.data().length();
        at += Integer.BYTES) {
      if (isBehind(LittleEndian.readInt(module.bytes(), segment.data().start() + (int) at))) {
        return true;
      }
    }
    return false;
  }
}
