package dev.radicchio.engine.chicory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteBufferMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.radicchio.memory.MemoryAccessException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ChicoryMemoryTest {
  private static final int PAGE = Memory.PAGE_SIZE;
  private static final MemoryLimits LIMITS = new MemoryLimits(2, 5);

  private final ChicoryMemory memory = new ChicoryMemory(LIMITS);

  private static DataSegment active(int memoryIndex, int address, int... bytes) {
    return new ActiveDataSegment(
        memoryIndex,
        List.of(new Instruction(0, OpCode.I32_CONST, new long[] {address})),
        bytes(bytes));
  }

  private static byte[] bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.array();
  }

  @Test
  void doesWhatTheEnginesMemoryDoes() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Memory flat = new ChicoryMemory(LIMITS);
      Memory engines = new ByteBufferMemory(LIMITS);
      DataSegment[] segments = segments();
      flat.initialize(null, segments, 0);
      engines.initialize(null, segments.clone(), 0);
      for (int i = 0; i < 300; i++) {
        Function<Memory, Object> operation = operation(random, engines.pages() * PAGE);
        assertThat(outcome(flat, operation))
            .as("seed %d, operation %d", seed, i)
            .isEqualTo(outcome(engines, operation));
      }
      assertThat(flat.readBytes(0, flat.pages() * PAGE))
          .as("seed %d", seed)
          .isEqualTo(engines.readBytes(0, engines.pages() * PAGE));
    }
  }

  private static DataSegment[] segments() {
    return new DataSegment[] {
      new PassiveDataSegment(bytes(1, 2, 3, 4, 5)), new PassiveDataSegment(new byte[PAGE + 3])
    };
  }

  /** What comes of an operation, in words that tell no address. */
  static Object outcome(Memory memory, Function<Memory, Object> operation) {
    try {
      return operation.apply(memory);
    } catch (MemoryAccessException | ChicoryException | IndexOutOfBoundsException e) {
      return "trap";
    }
  }

  private static Function<Memory, Object> operation(Random random, int size) {
    int pages = random.nextInt(-1, 8);
    int segment = random.nextInt(3);
    return switch (random.nextInt(40)) {
      case 0 -> memory -> memory.grow(pages);
      case 1 -> memory -> memory.pages();
      case 2, 3, 4 -> memory -> memory.maximumPages();
      case 5 ->
          switch (random.nextInt(8)) {
            case 0 -> done(memory -> memory.drop(segment));
            case 1 -> done(memory -> memory.zero());
            default -> memory -> memory.initialPages();
          };
      default -> access(random, size, 0);
    };
  }

  /**
   * An access to the memory.
   *
   * @param size what its addresses are about, in bytes
   * @param distance what is added to each address
   */
  static Function<Memory, Object> access(Random random, int size, int distance) {
    int address = address(random, size) + distance;
    int other = address(random, size) + distance;
    int length = length(random, size);
    int offset = random.nextInt(-1, 8);
    int part = random.nextInt(-1, 8);
    int segment = random.nextInt(3);
    long bits = random.nextLong();
    return switch (random.nextInt(37)) {
      case 0 -> memory -> memory.read(address);
      case 1 -> memory -> memory.readI8(address);
      case 2 -> memory -> memory.readU8(address);
      case 3 -> memory -> memory.readShort(address);
      case 4 -> memory -> memory.readI16(address);
      case 5 -> memory -> memory.readU16(address);
      case 6 -> memory -> memory.readInt(address);
      case 7 -> memory -> memory.readI32(address);
      case 8 -> memory -> memory.readU32(address);
      case 9 -> memory -> memory.readLong(address);
      case 10 -> memory -> memory.readI64(address);
      case 11 -> memory -> memory.readF32(address);
      case 12 -> memory -> memory.readF64(address);
      case 13 -> memory -> Float.floatToRawIntBits(memory.readFloat(address));
      case 14 -> memory -> Double.doubleToRawLongBits(memory.readDouble(address));
      case 15 -> memory -> ByteBuffer.wrap(memory.readBytes(address, length));
      case 16 -> memory -> memory.readString(address, part);
      case 17 -> memory -> memory.readCString(address, StandardCharsets.ISO_8859_1);
      case 18 -> memory -> memory.atomicReadInt(address);
      case 19 -> memory -> memory.atomicAddLong(address, bits);
      case 20 -> memory -> memory.atomicXchgShort(address, (short) bits);
      case 21 -> memory -> memory.atomicCmpxchgByte(address, (byte) 0, (byte) bits);
      case 22 -> done(memory -> memory.writeByte(address, (byte) bits));
      case 23 -> done(memory -> memory.writeShort(address, (short) bits));
      case 24 -> done(memory -> memory.writeI32(address, (int) bits));
      case 25 -> done(memory -> memory.writeLong(address, bits));
      case 26 -> done(memory -> memory.writeF32(address, Float.intBitsToFloat((int) bits)));
      case 27 -> done(memory -> memory.writeF64(address, Double.longBitsToDouble(bits)));
      case 28 -> done(memory -> memory.write(address, bytes(1, 2, 3, 4, 5), offset, part));
      case 29 -> done(memory -> memory.write(address, new byte[] {(byte) bits, 7, 0}));
      case 30 -> done(memory -> memory.writeCString(address, "Zichorie \u00e4"));
      case 31 -> done(memory -> memory.fill((byte) bits, address, address + length));
      case 32, 33 -> done(memory -> memory.copy(address, other, length));
      case 34, 35 -> done(memory -> memory.initPassiveSegment(segment, address, offset, part));
      default ->
          done(memory -> memory.initPassiveSegment(1, address, 0, Math.min(length, PAGE + 4)));
    };
  }

  private static Function<Memory, Object> done(Consumer<Memory> operation) {
    return memory -> {
      operation.accept(memory);
      return "done";
    };
  }

  /** Mostly where something ends. */
  private static int address(Random random, int size) {
    int near = random.nextInt(-9, 10);
    return switch (random.nextInt(8)) {
      case 0 -> near;
      case 1, 2 -> size + near;
      case 3, 4 -> PAGE * random.nextInt(6) + near;
      case 5 -> Integer.MAX_VALUE + near;
      default -> random.nextInt(size);
    };
  }

  /** Not so large that the engine's own check overflows. */
  private static int length(Random random, int size) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> -1 - random.nextInt(3);
      case 2 -> Integer.MIN_VALUE;
      case 3 -> size + random.nextInt(-1, 2);
      case 4 -> random.nextInt(2 * PAGE);
      default -> random.nextInt(1, 10);
    };
  }

  @Test
  void aLengthThatOverflowsTrapsAndChangesNothing() {
    int longest = Integer.MAX_VALUE;
    assertThatThrownBy(() -> memory.fill((byte) 1, 8, 8 + longest))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.copy(0, 8, longest)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.copy(8, 0, longest)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.readBytes(8, longest))
        .isInstanceOf(MemoryAccessException.class);
    memory.initialize(null, segments(), 0);
    assertThatThrownBy(() -> memory.initPassiveSegment(0, 0, 1, longest))
        .isInstanceOf(WasmRuntimeException.class)
        .hasMessageStartingWith("out of bounds memory access");
    assertThat(memory.readBytes(0, 2 * PAGE)).containsOnly(0);
  }

  @Test
  void writesOnlyTheSegmentsOfItsOwnMemory() {
    memory.initialize(null, new DataSegment[] {active(0, 4, 10), active(1, 5, 11)}, 1);
    assertThat(memory.readBytes(4, 2)).containsExactly(0, 11);
  }

  @Test
  void anActiveSegmentIsEmptyOnceItIsWritten() {
    memory.initialize(null, new DataSegment[] {active(0, 4, 10, 11)});
    assertThat(memory.readBytes(4, 2)).containsExactly(10, 11);
    memory.initPassiveSegment(0, 100, 0, 0);
    assertThatThrownBy(() -> memory.initPassiveSegment(0, 100, 0, 1))
        .isInstanceOf(WasmRuntimeException.class);
  }

  @Test
  void aSegmentThatTheInstanceDropsIsEmpty() {
    DataSegment[] segments = segments();
    memory.initialize(null, segments, 0);
    segments[0] = PassiveDataSegment.EMPTY;
    assertThatThrownBy(() -> memory.initPassiveSegment(0, 0, 0, 1))
        .isInstanceOf(WasmRuntimeException.class);
  }

  @Test
  void aSegmentThatEndsOutsideIsRefused() {
    memory.initialize(null, new DataSegment[] {active(0, 2 * PAGE)});
    DataSegment[] beyond = {active(0, 2 * PAGE - 1, 1, 2)};
    assertThatThrownBy(() -> memory.initialize(null, beyond))
        .isInstanceOf(UninstantiableException.class)
        .hasMessageContaining("out of bounds memory access");
    DataSegment[] negative = {active(0, -1, 1)};
    assertThatThrownBy(() -> memory.initialize(null, negative))
        .isInstanceOf(UninstantiableException.class);
    assertThat(memory.read(2 * PAGE - 1)).isZero();
  }

  @Test
  void isNeverWaitedFor() {
    assertThat(memory.shared()).isFalse();
    assertThat(memory.atomicNotify(8, 1)).isZero();
    assertThatThrownBy(() -> memory.atomicNotify(2 * PAGE, 1))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.atomicWait(8, 0, -1L))
        .isInstanceOf(WasmRuntimeException.class)
        .hasMessageStartingWith("expected shared memory: ");
    assertThatThrownBy(() -> memory.atomicWait(8, 0L, -1L))
        .isInstanceOf(WasmRuntimeException.class);
  }

  @Test
  void isNoLargerThanAnArrayWhateverItsLimits() {
    Memory large = new ChicoryMemory(new MemoryLimits(0, MemoryLimits.MAX_PAGES));
    assertThat(large.initialPages()).isZero();
    assertThat(large.maximumPages()).isEqualTo(Memory.RUNTIME_MAX_PAGES);
    assertThat(large.grow(Memory.RUNTIME_MAX_PAGES + 1)).isEqualTo(-1);
  }
}
