package dev.radicchio.link.input;

import dev.radicchio.binary.CodeLocation;
import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.code.FunctionBody;
import dev.radicchio.binary.code.LegacyTries;
import dev.radicchio.link.plan.Layout;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a module's code does that linking has to know, from one walk over all of it. The walk also
 * checks that every index is in range, so that whoever rewrites indices later need not.
 */
public final class CodeScan implements ImmediateVisitor {

  private final WasmBinary module;
  private final BitSet globalsRead = new BitSet();
  private final Map<Integer, BitSet> globalWriters = new HashMap<>();
  private final CallGraph calls;
  private final long memoryBytes;
  private long lowestAddress = Long.MAX_VALUE;
  private int lastOpcode = -1;
  private int opcodeBefore = -1;
  private int lastConstant;
  private boolean inBody;
  private int function;
  private final BitSet aboutSize = new BitSet();
  private final BitSet sizeReaders = new BitSet();
  private @Nullable GrowthScan growth;
  private final HeapBaseUse heapBase;
  private final ExceptionUse exceptions;
  private boolean usesVectors;
  private boolean usesRanges;
  private boolean namesDataSegments;
  private final BitSet grownTables = new BitSet();
  private int calledTable = -1;

  private CodeScan(WasmBinary module) {
    this.module = module;
    this.calls = new CallGraph(module);
    this.memoryBytes = memoryBytes(module);
    this.heapBase = new HeapBaseUse(module);
    this.exceptions = new ExceptionUse(module);
  }

  /**
   * Scans a module.
   *
   * @throws MalformedWasmException at an unknown instruction, an index that is out of range, or one
   *     of legacy exception handling where it cannot be
   */
  public static CodeScan of(WasmBinary module) {
    CodeScan scan = new CodeScan(module);
    for (TypeSection.Group group : module.types().groups()) {
      TypeSection.visitGroup(module.reader(group.span()), scan);
    }
    for (Global global : module.definedGlobals()) {
      scan.constant(global.initializer());
    }
    for (ExternType.Table table : module.tables()) {
      scan.constant(table.initializer());
    }
    for (ElementSegment segment : module.elements()) {
      scan.constant(segment.offset());
      segment.expressions().forEach(expression -> scan.constant(expression));
    }
    for (DataSegment segment : module.data()) {
      scan.constant(segment.offset());
    }
    scan.inBody = true;
    scan.function = module.imported(ExternType.Kind.FUNCTION);
    for (Span body : module.bodies()) {
      InstructionWalker.walkBody(module.reader(body), scan);
      scan.calls.endBody();
      if (scan.exceptions.endBody(scan.function)) {
        LegacyTries.of(FunctionBody.read(module, scan.function));
      }
      scan.function++;
    }
    scan.growth = GrowthScan.of(module, scan.calls, scan.aboutSize);
    return scan;
  }

  private void constant(Span expression) {
    if (expression.length() > 0) {
      InstructionWalker.walkConstant(module.reader(expression), this);
    }
  }

  @Override
  public void index(IndexSpace space, int index, CodeLocation at) {
    module.checkIndex(space, index, at.start());
    if (inBody) {
      exceptions.index(space, index, at);
    }
    if (space == IndexSpace.GLOBAL) {
      if (at.opcode() == Opcode.GLOBAL_SET && !module.globals().get(index).mutable()) {
        throw new MalformedWasmException(at.instruction(), "global.set of an immutable global");
      }
      if (at.opcode() == Opcode.GLOBAL_SET) {
        globalWriters.computeIfAbsent(index, none -> new BitSet()).set(function);
      } else {
        globalsRead.set(index);
      }
      if (inBody) {
        heapBase.global(index);
      }
    } else if (space == IndexSpace.FUNCTION && inBody) {
      calls.add(index);
    } else if (space == IndexSpace.DATA) {
      namesDataSegments = true;
    } else if (space == IndexSpace.TABLE) {
      if (at.opcode() == Opcode.TABLE_GROW) {
        grownTables.set(index);
      } else if (Opcode.isIndirectCall(at.opcode()) && calledTable < 0) {
        calledTable = index;
      }
    } else if (space == IndexSpace.MEMORY) {
      if (at.opcode() == Opcode.MEMORY_SIZE || at.opcode() == Opcode.MEMORY_GROW) {
        aboutSize.set(function);
      }
      if (at.opcode() == Opcode.MEMORY_SIZE) {
        sizeReaders.set(function);
      }
    }
  }

  @Override
  public void instruction(int opcode, int offset) {
    opcodeBefore = lastOpcode;
    lastOpcode = opcode;
    usesVectors |= Opcode.isVector(opcode);
    usesRanges |= isOnRanges(opcode);
    exceptions.instruction(opcode);
  }

  @Override
  public void clause(int kind) {
    exceptions.clause(kind);
  }

  @Override
  public void heapType(int heapType) {
    exceptions.heapType(lastOpcode, heapType);
  }

  private static boolean isOnRanges(int opcode) {
    return switch (opcode) {
      case Opcode.TABLE_INIT,
          Opcode.TABLE_COPY,
          Opcode.TABLE_FILL,
          Opcode.ARRAY_NEW_DATA,
          Opcode.ARRAY_NEW_ELEM,
          Opcode.ARRAY_FILL,
          Opcode.ARRAY_COPY,
          Opcode.ARRAY_INIT_DATA,
          Opcode.ARRAY_INIT_ELEM ->
          true;
      default -> false;
    };
  }

  @Override
  public void constant(int value, CodeLocation at) {
    lastConstant = value;
    mayBeHeapBase(value);
    mayBeAddress(Integer.toUnsignedLong(value), AbsoluteRange.LOWEST_LINKED);
  }

  @Override
  public void memoryOffset(int offset, CodeLocation at) {
    long address = Integer.toUnsignedLong(offset);
    mayBeHeapBase(offset);
    mayBeAddress(address, AbsoluteRange.LOWEST_LINKED);
    if (Opcode.isLoad(lastOpcode) && opcodeBefore == Opcode.I32_CONST) {
      mayBeAddress(Integer.toUnsignedLong(lastConstant) + address, 0);
    }
  }

  private void mayBeHeapBase(int value) {
    if (inBody) {
      heapBase.number(value);
    }
  }

  private void mayBeAddress(long value, long lowest) {
    if (inBody && value >= lowest && value < memoryBytes) {
      lowestAddress = Math.min(lowestAddress, value);
    }
  }

  /** Bytes of the memory that a module starts with, defined or imported; 0 if it has none. */
  static long memoryBytes(WasmBinary module) {
    return module.memories().stream()
        .mapToLong(memory -> memory.limits().minimum() * Layout.PAGE_BYTES)
        .max()
        .orElse(0);
  }

  /** The lowest number in the code that may be an address; see {@link AbsoluteRange}. */
  OptionalLong lowestAddress() {
    return lowestAddress == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(lowestAddress);
  }

  /** The functions that have {@code memory.size} themselves. */
  public BitSet sizeReaders() {
    return sizeReaders;
  }

  /** What its functions do about the size of the memory. */
  public GrowthScan growth() {
    return Objects.requireNonNull(growth, "known when the scan is done");
  }

  /** Whether its code or its data has the address from which on its linker left memory free. */
  boolean usesHeapBase() {
    return heapBase.isFound();
  }

  /** Whether there are vector instructions. */
  public boolean usesVectors() {
    return usesVectors;
  }

  /** Whether there are instructions of legacy exception handling. */
  public boolean usesLegacyExceptions() {
    return exceptions.isLegacy();
  }

  /** Whether references to exceptions are caught, or will be where exception handling is legacy. */
  public boolean catchesReferences() {
    return exceptions.catchesReferences();
  }

  /** Whether a function that catches references may let another function have one. */
  public boolean sharesExceptions() {
    return exceptions.shares();
  }

  /** Whether there are instructions on ranges of tables and arrays. */
  public boolean usesRanges() {
    return usesRanges;
  }

  /** Whether code or a constant expression reads or writes the global. */
  public boolean usesGlobal(int global) {
    return globalsRead.get(global) || writesGlobal(global);
  }

  /** Whether code writes the global. */
  public boolean writesGlobal(int global) {
    return globalWriters.containsKey(global);
  }

  /** The functions that write a global. */
  BitSet writers(int global) {
    return globalWriters.getOrDefault(global, new BitSet());
  }

  /** Which functions call which. */
  public CallGraph calls() {
    return calls;
  }

  /** Whether code refers to data segments by index ({@code memory.init}, {@code data.drop}). */
  public boolean namesDataSegments() {
    return namesDataSegments;
  }

  /** Whether code grows a table. */
  public boolean growsTable(int table) {
    return grownTables.get(table);
  }

  /** The table that the first call through one names; empty if there is none. */
  public OptionalInt calledTable() {
    return calledTable < 0 ? OptionalInt.empty() : OptionalInt.of(calledTable);
  }
}
