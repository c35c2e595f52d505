package dev.radicchio.binary;

import java.util.List;

/**
 * One element segment.
 *
 * @param mode when it is written to a table
 * @param table the table of an active segment, else 0
 * @param offset the constant expression of an active segment's offset, else empty
 * @param type the elements' type
 * @param functions the function indices, where the segment lists those
 * @param expressions the constant expressions, where the segment lists those
 * @see <a href="https://webassembly.github.io/spec/core/binary/modules.html#element-section">Binary
 *     Format: Element Section</a>
 */
public record ElementSegment(
    Mode mode,
    int table,
    Span offset,
    ValType type,
    List<Integer> functions,
    List<Span> expressions) {
  public ElementSegment {
    functions = List.copyOf(functions);
    expressions = List.copyOf(expressions);
  }

  /** When a segment is written to a table. */
  public enum Mode {
    ACTIVE,
    PASSIVE,
    DECLARATIVE
  }

  /** Number of elements; one of the two lists is always empty. */
  public int size() {
    return functions.size() + expressions.size();
  }

  static ElementSegment read(WasmReader in, WasmBinary module) {
    int start = in.position();
    int flags = in.u32();
    if (Integer.compareUnsigned(flags, 7) > 0) {
      throw new MalformedWasmException(start, "element segment with unknown flags " + flags);
    }
    boolean explicit = (flags & 2) != 0;
    boolean expressions = (flags & 4) != 0;
    Mode mode = (flags & 1) == 0 ? Mode.ACTIVE : explicit ? Mode.DECLARATIVE : Mode.PASSIVE;
    int table = mode == Mode.ACTIVE && explicit ? module.readIndex(in, IndexSpace.TABLE) : 0;
    if (mode == Mode.ACTIVE) {
      module.checkIndex(IndexSpace.TABLE, table, start);
    }
    Span offset =
        mode == Mode.ACTIVE
            ? InstructionWalker.skipConstant(in)
            : new Span(in.position(), in.position());
    ValType type = ValType.FUNCREF;
    if ((flags & 3) != 0) {
      if (expressions) {
        type = module.readType(in);
      } else if (in.u8() != 0) {
        throw new MalformedWasmException(in.position() - 1, "element kind is not 0 (functions)");
      }
    }
    int count = in.count();
    if (expressions) {
      return new ElementSegment(mode, table, offset, type, List.of(), spans(in, count));
    }
    Integer[] functions = new Integer[count];
    for (int i = 0; i < count; i++) {
      functions[i] = module.readIndex(in, IndexSpace.FUNCTION);
    }
    return new ElementSegment(mode, table, offset, type, List.of(functions), List.of());
  }

  private static List<Span> spans(WasmReader in, int count) {
    Span[] spans = new Span[count];
    for (int i = 0; i < count; i++) {
      spans[i] = InstructionWalker.skipConstant(in);
    }
    return List.of(spans);
  }
}
