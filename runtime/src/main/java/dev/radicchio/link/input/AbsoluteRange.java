package dev.radicchio.link.input;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.input.Relocatability.Above;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Works out which addresses a module occupies that says nothing of how to move it.
 *
 * <p>Alone, such a module owns all memory that it was linked with, so its range ends where its
 * initial memory does. It begins at the lowest address that anything in the file may stand for: a
 * data segment; a constant address that code loads from or stores to; the initial value of a
 * global; a constant in code that lies inside the memory, since linkers leave {@code .bss} out of
 * the file and tools trim zeros. Constants below {@link #LOWEST_LINKED} count only as addresses,
 * because linkers put nothing there and small numbers are everywhere. If it has none of these, but
 * makes addresses itself, all of its memory may be its own. If not even that, it is position-free.
 *
 * <p>Data segments, constant addresses and the stack are certain, numbers are not: the user may say
 * where the module begins, and then those below are none.
 */
public final class AbsoluteRange {
  /** Where linkers start to place data unless they are told otherwise. */
  public static final int LOWEST_LINKED = 1024;

  private final String file;
  private final WasmBinary module;
  private final CodeScan scan;
  private final NameSection names;
  private final long memoryBytes;
  private long start = Long.MAX_VALUE;

  private AbsoluteRange(String file, WasmBinary module, CodeScan scan, NameSection names) {
    this.names = names;
    this.file = file;
    this.module = module;
    this.scan = scan;
    this.memoryBytes = CodeScan.memoryBytes(module);
  }

  /** The model of a module without relocation information. */
  static Relocatability recognise(
      String file, WasmBinary module, CodeScan scan, NameSection names, List<Problem> problems) {
    return new AbsoluteRange(file, module, scan, names).model(problems);
  }

  /**
   * Whether nothing certain speaks against it that all addresses are given to a module, if the user
   * says so.
   */
  static boolean mayBePositionFree(
      String file, WasmBinary module, CodeScan scan, NameSection names) {
    AbsoluteRange range = new AbsoluteRange(file, module, scan, names);
    long dataEnd = range.includeData(new ArrayList<>());
    long end = Math.max(dataEnd, range.memoryBytes);
    AddressScan.of(module, names, end, false).lowestConstant().ifPresent(range::include);
    return range.isFree();
  }

  private Relocatability model(List<Problem> problems) {
    long dataEnd = includeData(problems);
    long end = Math.max(dataEnd, memoryBytes);
    includeStack();
    AddressScan addresses = AddressScan.of(module, names, end, start == Long.MAX_VALUE);
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
        ? new Relocatability.PositionFree()
        : new Relocatability.Absolute(
            Math.min(start, end), end, Math.min(certain, end), above(addresses, dataEnd), made);
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
    return open && growth.growers().isEmpty() ? Above.OPEN : Above.NOTHING;
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
          problems.add(ProblemCode.DATA_OFFSET_NOT_CONSTANT.of(null, file));
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
        (type, address) -> {
          if (!type.mutable() && address >= LOWEST_LINKED && address < memoryBytes) {
            include(address);
          }
        });
  }

  /**
   * A mutable global may be a stack pointer. Where a stack ends is known and where it begins is
   * not: it may reach down to the data below it, or else to address 0.
   */
  private void includeStack() {
    forEachAddressGlobal(
        (type, address) -> {
          if (type.mutable() && address > 0 && address <= memoryBytes && start >= address) {
            include(0);
          }
        });
  }

  private interface GlobalVisitor {
    void visit(ExternType.Global type, long value);
  }

  /** Visits the {@code i32} globals that code uses or the module exports. */
  private void forEachAddressGlobal(GlobalVisitor visitor) {
    int imported = module.imported(ExternType.Kind.GLOBAL);
    for (int i = 0; i < module.definedGlobals().size(); i++) {
      Global global = module.definedGlobals().get(i);
      OptionalInt value = ConstantExpression.evaluate(module, global.initializer());
      boolean known = scan.usesGlobal(imported + i) || isExported(imported + i);
      if (known && global.type().type().equals(ValType.I32) && value.isPresent()) {
        visitor.visit(global.type(), Integer.toUnsignedLong(value.getAsInt()));
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
