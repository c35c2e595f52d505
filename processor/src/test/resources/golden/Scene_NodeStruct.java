package test;

import dev.radicchio.memory.AddressSpace;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.Slice;
import dev.radicchio.memory.StructView;
import java.lang.IllegalArgumentException;
import java.lang.Integer;
import java.lang.Object;
import java.lang.Override;
import java.lang.String;
import java.util.Locale;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A {@link Scene.Node} in a memory: 176 bytes, aligned to 8.
 */
@Generated("dev.radicchio.processor.RadicchioProcessor")
public final class Scene_NodeStruct implements Scene.Node, StructView {
  /**
   * Its size in bytes.
   */
  public static final int SIZE = 176;

  /**
   * What C aligns it to, in bytes; a view need not be.
   */
  public static final int ALIGN = 8;

  /**
   * Offset of {@code tag}, 1 byte.
   */
  public static final int TAG_OFFSET = 0;

  /**
   * Offset of {@code level}, 2 bytes.
   */
  public static final int LEVEL_OFFSET = 2;

  /**
   * Offset of {@code letter}, 2 bytes.
   */
  public static final int LETTER_OFFSET = 4;

  /**
   * Offset of {@code isVisible}, 1 byte.
   */
  public static final int IS_VISIBLE_OFFSET = 6;

  /**
   * Offset of {@code memoryLimit}, 4 bytes.
   */
  public static final int MEMORY_LIMIT_OFFSET = 8;

  /**
   * Offset of {@code id}, 8 bytes.
   */
  public static final int ID_OFFSET = 16;

  /**
   * Offset of {@code width}, 4 bytes.
   */
  public static final int WIDTH_OFFSET = 24;

  /**
   * Offset of {@code weight}, 8 bytes.
   */
  public static final int WEIGHT_OFFSET = 32;

  /**
   * Offset of {@code lineStyle}, 4 bytes.
   */
  public static final int LINE_STYLE_OFFSET = 40;

  /**
   * Offset of {@code origin}, 8 bytes.
   */
  public static final int ORIGIN_OFFSET = 44;

  /**
   * Offset of {@code next}, 4 bytes.
   */
  public static final int NEXT_OFFSET = 52;

  /**
   * Offset of {@code samples}, 16 times 4 bytes.
   */
  public static final int SAMPLES_OFFSET = 56;

  /**
   * Offset of {@code flags}, 3 times 1 byte.
   */
  public static final int FLAGS_OFFSET = 120;

  /**
   * Offset of {@code borders}, 2 times 4 bytes.
   */
  public static final int BORDERS_OFFSET = 124;

  /**
   * Offset of {@code corners}, 4 times 8 bytes.
   */
  public static final int CORNERS_OFFSET = 132;

  /**
   * Offset of {@code children}, 2 times 4 bytes.
   */
  public static final int CHILDREN_OFFSET = 164;

  /**
   * Offset of {@code header}, 4 bytes.
   */
  public static final int HEADER_OFFSET = 0;

  private static final Scene.LineStyle[] LINE_STYLE_VALUES = Scene.LineStyle.values();

  private final FlatMemory memory;

  private final int address;

  private final AddressSpace addresses;

  private Scene_NodeStruct(FlatMemory memory, int address, AddressSpace addresses) {
    this.memory = memory;
    this.address = address;
    this.addresses = addresses;
  }

  /**
   * The struct at an address, which need not be aligned.
   *
   * @param memory the memory that it is in
   * @param address where it begins
   * @return a view of it
   * @throws dev.radicchio.memory.MemoryAccessException if it is not wholly inside the memory
   */
  public static Scene_NodeStruct at(FlatMemory memory, int address) {
    memory.checkRange(address, SIZE);
    return new Scene_NodeStruct(memory, address, AddressSpace.PROGRAM);
  }

  /**
   * Allocates a struct of zeros.
   *
   * @param heap where from; its {@code free(address())} frees the struct
   * @return a view of it
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Scene_NodeStruct allocate(Heap heap) {
    int address = heap.allocate(SIZE, ALIGN);
    heap.memory().fill(address, SIZE, (byte) 0);
    return new Scene_NodeStruct(heap.memory(), address, AddressSpace.PROGRAM);
  }

  /**
   * Allocates a struct of zeros.
   *
   * @param arena where from; it frees the struct when it is closed
   * @return a view of it
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Scene_NodeStruct allocate(Arena arena) {
    Slice block = arena.allocate(SIZE, ALIGN);
    block.fill((byte) 0);
    return new Scene_NodeStruct(block.memory(), block.address(), AddressSpace.PROGRAM);
  }

  /**
   * The structs that are one after the other from an address on.
   *
   * @param memory the memory that they are in
   * @param address where the first begins
   * @param length how many there are
   * @return a view of them
   * @throws dev.radicchio.memory.MemoryAccessException if they are not wholly inside the memory
   */
  public static Array array(FlatMemory memory, int address, int length) {
    memory.checkRange(address, (long) SIZE * length);
    return new Array(memory, address, length, AddressSpace.PROGRAM);
  }

  /**
   * Allocates structs of zeros, one after the other.
   *
   * @param heap where from; its {@code free(address())} frees the structs
   * @param length how many
   * @return a view of them
   * @throws IllegalArgumentException if the length is negative, or the structs are larger than any memory
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Array allocateArray(Heap heap, int length) {
    int bytes = Array.bytes(length);
    int address = heap.allocate(bytes, ALIGN);
    heap.memory().fill(address, bytes, (byte) 0);
    return new Array(heap.memory(), address, length, AddressSpace.PROGRAM);
  }

  /**
   * Allocates structs of zeros, one after the other.
   *
   * @param arena where from; it frees the structs when it is closed
   * @param length how many
   * @return a view of them
   * @throws IllegalArgumentException if the length is negative, or the structs are larger than any memory
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Array allocateArray(Arena arena, int length) {
    Slice block = arena.allocate(Array.bytes(length), ALIGN);
    block.fill((byte) 0);
    return new Array(block.memory(), block.address(), length, AddressSpace.PROGRAM);
  }

  /**
   * The struct at an address, which need not be aligned.
   *
   * @param memory the memory that it is in
   * @param address where it begins
   * @param addresses those of the instance that the pointers inside are for
   * @return a view of it
   * @throws dev.radicchio.memory.MemoryAccessException if it is not wholly inside the memory
   */
  public static Scene_NodeStruct at(FlatMemory memory, int address, AddressSpace addresses) {
    memory.checkRange(address, SIZE);
    return new Scene_NodeStruct(memory, address, addresses);
  }

  /**
   * Allocates a struct of zeros.
   *
   * @param heap where from; its {@code free(address())} frees the struct
   * @param addresses those of the instance that the pointers inside are for
   * @return a view of it
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Scene_NodeStruct allocate(Heap heap, AddressSpace addresses) {
    int address = heap.allocate(SIZE, ALIGN);
    heap.memory().fill(address, SIZE, (byte) 0);
    return new Scene_NodeStruct(heap.memory(), address, addresses);
  }

  /**
   * Allocates a struct of zeros.
   *
   * @param arena where from; it frees the struct when it is closed
   * @param addresses those of the instance that the pointers inside are for
   * @return a view of it
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Scene_NodeStruct allocate(Arena arena, AddressSpace addresses) {
    Slice block = arena.allocate(SIZE, ALIGN);
    block.fill((byte) 0);
    return new Scene_NodeStruct(block.memory(), block.address(), addresses);
  }

  /**
   * The structs that are one after the other from an address on.
   *
   * @param memory the memory that they are in
   * @param address where the first begins
   * @param length how many there are
   * @param addresses those of the instance that the pointers inside are for
   * @return a view of them
   * @throws dev.radicchio.memory.MemoryAccessException if they are not wholly inside the memory
   */
  public static Array array(FlatMemory memory, int address, int length, AddressSpace addresses) {
    memory.checkRange(address, (long) SIZE * length);
    return new Array(memory, address, length, addresses);
  }

  /**
   * Allocates structs of zeros, one after the other.
   *
   * @param heap where from; its {@code free(address())} frees the structs
   * @param length how many
   * @param addresses those of the instance that the pointers inside are for
   * @return a view of them
   * @throws IllegalArgumentException if the length is negative, or the structs are larger than any memory
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Array allocateArray(Heap heap, int length, AddressSpace addresses) {
    int bytes = Array.bytes(length);
    int address = heap.allocate(bytes, ALIGN);
    heap.memory().fill(address, bytes, (byte) 0);
    return new Array(heap.memory(), address, length, addresses);
  }

  /**
   * Allocates structs of zeros, one after the other.
   *
   * @param arena where from; it frees the structs when it is closed
   * @param length how many
   * @param addresses those of the instance that the pointers inside are for
   * @return a view of them
   * @throws IllegalArgumentException if the length is negative, or the structs are larger than any memory
   * @throws dev.radicchio.memory.HeapException if the memory is exhausted
   */
  public static Array allocateArray(Arena arena, int length, AddressSpace addresses) {
    Slice block = arena.allocate(Array.bytes(length), ALIGN);
    block.fill((byte) 0);
    return new Array(block.memory(), block.address(), length, addresses);
  }

  @Override
  public FlatMemory memory() {
    return memory;
  }

  @Override
  public int address() {
    return address;
  }

  @Override
  public boolean isIn(AddressSpace others) {
    return others.base() == addresses.base();
  }

  @Override
  public byte tag() {
    return memory.readByte(address + TAG_OFFSET);
  }

  @Override
  public void tag(byte value) {
    memory.writeByte(address + TAG_OFFSET, value);
  }

  @Override
  public short level() {
    return memory.readShort(address + LEVEL_OFFSET);
  }

  @Override
  public void level(short value) {
    memory.writeShort(address + LEVEL_OFFSET, value);
  }

  @Override
  public char letter() {
    return (char) memory.readShort(address + LETTER_OFFSET);
  }

  @Override
  public void letter(char value) {
    memory.writeShort(address + LETTER_OFFSET, (short) value);
  }

  @Override
  public boolean isVisible() {
    return memory.readByte(address + IS_VISIBLE_OFFSET) != 0;
  }

  @Override
  public void isVisible(boolean value) {
    memory.writeByte(address + IS_VISIBLE_OFFSET, (byte) (value ? 1 : 0));
  }

  @Override
  public int memoryLimit() {
    return memory.readInt(address + MEMORY_LIMIT_OFFSET);
  }

  @Override
  public void memoryLimit(int value) {
    memory.writeInt(address + MEMORY_LIMIT_OFFSET, value);
  }

  @Override
  public long id() {
    return memory.readLong(address + ID_OFFSET);
  }

  @Override
  public void id(long value) {
    memory.writeLong(address + ID_OFFSET, value);
  }

  @Override
  public float width() {
    return memory.readFloat(address + WIDTH_OFFSET);
  }

  @Override
  public void width(float value) {
    memory.writeFloat(address + WIDTH_OFFSET, value);
  }

  @Override
  public double weight() {
    return memory.readDouble(address + WEIGHT_OFFSET);
  }

  @Override
  public void weight(double value) {
    memory.writeDouble(address + WEIGHT_OFFSET, value);
  }

  @Override
  public Scene.LineStyle lineStyle() {
    int place = address + LINE_STYLE_OFFSET;
    int ordinal = memory.readInt(place);
    if (ordinal < 0 || ordinal >= LINE_STYLE_VALUES.length) {
      throw new GuestDataException(String.format(Locale.ROOT, "Node.lineStyle at 0x%x is %d, and LineStyle has %d constants", place, ordinal, LINE_STYLE_VALUES.length));
    }
    return LINE_STYLE_VALUES[ordinal];
  }

  @Override
  public void lineStyle(Scene.LineStyle value) {
    memory.writeInt(address + LINE_STYLE_OFFSET, value.ordinal());
  }

  @Override
  public Scene_PointStruct origin() {
    return Scene_PointStruct.at(memory, address + ORIGIN_OFFSET);
  }

  @Override
  public Scene_NodeStruct next() {
    int pointer = memory.readInt(address + NEXT_OFFSET);
    return pointer == 0 ? null : Scene_NodeStruct.at(memory, addresses.toProgram(pointer), addresses);
  }

  @Override
  public void next(Scene.Node value) {
    memory.writeInt(address + NEXT_OFFSET, StructView.addressOf(value, memory, addresses));
  }

  @Override
  public int samples(int index) {
    return memory.readInt(address + SAMPLES_OFFSET + 4 * Objects.checkIndex(index, 16));
  }

  @Override
  public void samples(int index, int value) {
    memory.writeInt(address + SAMPLES_OFFSET + 4 * Objects.checkIndex(index, 16), value);
  }

  @Override
  public boolean flags(int index) {
    return memory.readByte(address + FLAGS_OFFSET + Objects.checkIndex(index, 3)) != 0;
  }

  @Override
  public void flags(int index, boolean value) {
    memory.writeByte(address + FLAGS_OFFSET + Objects.checkIndex(index, 3), (byte) (value ? 1 : 0));
  }

  @Override
  public Scene.LineStyle borders(int index) {
    int place = address + BORDERS_OFFSET + 4 * Objects.checkIndex(index, 2);
    int ordinal = memory.readInt(place);
    if (ordinal < 0 || ordinal >= LINE_STYLE_VALUES.length) {
      throw new GuestDataException(String.format(Locale.ROOT, "Node.borders at 0x%x is %d, and LineStyle has %d constants", place, ordinal, LINE_STYLE_VALUES.length));
    }
    return LINE_STYLE_VALUES[ordinal];
  }

  @Override
  public void borders(int index, Scene.LineStyle value) {
    memory.writeInt(address + BORDERS_OFFSET + 4 * Objects.checkIndex(index, 2), value.ordinal());
  }

  @Override
  public Scene_PointStruct corners(int index) {
    return Scene_PointStruct.at(memory, address + CORNERS_OFFSET + 8 * Objects.checkIndex(index, 4));
  }

  @Override
  public Scene_NodeStruct children(int index) {
    int pointer = memory.readInt(address + CHILDREN_OFFSET + 4 * Objects.checkIndex(index, 2));
    return pointer == 0 ? null : Scene_NodeStruct.at(memory, addresses.toProgram(pointer), addresses);
  }

  @Override
  public void children(int index, Scene.Node value) {
    memory.writeInt(address + CHILDREN_OFFSET + 4 * Objects.checkIndex(index, 2), StructView.addressOf(value, memory, addresses));
  }

  @Override
  public int header() {
    return memory.readInt(address + HEADER_OFFSET);
  }

  @Override
  public void header(int value) {
    memory.writeInt(address + HEADER_OFFSET, value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scene_NodeStruct view && view.memory == memory && view.address == address;
  }

  @Override
  public int hashCode() {
    return address;
  }

  @Override
  public String toString() {
    return "Node@0x" + Integer.toHexString(address);
  }

  /**
   * Structs that are one after the other.
   */
  public static final class Array {
    private final FlatMemory memory;

    private final int address;

    private final int length;

    private final AddressSpace addresses;

    private Array(FlatMemory memory, int address, int length, AddressSpace addresses) {
      this.memory = memory;
      this.address = address;
      this.length = length;
      this.addresses = addresses;
    }

    private static int bytes(int length) {
      long bytes = (long) SIZE * length;
      if (bytes < 0 || bytes > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("an array of " + length + " structs of 176 bytes");
      }
      return (int) bytes;
    }

    /**
     * Where the first begins.
     *
     * @return its address
     */
    public int address() {
      return address;
    }

    /**
     * How many there are.
     *
     * @return their number
     */
    public int length() {
      return length;
    }

    /**
     * One of them.
     *
     * @param index from 0 on
     * @return a view of it
     * @throws IndexOutOfBoundsException if there is none
     */
    public Scene_NodeStruct get(int index) {
      if (index < 0 || index >= length) {
        Objects.checkIndex(index, length);
      }
      return new Scene_NodeStruct(memory, address + SIZE * index, addresses);
    }
  }
}
