package dev.radicchio.link.input;

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
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
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
  private final String file;
  private final WasmBinary binary;
  private final CodeScan scan;
  private final NameSection names;
  private final Optional<LinkingSection> linking;
  private final List<Problem> problems;
  private StartFunction startFunction = StartFunction.ORDINARY;
  private Map<Integer, Symbol> gotEntries = Map.of();

  /**
   * @param file the module's name, for messages
   * @param problems takes the reasons why the module cannot be linked
   */
  Recognition(
      String file,
      WasmBinary binary,
      CodeScan scan,
      NameSection names,
      Optional<LinkingSection> linking,
      List<Problem> problems) {
    this.file = file;
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
    Relocatability found = recognise(wanted);
    if (wanted != null && wanted != found.model() && problems.isEmpty()) {
      refuse(ProblemCode.OTHER_MODEL, wanted, found.model());
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

  /** Adds a problem whose message begins with the file's name. */
  private void refuse(ProblemCode code, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = file;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    problems.add(code.of(null, all));
  }

  private void refuseUnsupported() {
    for (ExternType.Memory memory : binary.memories()) {
      if (memory.limits().is64()) {
        refuse(ProblemCode.MEMORY_64);
      }
      if (memory.limits().shared()) {
        refuse(ProblemCode.SHARED_MEMORY);
      }
    }
    for (ExternType.Table table : binary.tables()) {
      if (table.limits().is64()) {
        refuse(ProblemCode.TABLE_64);
      }
    }
    if (binary.memories().size() > 1) {
      refuse(ProblemCode.SEVERAL_MEMORIES, binary.memories().size());
    }
    if (binary.custom("dylink").isPresent()) {
      refuse(ProblemCode.OLD_DYLINK);
    }
    for (Import imported : binary.imports()) {
      if (imported.type() instanceof ExternType.Memory
          && imported.name().equals("__linear_memory")) {
        refuse(ProblemCode.OBJECT_FILE);
      }
    }
  }

  private Relocatability recognise(@Nullable RelocationModel wanted) {
    Optional<DylinkSection> dylink = DylinkSection.of(binary);
    if (dylink.isPresent()) {
      checkLibrary(dylink.get());
      return new Relocatability.Dylink(dylink.get());
    }
    if (imports("__memory_base") || imports("__table_base")) {
      refuse(ProblemCode.NO_DYLINK);
    }
    List<RelocationSection> sections = RelocationSection.of(binary);
    if (areStale(sections)) {
      return new Relocatability.PositionFree();
    }
    if (linking.isPresent() && hasOrNeedsRelocations(sections)) {
      Relocs relocs = new Relocs(binary, linking.get(), sections, names);
      checkStart(relocs.code(), relocs.dataStart(), relocs.dataEnd() + relocs.alignment());
      RelocationCheck check = RelocationCheck.of(file, binary, relocs);
      gotEntries = check.gotEntries();
      Problem problem = check.problem();
      if (problem != null) {
        problems.add(problem);
      } else if (binary.data().stream().anyMatch(this::isNotConstant)) {
        refuse(ProblemCode.DATA_OFFSET_NOT_CONSTANT);
      } else if (binary.data().stream().anyMatch(segment -> !segment.active())) {
        refuse(ProblemCode.PASSIVE_DATA);
      }
      return relocs;
    }
    if (names.globals().containsValue(Relocatability.PicStatic.MEMORY_BASE)) {
      return picStatic(wanted == RelocationModel.PIC_STATIC);
    }
    return wanted == RelocationModel.POSITION_FREE
            && AbsoluteRange.mayBePositionFree(file, binary, scan, names)
        ? new Relocatability.PositionFree()
        : AbsoluteRange.recognise(file, binary, scan, names, problems);
  }

  private Relocatability picStatic(boolean wanted) {
    if (!wanted) {
      refuse(ProblemCode.PIC_STATIC);
    }
    Relocatability.PicStatic picStatic =
        new Relocatability.PicStatic(
            AbsoluteRange.recognise(file, binary, scan, names, problems)
                    instanceof Relocatability.Absolute range
                ? range
                : null);
    checkStart(List.of(), picStatic.start(), picStatic.end());
    return picStatic;
  }

  private void checkStart(List<Relocation> relocations, long dataStart, long dataEnd) {
    startFunction = StartFunction.of(binary, relocations, dataStart, dataEnd);
    if (startFunction == StartFunction.UNRELOCATED) {
      refuse(ProblemCode.START_NOT_RELOCATED);
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
        refuse(ProblemCode.RELOCATIONS_MISPLACED, section.name());
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
                    ImportNames.ofGlobal(binary, global).equals("env.__memory_base")
                        ? OptionalInt.of(0)
                        : OptionalInt.empty());
        if (offset.isEmpty()
            || Integer.toUnsignedLong(offset.getAsInt()) + segment.data().length() > size) {
          refuse(ProblemCode.DATA_OUTSIDE_LIBRARY);
          return;
        }
      }
    }
    if (Integer.compareUnsigned(section.tableSize(), SharedTable.MAX_SLOTS) > 0) {
      refuse(
          ProblemCode.TOO_MANY_SLOTS,
          Integer.toUnsignedString(section.tableSize()),
          SharedTable.MAX_SLOTS);
    }
    if (names.globals().containsValue("__tls_base") || section.exportsThreadLocals()) {
      refuse(ProblemCode.THREAD_LOCAL_LIBRARY);
    }
  }

  private boolean imports(String importName) {
    return binary.imports().stream()
        .anyMatch(
            imported -> imported.module().equals("env") && imported.name().equals(importName));
  }
}
