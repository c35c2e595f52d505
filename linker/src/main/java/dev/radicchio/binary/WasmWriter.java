package dev.radicchio.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of Wasm bytes. LEB128 values are written in their shortest form.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/values.html">Binary Format:
 *     Values</a>
 */
public final class WasmWriter {
  private byte[] buffer = new byte[256];
  private int size;

  /** An empty buffer. */
  public WasmWriter() {}

  /** Number of bytes written. */
  public int size() {
    return size;
  }

  /** A copy of the bytes written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** Writes the low eight bits. */
  public WasmWriter u8(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** Writes an unsigned 32-bit LEB128. */
  public WasmWriter u32(int value) {
    reserve(5);
    while ((value & ~0x7F) != 0) {
      buffer[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    buffer[size++] = (byte) value;
    return this;
  }

  /** Writes a signed LEB128 of up to 64 bits. */
  public WasmWriter s64(long value) {
    reserve(10);
    while (true) {
      int low = (int) value & 0x7F;
      value >>= 7;
      if ((value == 0 && (low & 0x40) == 0) || (value == -1 && (low & 0x40) != 0)) {
        buffer[size++] = (byte) low;
        return this;
      }
      buffer[size++] = (byte) (low | 0x80);
    }
  }

  /** Writes a length-prefixed UTF-8 string. */
  public WasmWriter name(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).bytes(utf8, 0, utf8.length);
  }

  /** Writes {@code source[start, end)}. */
  public WasmWriter bytes(byte[] source, int start, int end) {
    int length = end - start;
    reserve(length);
    System.arraycopy(source, start, buffer, size, length);
    size += length;
    return this;
  }

  /** Writes what {@code other} holds. */
  public WasmWriter append(WasmWriter other) {
    return bytes(other.buffer, 0, other.size);
  }

  /** Writes the length of {@code other} and then what it holds. */
  public WasmWriter sized(WasmWriter other) {
    return u32(other.size).append(other);
  }

  /** Forgets what was written, to use the buffer again. */
  public void clear() {
    size = 0;
  }

  private void reserve(int count) {
    if (buffer.length - size < count) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, count)));
    }
  }
}
