package dev.radicchio.link;

import static dev.radicchio.fixture.ModuleBytes.FUNCREF;
import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.constant;
import static dev.radicchio.fixture.ModuleBytes.export;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.input.LinkerSymbols;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The minimum and maximum that modules declare of tables and memories. */
final class LimitsTest {
  private static final int GET_SIZE = 0;
  private static final int GROW = 1;
  private static final int NONE = -1;

  private static WasmWriter limits(int minimum, int maximum) {
    return maximum == NONE
        ? new WasmWriter().u8(0).u32(minimum)
        : new WasmWriter().u8(1).u32(minimum).u32(maximum);
  }

  private static WasmWriter tableImport(String module, String name, int minimum, int maximum) {
    return new WasmWriter()
        .name(module)
        .name(name)
        .u8(ModuleBytes.TABLE)
        .u8(FUNCREF)
        .append(limits(minimum, maximum));
  }

  /** Exports {@code size}, {@code grow(count)} and {@code is_null(slot)} of table 0. */
  private static ModuleBytes asking(ModuleBytes module) {
    return module
        .section(Section.FUNCTION, bytes(2), bytes(3), bytes(3))
        .section(
            Section.EXPORT,
            export("size", ModuleBytes.FUNCTION, GET_SIZE),
            export("grow", ModuleBytes.FUNCTION, GROW),
            export("is_null", ModuleBytes.FUNCTION, 2))
        .code(
            bytes(0xFC, 16, 0),
            bytes(0xD0, 0x70, 0x20, 0, 0xFC, 15, 0),
            bytes(0x20, 0, 0x25, 0, 0xD1));
  }

  private static ModuleBytes types() {
    return new ModuleBytes()
        .section(
            Section.TYPE,
            bytes(0x60, 0, 0),
            bytes(0x60, 1, ModuleBytes.I32, 0),
            bytes(0x60, 0, 1, ModuleBytes.I32),
            bytes(0x60, 1, ModuleBytes.I32, 1, ModuleBytes.I32));
  }

  private static WasmFile importer(String module, String name, int minimum, int maximum) {
    return asking(types().imports(tableImport(module, name, minimum, maximum)))
        .read("importer.wasm");
  }

  private static WasmFile programsTable(int minimum, int maximum) {
    return importer("env", LinkerSymbols.FUNCTION_TABLE, minimum, maximum);
  }

  private static WasmFile exporter(int minimum, int maximum) {
    return new ModuleBytes()
        .section(Section.TABLE, bytes(FUNCREF).append(limits(minimum, maximum)))
        .section(Section.EXPORT, export("slots", ModuleBytes.TABLE, 0))
        .read("exporter.wasm");
  }

  private static List<String> problems(Linker linker) {
    return linker.plan().problems().stream().map(Problem::toString).toList();
  }

  private static int call(LinkedProgram program, String instance, String function, long... args) {
    return (int) program.function(instance, function).call(args)[0];
  }

  @Test
  void theProgramsTableHasAsManySlotsAsAnImporterSays() {
    Image image =
        Linker.create()
            .add("pointers", Fixture.wasm("pointers.relocs"))
            .add("small", programsTable(20, NONE))
            .add("large", programsTable(40, NONE))
            .link();

    assertThat(image.layout().tableSlots()).isEqualTo(40);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "small", "size")).isEqualTo(40);
      assertThat(call(program, "large", "is_null", 1)).isZero();
      assertThat(call(program, "large", "is_null", 39)).isEqualTo(1);
      assertThat(call(program, "pointers", "apply", 2, 6, 7)).isEqualTo(42);
    }
  }

  @Test
  void theProgramsTableHasAsManySlotsAsALibraryImports() {
    WasmFile library =
        asking(
                types()
                    .dylink(0, 2)
                    .imports(tableImport("env", LinkerSymbols.FUNCTION_TABLE, 30, NONE)))
            .read("library.wasm");

    try (LinkedProgram program =
        LinkedProgram.instantiate(Linker.create().add("library", library).link())) {
      assertThat(call(program, "library", "size")).isEqualTo(30);
    }
  }

  /** The exporter's table is the program's, since it can be moved. */
  @Test
  void theProgramsTableHasAsManySlotsAsIsSaidUnderAnotherName() {
    Linker linker =
        Linker.create()
            .add("pointers", relocatable())
            .add("user", importer("pointers", "functions", 50, NONE));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "user", "size")).isEqualTo(50);
    }
  }

  private static WasmFile relocatable() {
    return types()
        .functions(1)
        .section(Section.TABLE, bytes(FUNCREF, 1, 2, 2))
        .section(Section.EXPORT, export("functions", ModuleBytes.TABLE, 0))
        .element(constant(1))
        .code(bytes(0x41, 0x81, 0x80, 0x80, 0x80, 0, 0x1A))
        .relocations("reloc.CODE", 0, new WasmWriter().u8(1).u32(4).u32(0))
        .linking(new WasmWriter().u8(0).u32(0).u32(0).name("f"))
        .read("relocatable.wasm");
  }

  @Test
  void theProgramsTableGrowsToTheMaximumOfAnImporterAndNoFurther() {
    Linker linker = Linker.create().add("a", programsTable(4, 8)).add("b", programsTable(2, NONE));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "b", "grow", 5)).isEqualTo(-1);
      assertThat(call(program, "b", "grow", 4)).isEqualTo(4);
      assertThat(call(program, "a", "size")).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 12", "12, 8"})
  void theProgramsTableGrowsToTheLowestOfSeveralMaximums(int one, int two) {
    Linker linker = Linker.create().add("a", programsTable(4, one)).add("b", programsTable(4, two));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "b", "grow", 5)).isEqualTo(-1);
      assertThat(call(program, "b", "grow", 4)).isEqualTo(4);
    }
  }

  /** What linkers write as the maximum of a module's own table is the number of its functions. */
  @Test
  void theMaximumOfAMergedTableIsNoLimit() {
    Linker linker = Linker.create().add("a", relocatable()).add("b", programsTable(2, NONE));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "b", "grow", 5)).isEqualTo(2);
    }
  }

  @Test
  void refusesAMaximumThatTheProgramsTableExceeds() {
    assertThat(
            problems(
                Linker.create()
                    .add("large", programsTable(40, NONE))
                    .add("small", programsTable(10, 39))))
        .containsExactly(
            "small: importer.wasm imports the program's table with at most 39 slots, and it has 40."
                + " Declare a larger maximum, or none (RAD342)");
  }

  @Test
  void refusesAMinimumOfTheProgramsTableBeyondTheLimit() {
    assertThat(problems(Linker.create().add("a", programsTable((1 << 20) + 1, NONE))))
        .containsExactly(
            "a: importer.wasm asks for 1048577 table slots; 1048576 are the limit (RAD433)");
  }

  @ParameterizedTest
  @CsvSource({"4, -1, 4, -1", "4, -1, 3, -1", "4, 8, 4, 8", "4, 8, 2, 9", "4, 8, 4, -1"})
  void takesATableOfAnotherModuleThatHasWhatTheImportSays(
      int minimum, int maximum, int wantedMinimum, int wantedMaximum) {
    Linker linker =
        Linker.create()
            .add("owner", exporter(minimum, maximum))
            .add("user", importer("owner", "slots", wantedMinimum, wantedMaximum));

    assertThat(problems(linker)).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "user", "size")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4, -1, 5, -1, 5 slots or more, 4 slots or more",
    "4, -1, 4, 8, 4 to 8 slots, 4 slots or more",
    "4, 8, 4, 7, 4 to 7 slots, 4 to 8 slots"
  })
  void refusesATableOfAnotherModuleThatHasNotWhatTheImportSays(
      int minimum,
      int maximum,
      int wantedMinimum,
      int wantedMaximum,
      String wanted,
      String offered) {
    assertThat(
            problems(
                Linker.create()
                    .add("owner", exporter(minimum, maximum))
                    .add("user", importer("owner", "slots", wantedMinimum, wantedMaximum))))
        .containsExactly(
            "user: importer.wasm imports the table owner.slots with "
                + wanted
                + ", but that of exporter.wasm has "
                + offered
                + ". The import's minimum must not be above that of the table, nor its maximum below,"
                + " so declare the same on both sides (RAD341)");
  }

  @Test
  void anImportedTableIsTheOneOfThatName() {
    WasmFile owner =
        new ModuleBytes()
            .section(
                Section.TABLE,
                bytes(FUNCREF).append(limits(4, NONE)),
                bytes(FUNCREF).append(limits(7, NONE)))
            .section(
                Section.EXPORT,
                export("first", ModuleBytes.TABLE, 0),
                export("second", ModuleBytes.TABLE, 1))
            .read("owner.wasm");
    Linker linker =
        Linker.create().add("owner", owner).add("user", importer("owner", "second", 4, NONE));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "user", "size")).isEqualTo(7);
    }
  }

  /** {@code memory.size}, and {@code memory.grow} of a number of pages. */
  private static ModuleBytes askingMemory(ModuleBytes module) {
    return module
        .section(
            Section.EXPORT,
            export("size", ModuleBytes.FUNCTION, GET_SIZE),
            export("grow", ModuleBytes.FUNCTION, GROW))
        .code(bytes(0x3F, 0), bytes(0x20, 0, 0x40, 0));
  }

  private static WasmFile memoryUser(boolean imports, int minimum, int maximum) {
    ModuleBytes module = types();
    if (imports) {
      module.imports(
          new WasmWriter().name("env").name("memory").u8(2).append(limits(minimum, maximum)));
    }
    module.section(Section.FUNCTION, bytes(2), bytes(3));
    if (!imports) {
      module.section(Section.MEMORY, limits(minimum, maximum));
    }
    return askingMemory(module).read("user.wasm");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theMemoryHasAsManyPagesAsAModuleSaysThatAsksForItsSize(boolean imports) {
    Linker linker =
        Linker.create().add("user", memoryUser(imports, 30, NONE)).heap(new HeapPolicy.Private());

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "user", "size")).isEqualTo(30);
    }
  }

  /** It is how much the module needs; how much all of them may take is what maxPages says. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theMaximumOfAModulesMemoryIsNoLimitOfTheProgram(boolean imports) {
    Linker linker =
        Linker.create().add("user", memoryUser(imports, 1, 2)).heap(new HeapPolicy.Private());

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      int pages = call(program, "user", "size");
      assertThat(call(program, "user", "grow", 5)).isEqualTo(pages);
      assertThat(call(program, "user", "size")).isEqualTo(pages + 5);
    }
  }
}
