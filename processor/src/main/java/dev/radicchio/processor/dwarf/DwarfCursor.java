package dev.radicchio.processor.dwarf;

import java.nio.charset.StandardCharsets;

/** A cursor over a range of a section; each read is checked against the end of the range. */
final class DwarfCursor {
  /** In bytes; C++ and Rust have long ones, for type arguments belong to them. */
  private static final int LONGEST_NAME = 4096;

  private final byte[] bytes;
  private final int end;
  private int position;

  /** A cursor over {@code bytes[start, end)}, which are not copied. */
  DwarfCursor(byte[] bytes, long start, long end) {
    if (start < 0 || end < start || end > bytes.length) {
      throw new MalformedDwarfException("a range that is outside of its section");
    }
    this.bytes = bytes;
    this.position = (int) start;
    this.end = (int) end;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position >= end;
  }

  int u8() {
    if (position >= end) {
      throw new MalformedDwarfException("unexpected end");
    }
    return bytes[position++] & 0xFF;
  }

  /** A little-endian number of 1 to 8 bytes; unsigned, unless it has 8. */
  long fixed(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) u8() << (8 * i);
    }
    return value;
  }

  int u16() {
    return (int) fixed(2);
  }

  long u32() {
    return fixed(4);
  }

  /** An unsigned LEB128; bits above 64 are lost. */
  long uleb() {
    return leb(false);
  }

  /** A signed LEB128; bits above 64 are lost. */
  long sleb() {
    return leb(true);
  }

  private long leb(boolean signed) {
    long value = 0;
    int shift = 0;
    int b;
    do {
      b = u8();
      if (shift < Long.SIZE) {
        value |= (long) (b & 0x7F) << shift;
        shift += 7;
      }
    } while ((b & 0x80) != 0);
    return signed && (b & 0x40) != 0 && shift < Long.SIZE ? value | (-1L << shift) : value;
  }

  void skip(long count) {
    if (count < 0 || count > end - position) {
      throw new MalformedDwarfException("unexpected end");
    }
    position += (int) count;
  }

  void skipString() {
    while (u8() != 0) {}
  }

  /** A name that ends with a NUL; empty if it is longer than names are. */
  String name() {
    int start = position;
    while (u8() != 0) {
      if (position - start > LONGEST_NAME) {
        return "";
      }
    }
    return new String(bytes, start, position - 1 - start, StandardCharsets.UTF_8);
  }
}
