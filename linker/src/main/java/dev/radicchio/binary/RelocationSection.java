package dev.radicchio.binary;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code reloc.*} section.
 *
 * @param name the section's own name, as in {@code reloc.CODE}
 * @param target the section that the relocations apply to
 * @param relocations its entries, in the order of the file; their offsets may be outside the
 *     section if another tool changed it
 * @param leftOut how many more it says that it has: LLVM's linker since 21 counts those for the
 *     address of a weak symbol that nothing defines, and does not write them
 */
public record RelocationSection(
    String name, Section target, List<Relocation> relocations, int leftOut) {
  private static final String PREFIX = "reloc.";

  public RelocationSection {
    relocations = List.copyOf(relocations);
  }

  /** All relocation sections of a module. */
  public static List<RelocationSection> of(WasmBinary module) {
    List<RelocationSection> sections = new ArrayList<>();
    for (Section section : module.sections()) {
      if (section.id() == Section.CUSTOM && section.name().startsWith(PREFIX)) {
        sections.add(read(section.name(), module.reader(section.contents()), module));
      }
    }
    return sections;
  }

  private static RelocationSection read(String name, WasmReader in, WasmBinary module) {
    int start = in.position();
    int index = in.u32();
    if (Integer.compareUnsigned(index, module.sections().size()) >= 0) {
      throw new MalformedWasmException(
          start,
          name
              + " applies to a section that does not exist ("
              + Integer.toUnsignedString(index)
              + ")");
    }
    Section target = module.sections().get(index);
    List<Relocation> relocations = new ArrayList<>();
    int count = in.u32();
    while (Integer.compareUnsigned(relocations.size(), count) < 0 && !in.atEnd()) {
      relocations.add(relocation(name, in, target.payload()));
    }
    return new RelocationSection(name, target, relocations, count - relocations.size());
  }

  private static Relocation relocation(String name, WasmReader in, Span target) {
    int start = in.position();
    int number = in.u8();
    RelocationType type = RelocationType.of(number);
    if (type == null) {
      throw new MalformedWasmException(start, name + " has a relocation of unknown type " + number);
    }
    int offset = in.u32();
    int index = in.u32();
    int addend = type.hasAddend() ? in.s32() : 0;
    return new Relocation(type, target.start() + offset, index, addend);
  }
}
