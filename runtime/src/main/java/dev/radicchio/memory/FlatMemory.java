package dev.radicchio.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A linear memory in one array, little-endian, which guests and Java code access alike.
 *
 * <p>Addresses are {@code int}; one from 2^31 on, which is negative, is always out of bounds. An
 * access outside the memory throws {@link MemoryAccessException} and changes nothing. Not safe for
 * use by several threads at once.
 *
 * <p>The bounds check is the array's own: the array is as long as the memory is large, so nothing
 * is checked twice.
 */
public class FlatMemory {
  /** Bytes of a page. */
  public static final int PAGE_BYTES = 65536;

  /** The most pages that an array can hold. */
  public static final int MAX_PAGES = Integer.MAX_VALUE / PAGE_BYTES;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  private final int maxPages;
  private byte[] bytes;

  /**
   * A memory of zeros.
   *
   * @param initialPages its size in pages
   * @param maxPages pages that it may grow to; {@link #MAX_PAGES} is the limit in any case
   * @throws IllegalArgumentException if the initial size is negative, or over one of the limits
   */
  public FlatMemory(int initialPages, int maxPages) {
    this.maxPages = Math.min(maxPages, MAX_PAGES);
    if (initialPages < 0 || initialPages > this.maxPages) {
      throw new IllegalArgumentException(
          "a memory of " + initialPages + " pages of 64 KiB, with a limit of " + this.maxPages);
    }
    this.bytes = new byte[initialPages * PAGE_BYTES];
  }

  /** Its size in pages. */
  public final int pages() {
    return bytes.length / PAGE_BYTES;
  }

  /** Its size in bytes. */
  public final int size() {
    return bytes.length;
  }

  /** Pages that it may grow to. */
  public final int maxPages() {
    return maxPages;
  }

  /**
   * Grows the memory; views made before show what it was.
   *
   * @param pages how many pages to add, unsigned
   * @return the pages that it had before, or -1 if it cannot grow by so many, because of its limit
   *     or of the JVM's
   */
  public final int grow(int pages) {
    int before = pages();
    if (pages < 0 || pages > maxPages - before) {
      return -1;
    }
    try {
      if (pages > 0) {
        bytes = Arrays.copyOf(bytes, (before + pages) * PAGE_BYTES);
      }
      return before;
    } catch (OutOfMemoryError e) {
      return -1;
    }
  }

  public final byte readByte(int address) {
    try {
      return bytes[address];
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Byte.BYTES);
    }
  }

  public final short readShort(int address) {
    try {
      return (short) SHORT.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Short.BYTES);
    }
  }

  public final int readInt(int address) {
    try {
      return (int) INT.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Integer.BYTES);
    }
  }

  public final long readLong(int address) {
    try {
      return (long) LONG.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Long.BYTES);
    }
  }

  public final float readFloat(int address) {
    try {
      return (float) FLOAT.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Float.BYTES);
    }
  }

  public final double readDouble(int address) {
    try {
      return (double) DOUBLE.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Double.BYTES);
    }
  }

  public final void writeByte(int address, byte value) {
    try {
      bytes[address] = value;
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Byte.BYTES);
    }
  }

  public final void writeShort(int address, short value) {
    try {
      SHORT.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Short.BYTES);
    }
  }

  public final void writeInt(int address, int value) {
    try {
      INT.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Integer.BYTES);
    }
  }

  public final void writeLong(int address, long value) {
    try {
      LONG.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Long.BYTES);
    }
  }

  public final void writeFloat(int address, float value) {
    try {
      FLOAT.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Float.BYTES);
    }
  }

  public final void writeDouble(int address, double value) {
    try {
      DOUBLE.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outOfBounds(address, Double.BYTES);
    }
  }

  /** Copies {@code length} bytes at {@code address} to {@code target[offset...]}. */
  public final void read(int address, byte[] target, int offset, int length) {
    check(address, length);
    System.arraycopy(bytes, address, target, offset, length);
  }

  /** Copies {@code source[offset...]} to {@code length} bytes at {@code address}. */
  public final void write(int address, byte[] source, int offset, int length) {
    check(address, length);
    System.arraycopy(source, offset, bytes, address, length);
  }

  /** Sets {@code length} bytes at {@code address} to {@code value}. */
  public final void fill(int address, int length, byte value) {
    check(address, length);
    Arrays.fill(bytes, address, address + length, value);
  }

  /** Copies {@code length} bytes from {@code source} to {@code target}; the ranges may overlap. */
  public final void copy(int target, int source, int length) {
    check(source, length);
    check(target, length);
    System.arraycopy(bytes, source, bytes, target, length);
  }

  /**
   * The range of {@code length} bytes at {@code address}.
   *
   * @throws MemoryAccessException if it is not wholly inside the memory
   */
  public final Slice slice(int address, int length) {
    return new Slice(this, address, length);
  }

  /**
   * A little-endian buffer that shares {@code length} bytes at {@code address}, until the memory
   * grows: then it still shows the bytes as they were and no longer shares them.
   */
  public final ByteBuffer view(int address, int length) {
    check(address, length);
    return ByteBuffer.wrap(bytes, address, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The text of {@code length} bytes of UTF-8 at {@code address}.
   *
   * @throws GuestDataException if they are not UTF-8
   */
  public final String readUtf8(int address, int length) {
    check(address, length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, address, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new GuestDataException(
          String.format(Locale.ROOT, "the %d bytes at 0x%x are not UTF-8", length, address));
    }
  }

  /**
   * The text in UTF-8 from {@code address} up to the first NUL.
   *
   * @throws GuestDataException if there is no NUL before the memory ends, or it is not UTF-8
   */
  public final String readCString(int address) {
    return readUtf8(address, cStringLength(address));
  }

  /**
   * How many bytes are in front of the NUL that ends a string.
   *
   * @throws GuestDataException if none does
   */
  public final int cStringLength(int address) {
    check(address, 1);
    int end = address;
    while (bytes[end] != 0) {
      if (++end == bytes.length) {
        throw new GuestDataException(
            String.format(
                Locale.ROOT, "the string at 0x%x does not end before the memory does", address));
      }
    }
    return end - address;
  }

  /**
   * Does nothing if {@code length} bytes at {@code address} are inside the memory, which they will
   * be from then on.
   *
   * @throws MemoryAccessException if they are not
   */
  public final void checkRange(int address, long length) {
    if (address < 0 || length < 0 || length > bytes.length - address) {
      throw outOfBounds(address, length);
    }
  }

  final void check(int address, int length) {
    if (address < 0 || length < 0 || length > bytes.length - address) {
      throw outOfBounds(address, Integer.toUnsignedLong(length));
    }
  }

  private MemoryAccessException outOfBounds(int address, long length) {
    return new MemoryAccessException(address, length, bytes.length);
  }
}
