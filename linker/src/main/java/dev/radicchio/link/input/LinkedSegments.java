package dev.radicchio.link.input;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationType;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the linker of a module with relocations put its data segments. Those that are all zeros may
 * be missing from the data section while symbols still refer to them; they follow the others in
 * order, each at its alignment.
 */
final class LinkedSegments {
  private final WasmBinary module;
  private final LinkingSection linking;
  private final List<Relocation> code;
  private final long[] bases;

  private LinkedSegments(WasmBinary module, LinkingSection linking, List<Relocation> code) {
    this.module = module;
    this.linking = linking;
    this.code = code;
    this.bases = new long[Math.max(linking.segments().size(), module.data().size())];
  }

  /**
   * Those of a module.
   *
   * @param code the relocations of its code by offset
   */
  static LinkedSegments of(WasmBinary module, LinkingSection linking, List<Relocation> code) {
    LinkedSegments segments = new LinkedSegments(module, linking, code);
    long end = 0;
    for (int i = 0; i < segments.bases.length; i++) {
      segments.bases[i] = segments.base(i, end);
      end = segments.bases[i] + segments.size(i);
    }
    return segments;
  }

  private long base(int segment, long endBefore) {
    List<DataSegment> present = module.data();
    if (segment < present.size()) {
      OptionalInt offset = ConstantExpression.evaluate(module, present.get(segment).offset());
      return offset.isPresent() ? Integer.toUnsignedLong(offset.getAsInt()) : endBefore;
    }
    return present.isEmpty() ? baseBySites(segment) : Alignment.up(endBefore, alignment(segment));
  }

  private int alignment(int segment) {
    return linking.segments().get(segment).alignment();
  }

  private long size(int segment) {
    return segment < module.data().size()
        ? module.data().get(segment).data().length()
        : sizeBySymbols(segment);
  }

  /**
   * Where a segment is, in a module whose data section is empty since all its data is zeros: what
   * the first relocation site that refers to it says. All other sites must then agree with it.
   */
  private long baseBySites(int segment) {
    for (Relocation site : code) {
      boolean address =
          site.type() == RelocationType.R_WASM_MEMORY_ADDR_LEB
              || site.type() == RelocationType.R_WASM_MEMORY_ADDR_SLEB;
      if (address && Integer.compareUnsigned(site.index(), linking.symbols().size()) < 0) {
        Symbol symbol = linking.symbols().get(site.index());
        if (symbol.isStaticData() && symbol.index() == segment) {
          Span rest = new Span(site.offset(), module.bytes().length);
          boolean signed = site.type() == RelocationType.R_WASM_MEMORY_ADDR_SLEB;
          int value = signed ? module.reader(rest).s32() : module.reader(rest).u32();
          return Integer.toUnsignedLong(value - site.addend() - symbol.offset());
        }
      }
    }
    return 0;
  }

  private long sizeBySymbols(int segment) {
    return linking.symbols().stream()
        .filter(symbol -> symbol.isStaticData() && symbol.index() == segment)
        .mapToLong(
            symbol ->
                Integer.toUnsignedLong(symbol.offset()) + Integer.toUnsignedLong(symbol.size()))
        .max()
        .orElse(0);
  }

  /** The address of a segment. */
  long base(int segment) {
    return bases[segment];
  }

  /** The address of a byte of the file that is in a segment; 0 for any other. */
  long address(int offset) {
    for (int i = 0; i < module.data().size(); i++) {
      Span segment = module.data().get(i).data();
      if (offset >= segment.start() && offset < segment.end()) {
        return bases[i] + offset - segment.start();
      }
    }
    return 0;
  }

  /** The largest alignment of a segment; 1 if there is none. */
  int alignment() {
    return linking.segments().stream().mapToInt(LinkingSection.Segment::alignment).max().orElse(1);
  }
}
