package dev.radicchio.binary;

import dev.radicchio.binary.MalformedWasmException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over a range of a module's bytes. Every read is checked against the end of the range,
 * and every length and count against the bytes that are left, so that no value of a corrupt file is
 * trusted.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/values.html">Binary Format:
 *     Values</a>
 */
public final class WasmReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  /** A cursor over all of {@code bytes}, which are not copied. */
  public WasmReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** A cursor over {@code bytes[start, end)}, which are not copied. */
  public WasmReader(byte[] bytes, int start, int end) {
    if (start < 0 || end < start || end > bytes.length) {
      throw new IndexOutOfBoundsException("range " + start + " to " + end + " of " + bytes.length);
    }
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** A cursor over {@code span} of the same bytes. */
  public WasmReader at(Span span) {
    return new WasmReader(bytes, span.start(), span.end());
  }

  /** Offset of the next byte. */
  public int position() {
    return position;
  }

  /** Offset after the last byte of the range. */
  public int end() {
    return end;
  }

  /** Whether all bytes of the range were read. */
  public boolean atEnd() {
    return position >= end;
  }

  /** Number of bytes that are left. */
  public int remaining() {
    return end - position;
  }

  /** The next byte, 0 to 255. */
  public int u8() {
    if (position >= end) {
      throw truncated();
    }
    return bytes[position++] & 0xFF;
  }

  /** The next byte without moving on, 0 to 255. */
  public int peek() {
    if (position >= end) {
      throw truncated();
    }
    return bytes[position] & 0xFF;
  }

  /** An unsigned 32-bit LEB128 of at most five bytes. */
  public int u32() {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++]; // most are of one byte
    }
    int start = position;
    int result = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = u8();
      if (shift == 28 && (b & 0xF0) != 0) {
        throw new MalformedWasmException(start, "unsigned 32-bit LEB128 is too large or too long");
      }
      result |= (b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        return result;
      }
    }
    throw new AssertionError("the fifth byte ends the loop");
  }

  /** A signed 32-bit LEB128 of at most five bytes. */
  public int s32() {
    return (int) signed(32);
  }

  /** A signed 33-bit LEB128 of at most five bytes, as block types and heap types are encoded. */
  public long s33() {
    return signed(33);
  }

  /** A signed 64-bit LEB128 of at most ten bytes. */
  public long s64() {
    return signed(64);
  }

  /** Four bytes, the lowest first. */
  public int fixed32() {
    return u8() | u8() << 8 | u8() << 16 | u8() << 24;
  }

  /** Eight bytes, the lowest first. */
  public long fixed64() {
    return Integer.toUnsignedLong(fixed32()) | (long) fixed32() << 32;
  }

  private long signed(int bits) {
    if (position < end && bytes[position] >= 0) {
      return (long) bytes[position++] << 57 >> 57;
    }
    int start = position;
    int maxBytes = (bits + 6) / 7;
    long result = 0;
    int shift = 0;
    for (int i = 1; i <= maxBytes; i++) {
      int b = u8();
      result |= (long) (b & 0x7F) << shift;
      shift += 7;
      if ((b & 0x80) == 0) {
        if (shift < 64) {
          result = result << (64 - shift) >> (64 - shift);
        } else if (b != 0 && b != 0x7F) {
          break;
        }
        if (bits < 64 && result != result << (64 - bits) >> (64 - bits)) {
          break;
        }
        return result;
      }
    }
    throw new MalformedWasmException(
        start, "signed " + bits + "-bit LEB128 is too large or too long");
  }

  /** A number of items that follow, each of at least one byte. */
  public int count() {
    int start = position;
    int count = u32();
    if (Integer.compareUnsigned(count, remaining()) > 0) {
      throw new MalformedWasmException(
          kindOfEnd(),
          start,
          "a count of "
              + Integer.toUnsignedString(count)
              + " items with "
              + remaining()
              + " bytes left");
    }
    return count;
  }

  /** A length-prefixed range: returns its span and moves behind it. */
  public Span sized() {
    int length = count();
    Span span = new Span(position, position + length);
    position += length;
    return span;
  }

  /** A length-prefixed UTF-8 string. */
  public String name() {
    Span span = sized();
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, span.start(), span.length()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedWasmException(span.start(), "a name that is not UTF-8");
    }
  }

  /** Moves on by {@code count} bytes. */
  public void skip(int count) {
    if (count < 0 || count > remaining()) {
      throw truncated();
    }
    position += count;
  }

  private MalformedWasmException truncated() {
    return new MalformedWasmException(kindOfEnd(), end, "unexpected end");
  }

  /** What is wrong where something goes beyond the range. */
  private Kind kindOfEnd() {
    return end == bytes.length ? Kind.CUT_SHORT : Kind.CORRUPT;
  }
}
