package dev.radicchio.memory;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;

/**
 * A range of a memory. It holds no bytes: it shows what the memory has there now, also after the
 * memory has grown.
 *
 * <p>Offsets count from the start of the slice. An access that is not wholly inside throws {@link
 * IndexOutOfBoundsException} and changes nothing. Numbers are little-endian and need not be
 * aligned.
 */
public final class Slice {
  private final FlatMemory memory;
  private final int address;
  private final int length;

  Slice(FlatMemory memory, int address, int length) {
    memory.check(address, length); // memories do not shrink, so this holds from now on
    this.memory = memory;
    this.address = address;
    this.length = length;
  }

  /** The memory that it is in. */
  public FlatMemory memory() {
    return memory;
  }

  /** Its first address. */
  public int address() {
    return address;
  }

  /**
   * Its first address, for a guest of the program whose memory that is.
   *
   * @throws IllegalArgumentException if it is in the memory of another program
   */
  public int addressIn(FlatMemory expected) {
    if (memory != expected) {
      throw new IllegalArgumentException(
          "slice " + this + " is in the memory of another program; copy it with Arena.bytes");
    }
    return address;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  public byte getByte(int offset) {
    return memory.readByte(at(offset, Byte.BYTES));
  }

  public short getShort(int offset) {
    return memory.readShort(at(offset, Short.BYTES));
  }

  public int getInt(int offset) {
    return memory.readInt(at(offset, Integer.BYTES));
  }

  public long getLong(int offset) {
    return memory.readLong(at(offset, Long.BYTES));
  }

  public float getFloat(int offset) {
    return memory.readFloat(at(offset, Float.BYTES));
  }

  public double getDouble(int offset) {
    return memory.readDouble(at(offset, Double.BYTES));
  }

  public void setByte(int offset, byte value) {
    memory.writeByte(at(offset, Byte.BYTES), value);
  }

  public void setShort(int offset, short value) {
    memory.writeShort(at(offset, Short.BYTES), value);
  }

  public void setInt(int offset, int value) {
    memory.writeInt(at(offset, Integer.BYTES), value);
  }

  public void setLong(int offset, long value) {
    memory.writeLong(at(offset, Long.BYTES), value);
  }

  public void setFloat(int offset, float value) {
    memory.writeFloat(at(offset, Float.BYTES), value);
  }

  public void setDouble(int offset, double value) {
    memory.writeDouble(at(offset, Double.BYTES), value);
  }

  /** Copies {@code count} bytes from {@code offset} on to {@code target[targetOffset...]}. */
  public void read(int offset, byte[] target, int targetOffset, int count) {
    memory.read(at(offset, count), target, targetOffset, count);
  }

  /** Copies {@code source[sourceOffset...]} to {@code count} bytes from {@code offset} on. */
  public void write(int offset, byte[] source, int sourceOffset, int count) {
    memory.write(at(offset, count), source, sourceOffset, count);
  }

  /** Sets all bytes to {@code value}. */
  public void fill(byte value) {
    memory.fill(address, length, value);
  }

  /** A copy of all its bytes. */
  public byte[] toByteArray() {
    byte[] copy = new byte[length];
    memory.read(address, copy, 0, length);
    return copy;
  }

  /**
   * Its bytes as text.
   *
   * @throws GuestDataException if they are not UTF-8
   */
  public String utf8() {
    return memory.readUtf8(address, length);
  }

  /** The part of {@code count} bytes from {@code offset} on. */
  public Slice slice(int offset, int count) {
    return new Slice(memory, at(offset, count), count);
  }

  /**
   * A little-endian buffer that shares the bytes until the memory grows; then it still shows them
   * as they were and no longer shares them.
   */
  public ByteBuffer asByteBuffer() {
    return memory.view(address, length);
  }

  private int at(int offset, int count) {
    return address + Objects.checkFromIndexSize(offset, count, length);
  }

  /** As in {@code 0x400+16}: its address and its length. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "0x%x+%d", address, length);
  }
}
