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
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.plan.MemoryRequest;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works out how a module can be moved, by what its toolchain left in it, and why it cannot be
 * linked if it cannot.
 */
final class Recognition {
  /** The names of functions that start a thread: of WASI, and two of Emscripten. */
  private static final Set<String> THREAD_STARTERS =
      Set.of("thread-spawn", "__pthread_create_js", "_emscripten_create_wasm_worker");

  private final ModuleContents contents;
  private final WasmBinary binary;
  private final NameSection names;
  private final List<Problem> problems = new ArrayList<>();
  private StartFunction startFunction = StartFunction.ORDINARY;

  /**
   * What a module is recognised as.
   *
   * @param startFunction what its start function does
   */
  record Recognised(Relocatability model, StartFunction startFunction) {}

  private Recognition(ModuleContents contents) {
    this.contents = contents;
    this.binary = contents.binary();
    this.names = contents.names();
  }

  /**
   * Recognises a module.
   *
   * @param wanted the model that the user asks for, or null
   * @throws RefusedModuleException if it cannot be linked
   */
  static Recognised of(ModuleContents contents, @Nullable RelocationModel wanted)
      throws RefusedModuleException {
    Recognition recognition = new Recognition(contents);
    recognition.refuseUnsupported();
    Relocatability found = recognition.recognise(wanted);
    if (wanted != null && wanted != found.model() && recognition.problems.isEmpty()) {
      recognition.refuse(ProblemCode.OTHER_MODEL, wanted, found.model());
    }
    if (!recognition.problems.isEmpty()) {
      throw new RefusedModuleException(recognition.problems);
    }
    return new Recognised(found, recognition.startFunction);
  }

  /** Adds a problem whose message begins with the file's name. */
  private void refuse(ProblemCode code, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = contents.file();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    problems.add(code.of(null, all));
  }

  private void refuseUnsupported() {
    for (ExternType.Memory memory : binary.memories()) {
      if (memory.limits().is64()) {
        refuse(ProblemCode.MEMORY_64);
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
    for (Import imported : binary.imports()) {
      if (imported.type() instanceof ExternType.Function
          && THREAD_STARTERS.contains(imported.name())) {
        refuse(ProblemCode.STARTS_THREADS, imported.module(), imported.name());
      }
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
      return new Dylink(contents, dylink.get());
    }
    if (imports(LinkerSymbols.MEMORY_BASE) || imports(LinkerSymbols.TABLE_BASE)) {
      refuse(ProblemCode.NO_DYLINK);
    }
    List<RelocationSection> sections = RelocationSection.of(binary);
    if (areStale(sections)) {
      return new PositionFree(contents);
    }
    Optional<LinkingSection> linking = contents.linking();
    if (linking.isPresent()) {
      Relocations relocations = Relocations.of(binary, linking.get(), sections);
      boolean complete =
          binary.bodies().isEmpty()
              || sections.stream().anyMatch(section -> section.target().id() == Section.CODE);
      if (complete || (mayLackRelocations(relocations) && !hasPassiveData())) {
        return relocs(relocations);
      }
    }
    if (wanted == RelocationModel.PIC_STATIC
        && names.globals().containsValue(PicStatic.MEMORY_BASE)) {
      return picStatic();
    }
    if (wanted == RelocationModel.POSITION_FREE && AbsoluteRange.mayBePositionFree(contents)) {
      return new PositionFree(contents);
    }
    Optional<LinkedMemory> memory = AbsoluteRange.of(contents, problems);
    return memory.isPresent() ? absolute(memory.get(), wanted) : new PositionFree(contents);
  }

  private Relocatability absolute(LinkedMemory memory, @Nullable RelocationModel wanted) {
    Absolute absolute = new Absolute(contents, memory, wanted == RelocationModel.ABSOLUTE);
    return wanted == RelocationModel.REBASED
        ? absolute.rebased(Window.of(contents.binary(), contents.scan(), MemoryRequest.NONE))
        : absolute;
  }

  private Relocatability relocs(Relocations relocations) {
    if (hasPassiveData()) {
      refuse(ProblemCode.PASSIVE_DATA); // whose addresses are not known, which all else is about
      return new PositionFree(contents);
    }
    RelocationCheck check = RelocationCheck.of(contents.file(), binary, relocations);
    Relocs relocs = new Relocs(contents, relocations, check.gotEntries());
    StaticData data = relocs.data();
    checkStart(relocations.code(), data.linkedAt(), data.linkedEnd() + data.alignment());
    Problem problem = check.problem();
    if (problem != null) {
      problems.add(problem);
    } else if (binary.data().stream().anyMatch(this::isNotConstant)) {
      refuse(ProblemCode.DATA_OFFSET_NOT_CONSTANT);
    }
    return relocs;
  }

  private PicStatic picStatic() {
    PicStatic picStatic = new PicStatic(contents, AbsoluteRange.of(contents, problems));
    checkStart(List.of(), picStatic.data().linkedAt(), picStatic.data().linkedEnd());
    return picStatic;
  }

  private void checkStart(List<Relocation> relocations, long dataStart, long dataEnd) {
    startFunction = StartFunction.of(binary, relocations, dataStart, dataEnd);
    if (startFunction == StartFunction.UNRELOCATED) {
      refuse(ProblemCode.START_NOT_RELOCATED);
    }
  }

  private boolean hasSharedMemory() {
    return binary.memories().stream().anyMatch(memory -> memory.limits().shared());
  }

  private boolean hasPassiveData() {
    return binary.data().stream().anyMatch(segment -> !segment.active());
  }

  private boolean isNotConstant(DataSegment segment) {
    return segment.active() && ConstantExpression.evaluate(binary, segment.offset()).isEmpty();
  }

  /** Whether a module without relocations of its code is moved by what relocations it has. */
  private boolean mayLackRelocations(Relocations relocations) {
    UnrelocatedCode code = UnrelocatedCode.of(contents, relocations);
    String contradiction = code.contradiction();
    if (contradiction != null) {
      Problem problem = RelocationCheck.of(contents.file(), binary, relocations).problem();
      if (problem != null) {
        problems.add(problem);
      } else {
        refuse(ProblemCode.RELOCATIONS_OF_CODE_REMOVED, contradiction);
      }
    }
    return code.needsNone();
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
    if (Integer.compareUnsigned(section.tableSize(), TableSlots.MOST) > 0) {
      refuse(
          ProblemCode.TOO_MANY_SLOTS,
          Integer.toUnsignedString(section.tableSize()),
          TableSlots.MOST);
    }
    if (hasSharedMemory() && hasPassiveData()) {
      refuse(ProblemCode.PASSIVE_DATA);
    } else if (names.globals().containsValue(LinkerSymbols.TLS_BASE)
        || section.exportsThreadLocals()) {
      refuse(ProblemCode.THREAD_LOCAL_LIBRARY);
    }
  }

  private boolean imports(String importName) {
    return binary.imports().stream()
        .anyMatch(
            imported ->
                imported.module().equals(ImportNames.FLAT) && imported.name().equals(importName));
  }
}
