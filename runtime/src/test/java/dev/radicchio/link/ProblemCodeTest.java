package dev.radicchio.link;

import static dev.radicchio.link.ModuleBytes.bytes;
import static dev.radicchio.link.ModuleBytes.constant;
import static dev.radicchio.link.ModuleBytes.export;
import static dev.radicchio.link.ModuleBytes.function;
import static dev.radicchio.link.ModuleBytes.global;
import static dev.radicchio.link.ModuleBytes.table;
import static dev.radicchio.link.ModuleBytes.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.radicchio.Fixture;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.engine.Engine;
import dev.radicchio.link.input.Relocatability;
import dev.radicchio.link.input.Relocs;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code there is, and a program or a file that it is reported of. */
final class ProblemCodeTest {
  private static final int DROP = 0x1A;
  private static final int GLOBAL_GET = 0x23;
  private static final int GLOBAL_SET = 0x24;
  private static final int CONST = 0x41;
  private static final int LOAD = 0x28;
  private static final int SHL = 0x74;
  private static final int END = 0x0B;
  private static final int MEMORY_SIZE = 0x3F;
  private static final int MEMORY_GROW = 0x40;
  private static final int PADDED_CONSTANT_AT = 4;

  private static List<String> codes() {
    return Stream.of(ProblemCode.values()).map(ProblemCode::code).toList();
  }

  @Test
  void codesAreUniqueAndInOrder() {
    assertThat(codes()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void codesAreInTheRangesOfTheirThemes() {
    assertRange("RAD2", ProblemCode.FILE_MISSING, ProblemCode.RELOCATION_OUTSIDE_DATA);
    assertRange("RAD3", ProblemCode.UNRESOLVED_IMPORT, ProblemCode.TABLE_OVER_MAXIMUM);
    assertRange("RAD4", ProblemCode.OVERLAP, ProblemCode.UNCERTAIN_STACK_POINTER);
    assertRange("RAD5", ProblemCode.TWO_HEAP_OWNERS, ProblemCode.ALLOCATORS_APART);
    assertRange("RAD6", ProblemCode.INVALID_IMAGE, ProblemCode.PRECOMPILED_CHANGED);
  }

  private static void assertRange(String theme, ProblemCode first, ProblemCode last) {
    assertThat(codes().stream().filter(code -> code.matches(theme + "\\d\\d")).toList())
        .isEqualTo(EnumSet.range(first, last).stream().map(ProblemCode::code).toList());
  }

  @Test
  void everyCodeIsOfATheme() {
    assertThat(codes()).allMatch(code -> code.matches("RAD[2-6]\\d\\d"));
  }

  @ParameterizedTest
  @EnumSource
  void templatesSayWhatFirstAndEndWithoutAPeriod(ProblemCode code) {
    assertThat(code.template())
        .matches("(%s|both %s|the data of %s|the program|the image|the linked image)[ :].*")
        .doesNotEndWith(".")
        .doesNotContain("  ", "\n")
        .doesNotMatch(".* [.,;:].*")
        .isEqualTo(code.template().strip());
  }

  @ParameterizedTest
  @EnumSource
  void isReportedAlone(ProblemCode code) {
    List<Problem> problems = report(code);

    assertThat(problems).isNotEmpty().extracting(Problem::code).containsOnly(code);
    assertThat(problems)
        .allSatisfy(
            problem -> {
              assertThat(problem.severity()).isEqualTo(code.severity());
              assertThat(problem.message()).matches(pattern(code));
              assertThat(problem).asString().endsWith(" (" + code.code() + ")");
            });
  }

  /** What the messages of a code look like. */
  private static String pattern(ProblemCode code) {
    String quoted = code.template().replaceAll("[\\\\.()+?\\[\\]{}^$|*]", "\\\\$0");
    return "(?s)" + quoted.replace("0x%x", "0x[0-9a-f]+").replace("%d", "\\d+").replace("%s", ".+");
  }

  @Test
  void numbersAreNotOfTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(ProblemCode.SEVERAL_MEMORIES.of(null, "a.wasm", 12).message())
          .isEqualTo("a.wasm has 12 memories; a program shares one");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** What is reported where the code belongs; the compiler asks for every code. */
  private static List<Problem> report(ProblemCode code) {
    return switch (code) {
      case FILE_MISSING -> refusal(() -> WasmFile.read("a.wasm", null, "00"));
      case FILE_CHANGED ->
          refusal(() -> WasmFile.read("a.wasm", new ByteArrayInputStream(new byte[] {1}), "00"));
      case EMPTY_FILE -> reading(new byte[0]);
      case NOT_WASM -> reading("<html>".getBytes(StandardCharsets.UTF_8));
      case COMPONENT -> reading(bytes(0, 'a', 's', 'm', 0x0D, 0, 1, 0).toByteArray());
      case UNKNOWN_VERSION -> reading(bytes(0, 'a', 's', 'm', 2, 0, 0, 0).toByteArray());
      case CUT_SHORT -> {
        byte[] whole = Fixture.bytes("pointers.relocs");
        yield reading(Arrays.copyOf(whole, whole.length / 2));
      }
      case MALFORMED -> reading(module().types().types());
      case UNKNOWN_INSTRUCTION -> reading(module().types().function(0x27));
      case INVALID_MODULE ->
          refusal(
              () ->
                  Engine.installed()
                      .validate(
                          Linker.create().add("a", file(module().types().function(DROP))).link()));

      case LEGACY_EXCEPTIONS -> reading(Fixture.bytes("refused/legacy_exceptions"));
      case MEMORY_64 -> reading(Fixture.bytes("refused/memory64"));
      case SHARED_MEMORY -> reading(Fixture.bytes("refused/shared_memory"));
      case TABLE_64 -> reading(Fixture.bytes("refused/table64"));
      case SEVERAL_MEMORIES -> reading(Fixture.bytes("refused/two_memories"));

      case OBJECT_FILE -> reading(Fixture.bytes("object_file"));
      case OLD_DYLINK -> reading(module().custom("dylink", new WasmWriter()));
      case NO_DYLINK ->
          reading(module().imports(global("env", "__memory_base", ModuleBytes.I32, false)));
      case THREAD_LOCAL_LIBRARY -> reading(Fixture.bytes("thread_local.dylink"));
      case DATA_OUTSIDE_LIBRARY -> reading(module().dylink(3, 0).memory(1).data(constant(0)));
      case PIC_STATIC -> reading(Fixture.bytes("pointers.pic-static"));
      case OTHER_MODEL ->
          refusal(
              () ->
                  WasmFile.readAs(
                      "a.wasm", Fixture.bytes("even.relocs"), RelocationModel.PIC_STATIC));
      case DATA_OFFSET_NOT_CONSTANT ->
          reading(
              module()
                  .imports(global("env", "offset", ModuleBytes.I32, false))
                  .memory(1)
                  .data(bytes(GLOBAL_GET, 0)));
      case PASSIVE_DATA ->
          reading(
              module().memory(1).section(Section.DATA, new WasmWriter().u32(1).u32(0)).linking());
      case START_NOT_RELOCATED -> reading(Fixtures.startThatStores());

      case RELOCATIONS_MISPLACED -> reading(Fixture.bytes("changed.wasm-opt"));
      case RELOCATION_WITHOUT_SITE -> reading(relocated(entry(0, 0)));
      case RELOCATION_OF_OTHER_VALUE -> reading(relocated(entry(1, 0)));
      case RELOCATION_COMPRESSED -> reading(Fixture.bytes("changed.compressed"));
      case RELOCATION_REMOVED -> reading(Fixture.bytes("changed.no-reloc-code"));
      case RELOCATION_64 -> reading(relocated(entry(18, 0)));
      case RELOCATION_OF_NO_SYMBOL -> reading(relocated(entry(1, 7)));
      case RELOCATION_NOT_FOR_DATA ->
          reading(
              module()
                  .types()
                  .functions(1)
                  .memory(1)
                  .code(bytes())
                  .data(constant(1024))
                  .linking(symbol("f"))
                  .relocations("reloc.DATA", 1, new WasmWriter().u8(0).u32(7).u32(0)));

      case RELOCATIONS_OVERLAP -> reading(Fixtures.relocatedData(7, 7));
      case RELOCATION_OUTSIDE_DATA -> reading(Fixtures.relocatedData(9));

      case UNRESOLVED_IMPORT -> planning(Linker.create().add("a", Fixture.wasm("uses_level")));
      case EXPORT_MISSING ->
          planning(
              Linker.create()
                  .add("a", file(module().types().imports(function("b", "f", 0))))
                  .add("b", file(module())));
      case UNKNOWN_MODULE ->
          planning(Linker.create().add("a", file(module().types().imports(function("b", "f", 0)))));
      case UNRESOLVED_ADDRESS ->
          planning(
              Linker.create()
                  .add(
                      "a",
                      file(
                          module()
                              .dylink(0, 0)
                              .imports(global("GOT.mem", "data", ModuleBytes.I32, true)))));
      case UNDEFINED_DATA -> planning(Linker.create().add("a", Fixture.wasm("uses_data.relocs")));
      case LIBRARY_MISSING ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("needs_triple"))
                  .add("b", Fixture.wasm("triple.relocs")));
      case HOST_IMPORT_MISSING -> {
        Image image = Fixtures.importOfHost().link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }

      case FUNCTION_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("odd", Fixture.wasm("odd.relocs"))
                  .add("even", Fixture.wasm("even.relocs"))
                  .add("a", Fixture.wasm("wrong_type")));
      case GLOBAL_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", file(module().imports(global("b", "g", ModuleBytes.I64, false))))
                  .add("b", file(Fixtures.globalExport())));
      case TABLE_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", file(module().imports(table("b", "t", ModuleBytes.FUNCREF))))
                  .add("b", file(Fixtures.tableExport())));
      case TAG_TYPE_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", file(module().types().imports(tag("b", "e", 0))))
                  .add("b", file(Fixtures.tagExport())));
      case HOST_TYPE_MISMATCH -> {
        Image image = Fixtures.importOfHost().link();
        Hosts hosts =
            Hosts.none()
                .add(
                    "host",
                    "f",
                    new FunctionType(List.of(), List.of(dev.radicchio.binary.ValType.I32)),
                    (caller, arguments) -> arguments);
        yield refusal(() -> LinkedProgram.instantiate(image, hosts));
      }
      case ADDRESS_WRITTEN ->
          planning(
              Linker.create()
                  .add("a", file(Fixtures.writesImportedGlobal()))
                  .add("b", file(Fixtures.addressExport())));

      case AMBIGUOUS_IMPORT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("uses_level"))
                  .add("b", Fixture.wasm("strong_definition.relocs"))
                  .add("c", Fixture.wasm("strong_definition.dylink")));
      case TIE_OF_NO_IMPORT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("log"))
                  .add("b", Fixture.wasm("log"))
                  .bind("a", "env.level", "b"));
      case TIE_WITHOUT_EXPORT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("uses_level"))
                  .add("b", Fixture.wasm("strong_definition.relocs"))
                  .add("c", Fixture.wasm("log"))
                  .bind("a", "env.level", "c"));

      case ABSOLUTE_SYMBOL -> planning(Linker.create().add("a", file(Fixtures.absoluteSymbol())));
      case GLOBAL_WITHOUT_SYMBOL ->
          planning(Linker.create().add("a", file(Fixtures.globalWithoutSymbol())));

      case INITIALIZED_IN_A_CIRCLE ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("circle.one.sets"))
                  .add("b", Fixture.wasm("circle.two.calls")));

      case TABLE_LIMITS_MISMATCH ->
          planning(
              Linker.create()
                  .add("a", file(module().imports(Fixtures.tableImport("b", "t", 5, 9))))
                  .add("b", file(Fixtures.functionTableExport())));
      case TABLE_OVER_MAXIMUM ->
          planning(
              Linker.create()
                  .add(
                      "a",
                      file(
                          module()
                              .imports(
                                  Fixtures.tableImport(
                                      "env", Relocs.INDIRECT_FUNCTION_TABLE, 1, 2))))
                  .add("b", file(module().dylink(0, 5))));

      case OVERLAP ->
          planning(
              Linker.create().add("a", file(absolute(0x20000))).add("b", file(absolute(0x20000))));
      case OVERLAP_OF_NUMBER ->
          planning(
              Linker.create()
                  .add("a", file(absolute(0x40000, 0x20000)))
                  .add("b", file(absolute(0x30000))));
      case BELOW_STACK -> planning(Linker.create().add("a", file(absolute(0x400))));
      case NUMBER_BELOW_STACK -> planning(Linker.create().add("a", file(absolute(0x20000, 0x400))));
      case NOT_MOVABLE -> refusal(() -> Fixture.wasm("pointers.absolute-high").moveTo(0x20000));
      case ADDRESS_NOT_POSSIBLE -> refusal(() -> Fixture.wasm("pointers.relocs").moveTo(2048));
      case OTHER_BASE ->
          planning(Linker.create().add("a", Fixture.wasm("pointers.relocs")).base("a", 0x50000));
      case OTHER_BASE_OF_ABSOLUTE ->
          planning(Linker.create().add("a", file(absolute(0x20000))).base("a", 0x20001));
      case OVERLAP_OF_MADE_ADDRESSES ->
          planning(
              Linker.create()
                  .add("a", file(makesAddresses(bytes())))
                  .add("b", file(makesAddresses(bytes()))));
      case MADE_ADDRESSES_BELOW_STACK ->
          planning(Linker.create().add("a", file(makesAddresses(bytes()))));

      case OVER_MAX_PAGES ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("large.relocs"))
                  .stackBytes(1 << 20)
                  .maxPages(8));
      case OVER_4_GIB ->
          planning(Linker.create().add("a", Fixture.wasm("large.relocs")).stackBytes(1L << 32));
      case OVER_JVM_LIMIT -> {
        Image image =
            Linker.create().add("a", Fixture.wasm("large.relocs")).stackBytes(1L << 31).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }

      case LOOKS_LIKE_POINTER ->
          planning(Linker.create().add("a", picStatic(Fixture.bytes("pointers.pic-static"))));
      case FIXED_ADDRESS ->
          planning(Linker.create().add("a", picStatic(Fixtures.fixedAddress().toByteArray())));
      case PAGES_NOT_POSSIBLE ->
          planning(Linker.create().add("a", Fixture.wasm("pointers.relocs")).pages("a", 2));

      case OWN_TABLE ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("own_table"))
                  .add("b", Fixture.wasm("pointers.relocs")));
      case SLOT_TAKEN ->
          planning(
              Linker.create()
                  .add("a", file(Fixtures.element(constant(1))))
                  .add("b", file(Fixtures.element(constant(1))))
                  .host("host"));
      case SLOT_TOO_HIGH ->
          planning(
              Linker.create().add("a", file(Fixtures.element(constant(1 << 20)))).host("host"));
      case TOO_MANY_SLOTS -> reading(module().dylink(0, (1 << 20) + 1));
      case TABLE_FULL ->
          planning(
              Linker.create()
                  .add("a", file(module().dylink(0, 1 << 19)))
                  .add("b", file(module().dylink(0, 1 << 19))));
      case ELEMENT_OFFSET_NOT_CONSTANT ->
          planning(
              Linker.create().add("a", file(Fixtures.element(bytes(GLOBAL_GET, 0)))).host("host"));
      case ELEMENTS_OUTSIDE_LIBRARY ->
          planning(Linker.create().add("a", file(Fixtures.libraryWithElement())));

      case UNCERTAIN_STACK_POINTER ->
          planning(Linker.create().add("a", Fixture.wasm("stacks/uncertain")));

      case TWO_HEAP_OWNERS ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("allocator"))
                  .add("b", Fixture.wasm("allocator")));
      case ABOVE_HEAP_OWNER ->
          planning(
              Linker.create()
                  .add("a", file(heapOwner(0x20000)))
                  .add("b", Fixture.wasm("large.relocs")));
      case ABOVE_NUMBER_OF_HEAP_OWNER ->
          planning(
              Linker.create()
                  .add("a", file(heapOwner(0x40000, 0x20000)))
                  .add("b", Fixture.wasm("large.relocs")));
      case GROWTH_BESIDE_HEAP_OWNER ->
          planning(Linker.create().add("a", file(heapOwner(0x20000))).add("b", file(grower())));
      case GROWTH_BESIDE_SIZE ->
          planning(
              Linker.create()
                  .add("a", file(module().types().functions(1).memory(1).code(memorySize())))
                  .add("b", file(grower())));
      case GROWTH_BESIDE_HEAP -> planning(Linker.create().add("a", Fixture.wasm("follows_memory")));
      case HEAP_TAKEN ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("arena"))
                  .add("b", Fixture.wasm("memory_user.relocs")));
      case OTHERS_IN_OPEN_MEMORY ->
          planning(
              Linker.create().add("a", file(open(0x20000))).add("b", Fixture.wasm("large.relocs")));
      case HEAP_IN_OPEN_MEMORY ->
          planning(
              Linker.create()
                  .add("a", file(open(0x20000)))
                  .add("b", Fixture.wasm("memory_user.relocs")));
      case ABOVE_MADE_ADDRESSES ->
          planning(
              Linker.create()
                  .add("a", file(makesAddresses(memorySize())))
                  .add("b", Fixture.wasm("pointers.relocs")));

      case HEAP_FUNCTION_MISSING ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("manager"))
                  .heap(new HeapPolicy.Guest("a", "malloc", "release")));
      case HEAP_FUNCTION_IMPORTED ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("passes_on"))
                  .host("env")
                  .heap(new HeapPolicy.Guest("a", "malloc", "free")));
      case HEAP_FUNCTION_TYPE ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("manager"))
                  .heap(new HeapPolicy.Guest("a", "give", "free")));

      case ALLOCATOR_KEPT ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("own_allocator.peek"))
                  .add("b", Fixture.wasm("manager"))
                  .heap(new HeapPolicy.Guest("a", "malloc", "free")));
      case ALLOCATORS_MIXED ->
          planning(Linker.create().add("a", Fixture.wasm("own_allocator.zeros")));
      case ALLOCATOR_NOT_USED ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("memory_user.relocs"))
                  .add("b", Fixture.wasm("own_allocator.peek")));
      case ALLOCATOR_NOT_REPLACED ->
          planning(Linker.create().add("a", Fixture.wasm("own_allocator")).javaAllocates());
      case ALLOCATORS_APART ->
          planning(
              Linker.create()
                  .add("a", Fixture.wasm("own_allocator"))
                  .add("b", Fixture.wasm("own_allocator.peek")));

      case INVALID_IMAGE -> refusal(Fixtures::validateWhatIsNoImage);
      case VECTOR_INSTRUCTIONS -> {
        Image image = Linker.create().add("a", Fixture.wasm("features/simd")).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }
      case PRECOMPILED_CHANGED ->
          refusal(() -> ImageFile.read("a.image", new ByteArrayInputStream(new byte[] {1}), 0));
      case NOT_INSTANTIATED -> {
        Image image = Linker.create().add("a", file(Fixtures.elementOutsideTable())).link();
        yield refusal(() -> LinkedProgram.instantiate(image));
      }
    };
  }

  private static List<Problem> refusal(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(LinkException.class, call), "no refusal")
        .problems();
  }

  private static List<Problem> reading(byte[] bytes) {
    return refusal(() -> WasmFile.read("a.wasm", bytes));
  }

  private static List<Problem> reading(ModuleBytes module) {
    return reading(module.toByteArray());
  }

  private static List<Problem> planning(Linker linker) {
    return linker.plan().problems();
  }

  private static WasmFile file(ModuleBytes module) {
    return module.read("crafted.wasm");
  }

  private static WasmFile picStatic(byte[] bytes) {
    return WasmFile.readAs("a.wasm", bytes, RelocationModel.PIC_STATIC);
  }

  private static ModuleBytes module() {
    return new ModuleBytes();
  }

  /** A padded constant, 0, with a relocation, and a function that has table slot 1. */
  private static ModuleBytes relocated(WasmWriter entry) {
    return module()
        .types()
        .functions(1)
        .section(Section.TABLE, new WasmWriter().u8(ModuleBytes.FUNCREF).u8(0).u32(2))
        .element(constant(1))
        .code(bytes(CONST, 0x80, 0x80, 0x80, 0x80, 0, DROP))
        .relocations("reloc.CODE", 0, entry)
        .linking(symbol("f"));
  }

  /** A relocation of the padded constant, of a type without addend. */
  private static WasmWriter entry(int type, int symbol) {
    return new WasmWriter().u8(type).u32(PADDED_CONSTANT_AT).u32(symbol);
  }

  /** The symbol of function 0. */
  private static WasmWriter symbol(String name) {
    return new WasmWriter().u8(0).u32(0).u32(0).name(name);
  }

  /** Data at an address in a memory that ends one page later, and a number in the code. */
  private static ModuleBytes absolute(int address, int number) {
    return module()
        .types()
        .functions(1)
        .memory((address >> 16) + 1)
        .code(constant(number).u8(DROP))
        .data(constant(address));
  }

  private static ModuleBytes absolute(int address) {
    return absolute(address, 0);
  }

  /** {@link #absolute} that may take all memory above its data. */
  private static ModuleBytes heapOwner(int address, int number) {
    return module()
        .types()
        .functions(1)
        .memory((address >> 16) + 1)
        .code(constant(number).u8(DROP).append(memorySize()))
        .data(constant(address));
  }

  private static ModuleBytes heapOwner(int address) {
    return heapOwner(address, 0);
  }

  private static WasmWriter memorySize() {
    return bytes(MEMORY_SIZE, 0, DROP);
  }

  private static ModuleBytes grower() {
    WasmWriter load = bytes(LOAD, 2, 0, DROP);
    return module()
        .types()
        .functions(1)
        .memory(1)
        .code(bytes(CONST, 1, MEMORY_GROW, 0, CONST, 16, SHL).append(load));
  }

  /** A load at the address in a mutable global. */
  private static ModuleBytes makesAddresses(WasmWriter more) {
    return module()
        .types()
        .functions(1)
        .memory(1)
        .section(
            Section.GLOBAL, new WasmWriter().u8(ModuleBytes.I32).u8(1).append(constant(0)).u8(END))
        .section(Section.EXPORT, export("f", ModuleBytes.FUNCTION, 0))
        .code(bytes(GLOBAL_GET, 0, LOAD, 2, 0, DROP).append(more));
  }

  /** Data at an address, and {@code __heap_base} behind it, which it uses and exports. */
  private static ModuleBytes open(int address) {
    WasmWriter heapBase = constant(address + 16);
    return module()
        .types()
        .functions(1)
        .memory((address >> 16) + 1)
        .section(
            Section.GLOBAL, new WasmWriter().u8(ModuleBytes.I32).u8(0).append(heapBase).u8(END))
        .section(Section.EXPORT, export("__heap_base", ModuleBytes.GLOBAL, 0))
        .code(bytes().append(heapBase).u8(DROP))
        .data(constant(address));
  }

  /** The longer ones. */
  private static final class Fixtures {
    static ModuleBytes startThatStores() {
      return module()
          .types()
          .functions(1)
          .memory(1)
          .startsWith(0)
          .code(bytes(CONST, 0, CONST, 0, 0x36, 2, 0))
          .relocations("reloc.CODE", 0)
          .linking();
    }

    /** Four bytes of data, at offset 7 of their section, and relocations at offsets of it. */
    static ModuleBytes relocatedData(int... offsets) {
      WasmWriter[] entries =
          Arrays.stream(offsets)
              .mapToObj(offset -> new WasmWriter().u8(5).u32(offset).u32(0).s64(0))
              .toArray(WasmWriter[]::new);
      return module()
          .memory(1)
          .data(constant(1024))
          .relocations("reloc.DATA", 0, entries)
          .linking(new WasmWriter().u8(1).u32(0x11).name("weak"));
    }

    static ModuleBytes globalExport() {
      return module()
          .section(Section.GLOBAL, bytes(ModuleBytes.I32, 1, CONST, 0, 0x0B))
          .section(Section.EXPORT, export("g", ModuleBytes.GLOBAL, 0));
    }

    static ModuleBytes tableExport() {
      return module()
          .section(Section.TABLE, bytes(ModuleBytes.EXTERNREF, 0, 1))
          .section(Section.EXPORT, export("t", ModuleBytes.TABLE, 0));
    }

    static ModuleBytes functionTableExport() {
      return module()
          .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 4))
          .section(Section.EXPORT, export("t", ModuleBytes.TABLE, 0));
    }

    static WasmWriter tableImport(String module, String name, int minimum, int maximum) {
      return new WasmWriter()
          .name(module)
          .name(name)
          .u8(ModuleBytes.TABLE)
          .append(bytes(ModuleBytes.FUNCREF, 1, minimum, maximum));
    }

    static ModuleBytes tagExport() {
      return module()
          .types()
          .section(Section.TAG, bytes(0, 1))
          .section(Section.EXPORT, export("e", ModuleBytes.TAG, 0));
    }

    static Linker importOfHost() {
      return Linker.create()
          .add("a", file(module().types().imports(function("host", "f", 0))))
          .host("host");
    }

    static ModuleBytes addressExport() {
      return module()
          .imports(global("env", "__data_end", ModuleBytes.I32, true))
          .section(Section.EXPORT, export("g", ModuleBytes.GLOBAL, 0));
    }

    static ModuleBytes writesImportedGlobal() {
      return module()
          .types()
          .imports(global("b", "g", ModuleBytes.I32, true))
          .function(CONST, 0, GLOBAL_SET, 0);
    }

    static ModuleBytes absoluteSymbol() {
      WasmWriter absolute = new WasmWriter().u8(1).u32(0x200).name("x").u32(0).u32(1026).u32(0);
      return module().memory(1).data(constant(1024)).linking(absolute);
    }

    static ModuleBytes globalWithoutSymbol() {
      return module()
          .types()
          .functions(1)
          .memory(1)
          .section(
              Section.GLOBAL,
              new WasmWriter().u8(ModuleBytes.I32).u8(0).append(constant(1026)).u8(0x0B))
          .code(bytes(GLOBAL_GET, 0, DROP))
          .relocations("reloc.CODE", 0)
          .data(constant(1024))
          .linking();
    }

    static ModuleBytes fixedAddress() {
      return module()
          .types()
          .functions(1)
          .memory(1)
          .section(
              Section.GLOBAL,
              new WasmWriter().u8(ModuleBytes.I32).u8(0).append(constant(0)).u8(0x0B))
          .code(new WasmWriter().append(constant(0)).u8(0x28).u32(2).u32(1024).u8(DROP))
          .data(constant(1024))
          .nameOfGlobal(Relocatability.PicStatic.MEMORY_BASE);
    }

    static ModuleBytes element(WasmWriter offset) {
      return module()
          .types()
          .imports(
              table("env", Relocs.INDIRECT_FUNCTION_TABLE, ModuleBytes.FUNCREF),
              global("host", "offset", ModuleBytes.I32, false))
          .functions(1)
          .element(offset)
          .code(bytes());
    }

    static ModuleBytes elementOutsideTable() {
      return module()
          .types()
          .functions(1)
          .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 1))
          .element(constant(1))
          .code(bytes());
    }

    static ModuleBytes libraryWithElement() {
      return module()
          .dylink(0, 0)
          .types()
          .imports(
              table("env", Relocs.INDIRECT_FUNCTION_TABLE, ModuleBytes.FUNCREF),
              global("env", "__table_base", ModuleBytes.I32, false))
          .functions(1)
          .element(bytes(GLOBAL_GET, 0))
          .code(bytes());
    }

    /** If the linker makes no mistakes, there is no other way. */
    static void validateWhatIsNoImage() {
      LinkPlan plan = Linker.create().add("a", Fixture.wasm("log")).plan();
      Image nothing = new Image(new byte[0], plan.layout(), List.of(), List.of(), false);
      Engine.installed().validate(nothing);
    }
  }
}
