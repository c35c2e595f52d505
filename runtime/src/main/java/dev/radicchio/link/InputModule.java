package dev.radicchio.link;

import dev.radicchio.binary.DataSegment;
import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.ElementSegment;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.Global;
import dev.radicchio.binary.Import;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.NameSection;
import dev.radicchio.binary.RelocationSection;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A module as its toolchain linked it, with everything that linking asks of it worked out once. */
final class InputModule {
  private final String name;
  private final WasmBinary binary;
  private final CodeScan scan;
  private final NameSection names;
  private final Map<String, Export> exports = new HashMap<>();
  private final Relocatability relocatability;
  private final List<String> problems = new ArrayList<>();

  private InputModule(String name, WasmBinary binary) {
    this.name = name;
    this.binary = binary;
    this.scan = CodeScan.of(binary);
    this.names = NameSection.of(binary);
    binary.exports().forEach(export -> exports.put(export.name(), export));
    refuseUnsupported();
    this.relocatability = recognise();
  }

  /**
   * Decodes a module and works out how it can be moved.
   *
   * @throws dev.radicchio.binary.MalformedWasmException if it is not Wasm, or cut short, or corrupt
   */
  static InputModule read(String name, byte[] bytes) {
    return new InputModule(name, WasmBinary.read(bytes));
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

  private Relocatability recognise() {
    Optional<DylinkSection> dylink = DylinkSection.of(binary);
    if (dylink.isPresent()) {
      return new Relocatability.Dylink(dylink.get());
    }
    if (imports("__memory_base") || imports("__table_base")) {
      problems.add(
          "imports __memory_base or __table_base and has no dylink.0 section; link it with wasm-ld -shared");
    }
    Optional<LinkingSection> linking = LinkingSection.of(binary);
    List<RelocationSection> sections = RelocationSection.of(binary);
    if (linking.isPresent() && sections.stream().anyMatch(InputModule::movesSomething)) {
      Relocs relocs = new Relocs(binary, linking.get(), sections, names);
      String problem = RelocationCheck.problem(binary, relocs);
      if (problem != null) {
        problems.add(problem);
      } else if (binary.data().stream().anyMatch(segment -> !segment.active())) {
        problems.add(
            "has passive data segments, which relocations do not cover; link it without --shared-memory");
      }
      return relocs;
    }
    if (names.globals().containsValue("GOT.data.internal.__memory_base")) {
      problems.add(
          "is position-independent code linked statically without relocations, and its static data may hold pointers"
              + " that nothing records; add -Wl,--emit-relocs, or link it as a library with -Wl,-shared");
      return new Relocatability.PicStatic();
    }
    return absoluteOrPositionFree();
  }

  private static boolean movesSomething(RelocationSection section) {
    int target = section.target().id();
    return target == Section.CODE || target == Section.DATA;
  }

  private boolean imports(String importName) {
    return binary.imports().stream()
        .anyMatch(
            imported -> imported.module().equals("env") && imported.name().equals(importName));
  }

  /**
   * Alone, such a module owns all memory that it was linked with. Where in it the module begins is
   * the lowest of its data and what may be the end of its stack: the initial value of a mutable
   * global, of which nothing says whether it is an address.
   */
  private Relocatability absoluteOrPositionFree() {
    long start = Long.MAX_VALUE;
    long end = 0;
    for (DataSegment segment : binary.data()) {
      if (segment.active()) {
        OptionalInt offset = ConstantExpression.evaluate(binary, segment.offset());
        if (offset.isEmpty()) {
          problems.add("has a data segment whose offset is not a constant");
          continue;
        }
        long at = Integer.toUnsignedLong(offset.getAsInt());
        start = Math.min(start, at);
        end = Math.max(end, at + segment.data().length());
      }
    }
    long stackHigh = highestMutableGlobal();
    if (stackHigh > 0) {
      // where a stack ends is known and where it begins is not: it may reach down to address 0, or
      // to the data below
      start = start < stackHigh ? start : 0;
      end = Math.max(end, stackHigh);
    }
    boolean fixedSlots =
        binary.elements().stream()
            .anyMatch(
                segment ->
                    segment.mode() == ElementSegment.Mode.ACTIVE
                        && segment.table() < binary.imported(ExternType.Kind.TABLE));
    if (end == 0 && !fixedSlots) {
      return new Relocatability.PositionFree();
    }
    for (ExternType.Memory memory : binary.memories()) {
      end = Math.max(end, memory.limits().minimum() * Layout.PAGE_BYTES);
    }
    return new Relocatability.Absolute(Math.min(start, end), end, scan.asksMemorySize());
  }

  private long highestMutableGlobal() {
    long highest = 0;
    int imported = binary.imported(ExternType.Kind.GLOBAL);
    for (int i = 0; i < binary.definedGlobals().size(); i++) {
      Global global = binary.definedGlobals().get(i);
      if (global.type().equals(new ExternType.Global(ValType.I32, true))
          && scan.usesGlobal(imported + i)) {
        OptionalInt value = ConstantExpression.evaluate(binary, global.initializer());
        if (value.isPresent() && isAddress(value.getAsInt())) {
          highest = Math.max(highest, value.getAsInt());
        }
      }
    }
    return highest;
  }

  private boolean isAddress(int value) {
    return value > 0
        && binary.memories().stream()
            .anyMatch(memory -> value <= memory.limits().minimum() * Layout.PAGE_BYTES);
  }

  String name() {
    return name;
  }

  WasmBinary binary() {
    return binary;
  }

  CodeScan scan() {
    return scan;
  }

  NameSection names() {
    return names;
  }

  Relocatability relocatability() {
    return relocatability;
  }

  /** Why the module cannot be linked at all; empty if it can. */
  List<String> problems() {
    return problems;
  }

  @Nullable Export export(String exportName) {
    return exports.get(exportName);
  }

  /** The export of that name and kind, or null. */
  @Nullable Export export(String exportName, ExternType.Kind kind) {
    Export export = exports.get(exportName);
    return export != null && export.kind() == kind ? export : null;
  }

  /** The initial value of a defined {@code i32} global, if it is a plain constant. */
  OptionalInt globalValue(int global) {
    int defined = global - binary.imported(ExternType.Kind.GLOBAL);
    return defined < 0
        ? OptionalInt.empty()
        : ConstantExpression.evaluate(binary, binary.definedGlobals().get(defined).initializer());
  }

  /** The bytes of stack that the module was linked with; 0 if it has none or nothing tells. */
  long stackBytes() {
    return relocatability instanceof Relocs relocs ? relocs.stackBytes() : 0;
  }

  /** The file's name without directories and without {@code .wasm}, as imports name a module. */
  String stem() {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.endsWith(".wasm") ? file.substring(0, file.length() - ".wasm".length()) : file;
  }
}
