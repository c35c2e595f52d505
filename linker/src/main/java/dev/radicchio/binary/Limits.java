package dev.radicchio.binary;

/**
 * The limits of a memory, in pages of 64 KiB, or of a table, in elements.
 *
 * @param minimum the initial size, unsigned
 * @param maximum the largest size, or -1 for none
 * @param shared whether threads may share it
 * @param is64 whether its indices are 64 bits wide
 * @see <a href="https://webassembly.github.io/spec/core/binary/types.html#limits">Binary Format:
 *     Limits</a>
 */
public record Limits(long minimum, long maximum, boolean shared, boolean is64) {
  private static final int HAS_MAXIMUM = 1;
  private static final int SHARED = 2;
  private static final int IS_64 = 4;

  static Limits read(WasmReader in) {
    int start = in.position();
    int flags = in.u8();
    if ((flags & ~(HAS_MAXIMUM | SHARED | IS_64)) != 0) {
      throw new MalformedWasmException(
          start, "limits with unknown flags 0x" + Integer.toHexString(flags));
    }
    boolean is64 = (flags & IS_64) != 0;
    long minimum = size(in, is64);
    long maximum = (flags & HAS_MAXIMUM) != 0 ? size(in, is64) : -1;
    return new Limits(minimum, maximum, (flags & SHARED) != 0, is64);
  }

  private static long size(WasmReader in, boolean is64) {
    return is64 ? in.s64() : Integer.toUnsignedLong(in.u32());
  }

  /** Writes limits of 32-bit indices, whatever else they say. */
  public void write(WasmWriter out) {
    if (maximum < 0) {
      out.u8(0).u32((int) minimum);
    } else {
      out.u8(HAS_MAXIMUM).u32((int) minimum).u32((int) maximum);
    }
  }

  /** Limits of 32-bit indices that are not shared. */
  public static Limits of(long minimum, long maximum) {
    return new Limits(minimum, maximum, false, false);
  }

  /** Whether what has these limits may be imported where {@code wanted} is declared. */
  public boolean match(Limits wanted) {
    return minimum >= wanted.minimum
        && (wanted.maximum < 0 || (maximum >= 0 && maximum <= wanted.maximum));
  }
}
