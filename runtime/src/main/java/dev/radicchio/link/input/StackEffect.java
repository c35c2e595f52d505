package dev.radicchio.link.input;

import org.jspecify.annotations.Nullable;

/**
 * How many operands an instruction takes and leaves, for those that neither branch nor call.
 *
 * @see <a href="https://webassembly.github.io/spec/core/appendix/index-instructions.html">Index of
 *     Instructions</a>
 */
record StackEffect(int takes, int leaves) {
  private static final @Nullable StackEffect[] PLAIN = new StackEffect[0x100];
  private static final @Nullable StackEffect[] SATURATION_AND_BULK = new StackEffect[0x12];
  private static final @Nullable StackEffect[] ATOMIC = new StackEffect[0x4F];
  private static final int SATURATION_AND_BULK_PREFIX = 0xFC;
  private static final int ATOMIC_PREFIX = 0xFE;

  static {
    set(PLAIN, 0x01, 0x01, 0, 0); // nop
    set(PLAIN, 0x1A, 0x1A, 1, 0); // drop
    set(PLAIN, 0x25, 0x25, 1, 1); // table.get
    set(PLAIN, 0x26, 0x26, 2, 0); // table.set
    set(PLAIN, 0x28, 0x35, 1, 1); // loads
    set(PLAIN, 0x36, 0x3E, 2, 0); // stores
    set(PLAIN, 0x42, 0x44, 0, 1); // constants of other types than i32
    set(PLAIN, 0x45, 0x45, 1, 1); // i32.eqz
    set(PLAIN, 0x46, 0x4F, 2, 1);
    set(PLAIN, 0x50, 0x50, 1, 1); // i64.eqz
    set(PLAIN, 0x51, 0x66, 2, 1);
    set(PLAIN, 0x67, 0x69, 1, 1); // i32: clz, ctz, popcnt
    set(PLAIN, 0x6A, 0x78, 2, 1);
    set(PLAIN, 0x79, 0x7B, 1, 1); // i64: clz, ctz, popcnt
    set(PLAIN, 0x7C, 0x8A, 2, 1);
    set(PLAIN, 0x8B, 0x91, 1, 1); // f32: abs to sqrt
    set(PLAIN, 0x92, 0x98, 2, 1);
    set(PLAIN, 0x99, 0x9F, 1, 1); // f64: abs to sqrt
    set(PLAIN, 0xA0, 0xA6, 2, 1);
    set(PLAIN, 0xA7, 0xC4, 1, 1); // conversions
    set(PLAIN, 0xD0, 0xD0, 0, 1); // ref.null
    set(PLAIN, 0xD1, 0xD1, 1, 1); // ref.is_null
    set(PLAIN, 0xD2, 0xD2, 0, 1); // ref.func
    set(SATURATION_AND_BULK, 0x00, 0x07, 1, 1); // saturating conversions
    set(SATURATION_AND_BULK, 0x08, 0x08, 3, 0); // memory.init
    set(SATURATION_AND_BULK, 0x09, 0x09, 0, 0); // data.drop
    set(SATURATION_AND_BULK, 0x0A, 0x0C, 3, 0); // memory.copy, memory.fill, table.init
    set(SATURATION_AND_BULK, 0x0D, 0x0D, 0, 0); // elem.drop
    set(SATURATION_AND_BULK, 0x0E, 0x0E, 3, 0); // table.copy
    set(SATURATION_AND_BULK, 0x0F, 0x0F, 2, 1); // table.grow
    set(SATURATION_AND_BULK, 0x10, 0x10, 0, 1); // table.size
    set(SATURATION_AND_BULK, 0x11, 0x11, 3, 0); // table.fill
    set(ATOMIC, 0x00, 0x00, 2, 1); // notify
    set(ATOMIC, 0x01, 0x02, 3, 1); // wait
    set(ATOMIC, 0x03, 0x03, 0, 0); // fence
    set(ATOMIC, 0x10, 0x16, 1, 1); // loads
    set(ATOMIC, 0x17, 0x1D, 2, 0); // stores
    set(ATOMIC, 0x1E, 0x47, 2, 1); // read, modify, write
    set(ATOMIC, 0x48, 0x4E, 3, 1); // compare and exchange
  }

  private static void set(
      @Nullable StackEffect[] table, int first, int last, int takes, int leaves) {
    for (int i = first; i <= last; i++) {
      table[i] = new StackEffect(takes, leaves);
    }
  }

  /** That of an instruction, or null where it is not known. */
  static @Nullable StackEffect of(int opcode) {
    @Nullable StackEffect[] table =
        switch (opcode >>> 8) {
          case 0 -> PLAIN;
          case SATURATION_AND_BULK_PREFIX -> SATURATION_AND_BULK;
          case ATOMIC_PREFIX -> ATOMIC;
          default -> new StackEffect[0];
        };
    int number = opcode & 0xFF;
    return number < table.length ? table[number] : null;
  }
}
