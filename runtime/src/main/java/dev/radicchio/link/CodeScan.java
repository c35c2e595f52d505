package dev.radicchio.link;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.ImmediateVisitor;
import dev.radicchio.binary.IndexSpace;
import dev.radicchio.binary.InstructionWalker;
import dev.radicchio.binary.MalformedWasmException;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.TypeSection;
import dev.radicchio.binary.WasmBinary;
import java.util.BitSet;

/**
 * What a module's code does that linking has to know, from one walk over all of it. The walk also
 * checks that every index is in range, so that whoever rewrites indices later need not.
 */
final class CodeScan implements ImmediateVisitor {
  private static final int GLOBAL_SET = 0x24;
  private static final int MEMORY_SIZE = 0x3F;

  private final WasmBinary module;
  private final BitSet globalsRead = new BitSet();
  private final BitSet globalsWritten = new BitSet();
  private boolean asksMemorySize;
  private boolean namesDataSegments;

  private CodeScan(WasmBinary module) {
    this.module = module;
  }

  /**
   * Scans a module.
   *
   * @throws MalformedWasmException at an unknown instruction or an index that is out of range
   */
  static CodeScan of(WasmBinary module) {
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
    for (Span body : module.bodies()) {
      InstructionWalker.walkBody(module.reader(body), scan);
    }
    return scan;
  }

  private void constant(Span expression) {
    if (expression.length() > 0) {
      InstructionWalker.walkConstant(module.reader(expression), this);
    }
  }

  private int size(IndexSpace space) {
    return switch (space) {
      case TYPE, SIGNED_TYPE -> module.types().size();
      case FUNCTION -> module.functions().size();
      case TABLE -> module.tables().size();
      case MEMORY -> module.memories().size();
      case GLOBAL -> module.globals().size();
      case TAG -> module.tags().size();
      case ELEMENT -> module.elements().size();
      case DATA -> module.data().size();
    };
  }

  @Override
  public void index(IndexSpace space, int opcode, int instruction, int start, int end, int index) {
    if (Integer.compareUnsigned(index, size(space)) >= 0) {
      throw new MalformedWasmException(
          start, space + " index " + Integer.toUnsignedString(index) + " is out of range");
    }
    if (space == IndexSpace.GLOBAL) {
      if (opcode == GLOBAL_SET && !module.globals().get(index).mutable()) {
        throw new MalformedWasmException(instruction, "global.set of an immutable global");
      }
      (opcode == GLOBAL_SET ? globalsWritten : globalsRead).set(index);
    } else if (space == IndexSpace.DATA) {
      namesDataSegments = true;
    } else if (space == IndexSpace.MEMORY && opcode == MEMORY_SIZE) {
      asksMemorySize = true;
    }
  }

  /** Whether code or a constant expression reads or writes the global. */
  boolean usesGlobal(int global) {
    return globalsRead.get(global) || globalsWritten.get(global);
  }

  /** Whether code writes the global. */
  boolean writesGlobal(int global) {
    return globalsWritten.get(global);
  }

  /** Whether code asks how large the memory is, as an allocator that takes all of it does. */
  boolean asksMemorySize() {
    return asksMemorySize;
  }

  /** Whether code refers to data segments by index ({@code memory.init}, {@code data.drop}). */
  boolean namesDataSegments() {
    return namesDataSegments;
  }
}
