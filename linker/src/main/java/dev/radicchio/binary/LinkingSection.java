package dev.radicchio.binary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code linking} section, version 2.
 *
 * @param symbols the symbol table, which relocations index
 * @param segments what it says of the data segments, which may be more than the data section has: a
 *     linker leaves out a segment that is all zeros
 * @param comdatFunctions the functions that are in a COMDAT group, so that any of several modules'
 *     definitions is as good as another; linkers keep the groups of functions, not those of data
 * @see <a
 *     href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#linking-metadata-section">Linking:
 *     Linking Metadata Section</a>
 */
public record LinkingSection(
    List<Symbol> symbols, List<Segment> segments, Set<Integer> comdatFunctions) {
  private static final int VERSION = 2;
  private static final int SEGMENT_INFO = 5;
  private static final int COMDAT_INFO = 7;
  private static final int SYMBOL_TABLE = 8;
  private static final int COMDAT_FUNCTION = 1;

  public LinkingSection {
    symbols = List.copyOf(symbols);
    segments = List.copyOf(segments);
    comdatFunctions = Set.copyOf(comdatFunctions);
  }

  /**
   * What the section says of one data segment.
   *
   * @param alignment its alignment in bytes, a power of two
   */
  public record Segment(String name, int alignment, int flags) {}

  /** The section of a module that has one. */
  public static Optional<LinkingSection> of(WasmBinary module) {
    return module.custom("linking").map(in -> read(in, module));
  }

  private static LinkingSection read(WasmReader in, WasmBinary module) {
    int start = in.position();
    int version = in.u32();
    if (version != VERSION) {
      throw new MalformedWasmException(
          start, "linking section of version " + version + " and not 2");
    }
    List<WasmReader> tables = new ArrayList<>();
    List<Segment> segments = new ArrayList<>();
    Set<Integer> comdatFunctions = new HashSet<>();
    while (!in.atEnd()) {
      int id = in.u8();
      WasmReader subsection = in.at(in.sized());
      if (id == SEGMENT_INFO) {
        for (int i = subsection.count(); i > 0; i--) {
          segments.add(segment(subsection));
        }
      } else if (id == COMDAT_INFO) {
        for (int i = subsection.count(); i > 0; i--) {
          addFunctions(subsection, comdatFunctions);
        }
      } else if (id == SYMBOL_TABLE) {
        tables.add(subsection); // read last, since symbols refer to segments
      }
    }
    int known = Math.max(segments.size(), module.data().size());
    List<Symbol> symbols = new ArrayList<>();
    for (WasmReader table : tables) {
      for (int i = table.count(); i > 0; i--) {
        symbols.add(Symbol.read(table, module, known));
      }
    }
    return new LinkingSection(symbols, segments, comdatFunctions);
  }

  /** Adds the functions of one COMDAT group. */
  private static void addFunctions(WasmReader in, Set<Integer> functions) {
    in.name();
    in.u32(); // flags, of which there are none yet
    for (int i = in.count(); i > 0; i--) {
      int kind = in.u8();
      int index = in.u32();
      if (kind == COMDAT_FUNCTION) {
        functions.add(index);
      }
    }
  }

  private static Segment segment(WasmReader in) {
    String name = in.name();
    int start = in.position();
    int exponent = in.u32();
    if (Integer.compareUnsigned(exponent, 16) > 0) {
      throw new MalformedWasmException(
          start, "segment alignment 2^" + Integer.toUnsignedString(exponent));
    }
    return new Segment(name, 1 << exponent, in.u32());
  }
}
