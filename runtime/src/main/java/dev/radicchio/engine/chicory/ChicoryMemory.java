package dev.radicchio.engine.chicory;

import static com.dylibso.chicory.runtime.ConstantEvaluators.computeConstantValue;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.MemoryAccessException;

/**
 * The flat memory in Chicory's terms. Not shared between threads, so atomic accesses are plain
 * ones.
 */
final class ChicoryMemory extends FlatMemory implements Memory {
  /** The specification's words come first. */
  private static final String NO_OTHER_THREAD =
      "expected shared memory: the guest waits for another thread, and a program has one";

  private final MemoryLimits limits;
  private DataSegment[] segments = {};

  ChicoryMemory(MemoryLimits limits) {
    super(limits.initialPages(), limits.maximumPages());
    this.limits = limits;
  }

  @Override
  public int initialPages() {
    return limits.initialPages();
  }

  @Override
  public int maximumPages() {
    return maxPages();
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  @SuppressWarnings("removal")
  public Object lock(int address) {
    return this;
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    throw new WasmRuntimeException(NO_OTHER_THREAD);
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    throw new WasmRuntimeException(NO_OTHER_THREAD);
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int address, int maxThreads) {
    readInt(address);
    return 0;
  }

  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments) {
    initialize(instance, dataSegments, 0);
  }

  /** Keeps the instance's own array, since {@code data.drop} changes only that. */
  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
    segments = dataSegments;
    for (int i = 0; i < dataSegments.length; i++) {
      if (dataSegments[i] instanceof ActiveDataSegment active && active.index() == memoryIndex) {
        int address = (int) computeConstantValue(instance, active.offsetInstructions())[0];
        try {
          write(address, active.data(), 0, active.data().length);
        } catch (MemoryAccessException e) {
          throw new UninstantiableException("data segment: " + e.getMessage(), e);
        }
        drop(i); // as the specification says; a later memory.init finds it empty
      }
    }
  }

  @Override
  public void initPassiveSegment(int segment, int address, int offset, int length) {
    byte[] data = segments[segment].data();
    if (offset < 0 || length < 0 || length > data.length - offset) {
      throw new WasmRuntimeException("out of bounds memory access: data segment " + segment);
    }
    write(address, data, offset, length);
  }

  @Override
  public void drop(int segment) {
    segments[segment] = PassiveDataSegment.EMPTY;
  }

  @Override
  public byte read(int address) {
    return readByte(address);
  }

  @Override
  public byte[] readBytes(int address, int length) {
    checkRange(address, length); // before the array is made
    byte[] copy = new byte[length];
    read(address, copy, 0, length);
    return copy;
  }

  @Override
  public void writeI32(int address, int value) {
    writeInt(address, value);
  }

  @Override
  public long readU16(int address) {
    return Short.toUnsignedLong(readShort(address));
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public void writeF32(int address, float value) {
    writeFloat(address, value);
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  @Override
  public void writeF64(int address, double value) {
    writeDouble(address, value);
  }

  @Override
  public void zero() {
    fill(0, size(), (byte) 0);
  }

  @Override
  public void fill(byte value, int from, int to) {
    fill(from, to - from, value);
  }
}
