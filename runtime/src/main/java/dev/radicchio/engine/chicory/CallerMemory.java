package dev.radicchio.engine.chicory;

import static com.dylibso.chicory.runtime.ConstantEvaluators.computeConstantValue;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.plan.InstanceLayout;

/**
 * The program's memory as an instance addresses it: its base is added to each address, modulo 2^32,
 * and its pages are its own. For an instance at base 0x30000 that has 2 pages,
 *
 * <pre>
 *   readInt(0x400)     reads 0x30400 of the program
 *   readInt(0x20000)   reads 0x50000, which is beyond its pages, but its pointers may point there
 *   pages()            2
 * </pre>
 *
 * <p>What is out of bounds of the program's memory is out of bounds here.
 */
final class CallerMemory implements Memory {
  private final Instance program;
  private final Memory memory;
  private final int base;
  private final Size size;

  private CallerMemory(Instance program, int base, Size size) {
    this.program = program;
    this.memory = program.memory();
    this.base = base;
    this.size = size;
  }

  /**
   * Where an instance has its own size of the memory.
   *
   * @param global index in the image of the pages that it has
   * @param grow index in the image of the function that grows them
   */
  private record Size(int global, int grow) {}

  /** The memory of an instance, which is the program's unless it has one of its own. */
  static Memory of(ChicoryImage image, InstanceLayout layout, Instance program) {
    Export pages = image.export(ExternalType.GLOBAL, ImageNaming.ownPages(layout.name()));
    Export grow = image.export(ExternalType.FUNCTION, ImageNaming.ownGrow(layout.name()));
    return pages == null || grow == null
        ? program.memory()
        : new CallerMemory(program, (int) layout.base(), new Size(pages.index(), grow.index()));
  }

  private int at(int address) {
    return address + base;
  }

  @Override
  public int pages() {
    return (int) program.global(size.global).getValue();
  }

  /** Calls the machine itself, since {@link Instance#export} thinks that no guest is running. */
  @Override
  public int grow(int pages) {
    return (int) program.getMachine().call(size.grow, new long[] {pages})[0];
  }

  @Override
  public int initialPages() {
    int defined = size.global - program.imports().globalCount();
    return (int)
        computeConstantValue(
            program, program.module().globalSection().getGlobal(defined).initInstructions())[0];
  }

  /** As far as the program's memory goes; its own range may end earlier. */
  @Override
  public int maximumPages() {
    return memory.maximumPages() - base / PAGE_SIZE;
  }

  @Override
  public boolean shared() {
    return memory.shared();
  }

  @Override
  @SuppressWarnings("removal")
  public Object lock(int address) {
    return memory.lock(at(address));
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    return memory.waitOn(at(address), expected, timeout);
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    return memory.waitOn(at(address), expected, timeout);
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int address, int maxThreads) {
    return memory.notify(at(address), maxThreads);
  }

  /** Nothing: an instance for hosts has no data. */
  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments) {}

  @Override
  public void initPassiveSegment(int segment, int address, int offset, int length) {
    memory.initPassiveSegment(segment, at(address), offset, length);
  }

  @Override
  public void drop(int segment) {
    memory.drop(segment);
  }

  @Override
  public void write(int address, byte[] data, int offset, int length) {
    memory.write(at(address), data, offset, length);
  }

  @Override
  public byte read(int address) {
    return memory.read(at(address));
  }

  @Override
  public byte[] readBytes(int address, int length) {
    return memory.readBytes(at(address), length);
  }

  @Override
  public void writeI32(int address, int value) {
    memory.writeI32(at(address), value);
  }

  @Override
  public int readInt(int address) {
    return memory.readInt(at(address));
  }

  @Override
  public void writeLong(int address, long value) {
    memory.writeLong(at(address), value);
  }

  @Override
  public long readLong(int address) {
    return memory.readLong(at(address));
  }

  @Override
  public void writeShort(int address, short value) {
    memory.writeShort(at(address), value);
  }

  @Override
  public short readShort(int address) {
    return memory.readShort(at(address));
  }

  @Override
  public long readU16(int address) {
    return memory.readU16(at(address));
  }

  @Override
  public void writeByte(int address, byte value) {
    memory.writeByte(at(address), value);
  }

  @Override
  public void writeF32(int address, float value) {
    memory.writeF32(at(address), value);
  }

  @Override
  public long readF32(int address) {
    return memory.readF32(at(address));
  }

  @Override
  public float readFloat(int address) {
    return memory.readFloat(at(address));
  }

  @Override
  public void writeF64(int address, double value) {
    memory.writeF64(at(address), value);
  }

  @Override
  public double readDouble(int address) {
    return memory.readDouble(at(address));
  }

  @Override
  public long readF64(int address) {
    return memory.readF64(at(address));
  }

  /** Only its own pages. */
  @Override
  public void zero() {
    fill((byte) 0, 0, pages() * PAGE_SIZE);
  }

  @Override
  public void fill(byte value, int from, int to) {
    memory.fill(value, at(from), at(to));
  }

  @Override
  public void copy(int target, int source, int length) {
    memory.copy(at(target), at(source), length);
  }
}
