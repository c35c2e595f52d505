package dev.radicchio.link;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.Relocation;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.Symbol;
import dev.radicchio.binary.WasmBinary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Works out how a module can be moved, by what its toolchain left in it, and why it cannot be
 * linked if it cannot.
 */
final class Recognition {
  private final WasmBinary binary;
  private final CodeScan scan;
  private final NameSection names;
  private final Optional<LinkingSection> linking;
  private final List<String> problems;
  private StartFunction startFunction = StartFunction.ORDINARY;
  private Map<Integer, Symbol> gotEntries = Map.of();

  /**
   * @param problems takes the reasons why the module cannot be linked
   */
  Recognition(
      WasmBinary binary,
      CodeScan scan,
      NameSection names,
      Optional<LinkingSection> linking,
      List<String> problems) {
    this.binary = binary;
    this.scan = scan;
    this.names = names;
    this.linking = linking;
    this.problems = problems;
  }

  /**
   * The module's model.
   *
   * @param wanted the one that the user asks for, or null
   */
  Relocatability of(@Nullable RelocationModel wanted) {
    refuseUnsupported();
    Relocatability found = recognise(wanted == RelocationModel.PIC_STATIC);
    if (wanted != null && wanted != found.model() && problems.isEmpty()) {
      problems.add(
          "is to be moved as " + wanted + ", and is " + found.model() + "; do not ask for a model");
    }
    return found;
  }

  /** What the start function does. */
  StartFunction startFunction() {
    return startFunction;
  }

  /** See {@link RelocationCheck#gotEntries()}. */
  Map<Integer, Symbol> gotEntries() {
    return gotEntries;
  }

  private void refuseUnsupported() {
    for (ExternType.Memory memory : binary.memories()) {
      if (memory.limits().is64()) {
        problems.add("has a 64-bit memory, which is not supported; compile for wasm32");
      }
      if (memory.limits().shared()) {
        problems.add("has a shared memory, which is not supported; compile without threads");
      }
    }
    for (ExternType.Table table : binary.tables()) {
      if (table.limits().is64()) {
        problems.add("has a 64-bit table, which is not supported; compile for wasm32");
      }
    }
    if (binary.memories().size() > 1) {
      problems.add("has " + binary.memories().size() + " memories; a program shares one");
    }
    if (binary.custom("dylink").isPresent()) {
      problems.add(
          "has a dylink section of LLVM 12 or older; build it with a newer LLVM, which writes dylink.0");
    }
    for (Import imported : binary.imports()) {
      if (imported.type() instanceof ExternType.Memory
          && imported.name().equals("__linear_memory")) {
        problems.add("is an object file; link it first, with wasm-ld --no-entry --emit-relocs");
      }
    }
  }

  private Relocatability recognise(boolean asPicStatic) {
    Optional<DylinkSection> dylink = DylinkSection.of(binary);
    if (dylink.isPresent()) {
      checkLibrary(dylink.get());
      return new Relocatability.Dylink(dylink.get());
    }
    if (imports("__memory_base") || imports("__table_base")) {
      problems.add(
          "imports __memory_base or __table_base and has no dylink.0 section; link it with wasm-ld -shared");
    }
    List<RelocationSection> sections = RelocationSection.of(binary);
    if (areStale(sections)) {
      return new Relocatability.PositionFree();
    }
    if (linking.isPresent() && hasOrNeedsRelocations(sections)) {
      Relocs relocs = new Relocs(binary, linking.get(), sections, names);
      checkStart(relocs.code(), relocs.dataStart(), relocs.dataEnd() + relocs.alignment());
      RelocationCheck check = RelocationCheck.of(binary, relocs);
      gotEntries = check.gotEntries();
      String problem = check.problem();
      if (problem != null) {
        problems.add(problem);
      } else if (binary.data().stream().anyMatch(this::isNotConstant)) {
        problems.add("has a data segment whose offset is not a constant");
      } else if (binary.data().stream().anyMatch(segment -> !segment.active())) {
        problems.add(
            "has passive data segments, which relocations do not cover; link it without --shared-memory");
      }
      return relocs;
    }
    if (names.globals().containsValue(Relocatability.PicStatic.MEMORY_BASE)) {
      return picStatic(asPicStatic);
    }
    return AbsoluteRange.recognise(binary, scan, problems);
  }

  private Relocatability picStatic(boolean wanted) {
    if (!wanted) {
      problems.add(
          "is position-independent code linked statically without relocations, and its static data may hold pointers"
              + " that nothing records; add -Wl,--emit-relocs, or link it as a library with -Wl,-shared, or if you know"
              + " that it holds none, ask for the model pic-static (@WasmModule(relocation = PIC_STATIC))");
    }
    Relocatability.PicStatic picStatic =
        new Relocatability.PicStatic(
            AbsoluteRange.recognise(binary, scan, problems) instanceof Relocatability.Absolute range
                ? range
                : null);
    checkStart(List.of(), picStatic.start(), picStatic.end());
    return picStatic;
  }

  private void checkStart(List<Relocation> relocations, long dataStart, long dataEnd) {
    startFunction = StartFunction.of(binary, relocations, dataStart, dataEnd);
    if (startFunction == StartFunction.UNRELOCATED) {
      problems.add(
          "has a start function that writes memory at addresses that no relocation covers; link it without"
              + " --import-memory and --shared-memory");
    }
  }

  private boolean isNotConstant(DataSegment segment) {
    return segment.active() && ConstantExpression.evaluate(binary, segment.offset()).isEmpty();
  }

  /** A module without code has no relocation sections although it was linked to keep them. */
  private boolean hasOrNeedsRelocations(List<RelocationSection> sections) {
    return binary.bodies().isEmpty()
        || sections.stream()
            .map(section -> section.target().id())
            .anyMatch(target -> target == Section.CODE || target == Section.DATA);
  }

  /**
   * A tool that changes sections leaves relocations behind that apply to another one, or to
   * nothing.
   */
  private boolean areStale(List<RelocationSection> sections) {
    for (RelocationSection section : sections) {
      Section target = section.target();
      boolean misplaced =
          (section.name().equals("reloc.CODE") && target.id() != Section.CODE)
              || (section.name().equals("reloc.DATA") && target.id() != Section.DATA)
              || section.relocations().stream()
                  .anyMatch(
                      site ->
                          site.offset() < target.payload().start()
                              || site.offset() >= target.payload().end());
      if (misplaced) {
        problems.add(
            "has relocations in "
                + section.name()
                + " that apply to another section. "
                + RelocationCheck.STALE);
        return true;
      }
    }
    return false;
  }

  /** What a shared library says of its memory must hold, since that much is reserved for it. */
  private void checkLibrary(DylinkSection section) {
    long size = Integer.toUnsignedLong(section.memorySize());
    for (DataSegment segment : binary.data()) {
      if (segment.active()) {
        OptionalInt offset =
            ConstantExpression.evaluate(
                binary,
                segment.offset(),
                global ->
                    GlobalBinder.importName(binary, global).equals("env.__memory_base")
                        ? OptionalInt.of(0)
                        : OptionalInt.empty());
        if (offset.isEmpty()
            || Integer.toUnsignedLong(offset.getAsInt()) + segment.data().length() > size) {
          problems.add(
              "has data outside the memory that its dylink.0 section asks for; link it with -shared and without"
                  + " fixed addresses");
          return;
        }
      }
    }
    if (Integer.compareUnsigned(section.tableSize(), TableLayout.MAX_SLOTS) > 0) {
      problems.add(
          "asks for "
              + Integer.toUnsignedString(section.tableSize())
              + " table slots; "
              + TableLayout.MAX_SLOTS
              + " are the limit");
    }
    if (names.globals().containsValue("__tls_base") || section.exportsThreadLocals()) {
      problems.add(
          "is a shared library with thread-local data, whose base its linker leaves at 0; build it without -pthread"
              + " and -matomics");
    }
  }

  private boolean imports(String importName) {
    return binary.imports().stream()
        .anyMatch(
            imported -> imported.module().equals("env") && imported.name().equals(importName));
  }
}
