package dev.radicchio.link.input;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.LinkedMemory.Above;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Works out which addresses a module occupies whose file does not say how to move it.
 *
 * <p>Alone, such a module owns all memory that it was linked with, so its range ends where its
 * initial memory does. It begins at the lowest address that anything in the file may stand for: a
 * data segment; a constant address that code loads from or stores to; the initial value of a
 * global; a constant in code that lies inside the memory, since linkers leave {@code .bss} out of
 * the file and tools trim zeros. Constants below {@link #LOWEST_LINKED} count only as addresses,
 * because linkers put nothing there and small numbers are everywhere. A module that has none of
 * these and makes addresses itself may use all of its memory; one that does not even do that is
 * position-free.
 *
 * <p>Data segments, constant addresses and the stack are certain; numbers are not. The user may say
 * where the module begins; numbers below that are then no addresses.
 */
public final class AbsoluteRange {
  /** Where linkers start to place data unless they are told otherwise. */
  public static final int LOWEST_LINKED = 1024;

  private final ModuleContents contents;
  private final WasmBinary module;
  private final CodeScan scan;
  private final long memoryBytes;
  private long start = Long.MAX_VALUE;

  private AbsoluteRange(ModuleContents contents) {
    this.contents = contents;
    this.module = contents.binary();
    this.scan = contents.scan();
    this.memoryBytes = CodeScan.memoryBytes(module);
  }

  /**
   * The memory that a module without relocation information occupies; empty if it is position-free.
   *
   * @param problems takes the reasons why it cannot be told
   */
  static Optional<LinkedMemory> of(ModuleContents contents, List<Problem> problems) {
    return new AbsoluteRange(contents).measure(problems);
  }

  /**
   * Whether a module may be position-free because the user says so: nothing certain shows that it
   * has addresses of its own.
   */
  static boolean mayBePositionFree(ModuleContents contents) {
    AbsoluteRange range = new AbsoluteRange(contents);
    long dataEnd = range.includeData(new ArrayList<>());
    range.scanAddresses(dataEnd, false).lowestConstant().ifPresent(range::include);
    return range.isFree();
  }

  private AddressScan scanAddresses(long dataEnd, boolean thorough) {
    return AddressScan.of(module, contents.names(), end(dataEnd), thorough);
  }

  private long end(long dataEnd) {
    return Math.max(dataEnd, memoryBytes);
  }

  private Optional<LinkedMemory> measure(List<Problem> problems) {
    long dataEnd = includeData(problems);
    long end = end(dataEnd);
    AddressScan addresses = scanAddresses(dataEnd, start == Long.MAX_VALUE);
    includeStack(addresses);
    addresses.lowestConstant().ifPresent(this::include);
    boolean made = start == Long.MAX_VALUE && memoryBytes > 0 && addresses.makesAddresses();
    if (made) {
      include(0);
    }
    addresses.lowestClimbing().ifPresent(this::include);
    long certain = start;
    includeConstants();
    scan.lowestAddress().ifPresent(this::include);
    return isFree()
        ? Optional.empty()
        : Optional.of(
            new LinkedMemory(
                Math.min(start, end),
                end,
                Math.min(certain, end),
                above(addresses, dataEnd),
                made));
  }

  private boolean isFree() {
    return start == Long.MAX_VALUE && !hasFixedSlots();
  }

  private Above above(AddressScan addresses, long dataEnd) {
    GrowthScan growth = scan.growth();
    if (!growth.askers().isEmpty() || !growth.followers().isEmpty()) {
      return Above.TAKES;
    }
    boolean climbs = addresses.lowestClimbing().isPresent() && dataEnd == 0;
    boolean open = scan.usesHeapBase() || climbs;
    return open && !growth.grows() ? Above.OPEN : Above.NOTHING;
  }

  private void include(long address) {
    start = Math.min(start, address);
  }

  private long includeData(List<Problem> problems) {
    long end = 0;
    for (DataSegment segment : module.data()) {
      if (segment.active()) {
        OptionalInt offset = ConstantExpression.evaluate(module, segment.offset());
        if (offset.isEmpty()) {
          problems.add(ProblemCode.DATA_OFFSET_NOT_CONSTANT.of(null, contents.file()));
          continue;
        }
        long at = Integer.toUnsignedLong(offset.getAsInt());
        include(at);
        end = Math.max(end, at + segment.data().length());
      }
    }
    return end;
  }

  private void includeConstants() {
    forEachAddressGlobal(
        (global, address) -> {
          boolean mutable = module.globals().get(global).mutable();
          if (!mutable && address >= LOWEST_LINKED && address < memoryBytes) {
            include(address);
          }
        });
  }

  /**
   * A mutable global may be a stack pointer. Where a stack ends is known and where it begins is
   * not: it may reach down to the data below it, or else to address 0.
   */
  private void includeStack(AddressScan addresses) {
    forEachAddressGlobal(
        (global, address) -> {
          boolean above = address > 0 && address <= memoryBytes && start >= address;
          if (above && module.globals().get(global).mutable() && mayHaveStack(global, addresses)) {
            include(0);
          }
        });
  }

  /**
   * Whether a global may be a stack pointer, and is no counter: it has the name of one, an address
   * is made of it, or a function moves it and puts it back.
   */
  private boolean mayHaveStack(int global, AddressScan addresses) {
    if (contents.isNamedStackPointer(global) || addresses.mayAddress(global)) {
      return true;
    }
    StackUse use = StackUse.of(module, scan, List.of(global)).get(global);
    return use == null || use.framed() || use.resembles();
  }

  private interface GlobalVisitor {
    void visit(int global, long value);
  }

  /** Visits the {@code i32} globals that code uses or the module exports. */
  private void forEachAddressGlobal(GlobalVisitor visitor) {
    int imported = module.imported(ExternType.Kind.GLOBAL);
    for (int i = 0; i < module.definedGlobals().size(); i++) {
      Global global = module.definedGlobals().get(i);
      OptionalInt value = ConstantExpression.evaluate(module, global.initializer());
      boolean known = scan.usesGlobal(imported + i) || isExported(imported + i);
      if (known && global.type().type().equals(ValType.I32) && value.isPresent()) {
        visitor.visit(imported + i, Integer.toUnsignedLong(value.getAsInt()));
      }
    }
  }

  private boolean isExported(int global) {
    return module.exports().stream()
        .anyMatch(export -> export.kind() == ExternType.Kind.GLOBAL && export.index() == global);
  }

  private boolean hasFixedSlots() {
    return module.elements().stream()
        .anyMatch(
            segment ->
                segment.mode() == ElementSegment.Mode.ACTIVE
                    && segment.table() < module.imported(ExternType.Kind.TABLE));
  }
}
