package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.radicchio.binary.Section;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that a module contains survives fusing, and the image is an ordinary module. */
final class FusedModuleTest {
  /** A name that is two chars in Java and four bytes in a module. */
  private static final String LEAFY_GREEN = "\ud83e\udd6c";

  private static Image twice(String fixture) {
    return Linker.create()
        .add("one", Fixture.wasm(fixture))
        .add("data", Fixture.wasm("pointers.relocs"))
        .add("two", Fixture.wasm(fixture))
        .link();
  }

  private static long[] call(LinkedProgram program, String instance, String name, long... args) {
    return program.function(instance, name).call(args);
  }

  @Test
  void tablesOfTheirOwnKeepTheirSlots() {
    try (LinkedProgram program = LinkedProgram.instantiate(twice("everything"))) {
      for (String instance : List.of("one", "two")) {
        assertThat(call(program, instance, "apply", 1, 7)[0]).isEqualTo(14);
        assertThat(call(program, instance, "apply", 2, 7)[0]).isEqualTo(49);
        assertThat(call(program, instance, "sizes")).containsExactly(4, 3);
      }
    }
  }

  @Test
  void passiveSegmentsAreCopiedWhenCodeSaysSo() {
    try (LinkedProgram program = LinkedProgram.instantiate(twice("everything"))) {
      call(program, "two", "install");
      assertThat((int) call(program, "two", "apply", 3, 7)[0]).isEqualTo(-7);
      assertThat(call(program, "one", "is_negate_in_table", 3)[0]).isEqualTo(1);

      int heap = (int) program.layout().heapBase();
      call(program, "one", "greet", heap);
      assertThat(call(program, "one", "load", heap + 1)[0]).isEqualTo('e');
      assertThatThrownBy(() -> call(program, "one", "greet", heap))
          .isInstanceOf(GuestTrapException.class);
      call(program, "two", "greet", heap + 8);
      assertThat(call(program, "one", "load", heap + 8)[0]).isEqualTo('h');
    }
  }

  @Test
  void startFunctionsRunOncePerInstanceAndGlobalsStayApart() {
    try (LinkedProgram program = LinkedProgram.instantiate(twice("everything"))) {
      assertThat(call(program, "one", "next")[0]).isEqualTo(41);
      assertThat(call(program, "one", "weiter " + LEAFY_GREEN)[0]).isEqualTo(42);
      assertThat(call(program, "two", "next")[0]).isEqualTo(41);
    }
  }

  @Test
  void severalResultsComeInOrder() {
    try (LinkedProgram program = LinkedProgram.instantiate(twice("everything"))) {
      assertThat(call(program, "one", "divide", 17, 5)).containsExactly(3, 2);
    }
  }

  @Test
  void blockTypesKeepTheirMeaningWithManyTypes() {
    // With some of these numbers of types before its own, the block's type gets an index that the
    // engine would read as a value type; see TypePool.blockType.
    for (int before = 50; before < 150; before++) {
      WasmFile tested = WasmFile.read("block.wasm", ManyTypes.moduleWithBlockType("sum"));
      Image image =
          Linker.create()
              .add("types", WasmFile.read("types.wasm", ManyTypes.moduleWithTypes(before)))
              .add("tested", tested)
              .link();
      try (LinkedProgram program = LinkedProgram.instantiate(image)) {
        assertThat(call(program, "tested", "sum", 5)[0]).as("%d types", before).isEqualTo(12);
      }
    }
  }

  @Test
  void anExportMayHaveAnyNameAlsoWhereItNamesTheFunction() {
    WasmFile tested = WasmFile.read("salad.wasm", ManyTypes.moduleWithBlockType(LEAFY_GREEN));
    Image image = Linker.create().add("tested", tested).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "tested", LEAFY_GREEN, 5)[0]).isEqualTo(12);
    }
  }

  @Test
  void linkingTwiceGivesTheSameBytes() {
    assertThat(twice("everything").bytes()).isEqualTo(twice("everything").bytes());
    assertThat(twice("pointers.dylink").bytes()).isEqualTo(twice("pointers.dylink").bytes());
  }

  @Test
  void theImageExportsByInstanceAndImportsNothing() {
    Image image =
        Linker.create()
            .add("even", Fixture.wasm("even.relocs"))
            .add("odd", Fixture.wasm("odd.dylink"))
            .link();
    WasmModule module = Parser.parse(image.bytes());
    assertThat(module.importSection().importCount()).isZero();
    List<String> exports = new ArrayList<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      exports.add(module.exportSection().getExport(i).name());
    }
    assertThat(exports)
        .contains(
            "memory",
            "__indirect_function_table",
            "_initialize",
            "even!is_even",
            "odd!is_odd",
            "odd!even_pointer")
        .doesNotContain("odd!__wasm_apply_data_relocs", "even!memory");
  }

  @Test
  void functionsAreNamedByInstance() {
    Image image = twice("pointers.relocs");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Parser.parse(image.bytes()).functionSection().functionCount(); i++) {
      names.add(Parser.parse(image.bytes()).nameSection().nameOfFunction(i));
    }
    assertThat(names).contains("one!subtract", "data!subtract", "two!subtract");
  }

  @Test
  void anImageOfAnImageStillWorks() {
    Image inner =
        Linker.create()
            .add("even", Fixture.wasm("even.relocs"))
            .add("odd", Fixture.wasm("odd.relocs"))
            .link();
    byte[] bytes = inner.bytes();
    WasmFile file = WasmFile.read("inner.wasm", bytes);
    try (LinkedProgram program =
        LinkedProgram.instantiate(Linker.create().add("inner", file).link())) {
      assertThat(call(program, "inner", "even!is_even", 4)[0]).isEqualTo(1);
    }
  }

  /** A library that returns what it imports. */
  private static WasmFile reader(ModuleBytes library, String module, String name) {
    return library
        .types()
        .imports(ModuleBytes.global(module, name, ModuleBytes.I32, "GOT.mem".equals(module)))
        .section(Section.FUNCTION, ModuleBytes.bytes(2))
        .section(Section.EXPORT, ModuleBytes.export("read", ModuleBytes.FUNCTION, 0))
        .code(ModuleBytes.bytes(0x23, 0))
        .read("library.wasm");
  }

  @Test
  void anAddressAbove2GiBIsTheSameConstant() {
    Image image =
        Linker.create()
            .add("library", reader(new ModuleBytes().dylink(4, 0), "env", "__memory_base"))
            .stackBytes(1L << 31)
            .link();

    int base = (int) image.layout().instance("library").dataStart();
    assertThat(base).isNegative();
    assertThat(Immediates.of(image, "library!read").constants()).containsExactly(base);
  }

  @Test
  void anAddressAbove2GiBOfAnotherModuleIsTheSameConstant() {
    WasmFile owner =
        new ModuleBytes()
            .section(
                Section.GLOBAL,
                ModuleBytes.bytes(ModuleBytes.I32, 0)
                    .append(ModuleBytes.constant(-16))
                    .append(ModuleBytes.bytes(0x0B)))
            .section(Section.EXPORT, ModuleBytes.export("last", ModuleBytes.GLOBAL, 0))
            .read("owner.wasm");
    Linker linker =
        Linker.create()
            .add("library", reader(new ModuleBytes().dylink(4, 0), "GOT.mem", "last"))
            .add("owner", owner);

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat((int) call(program, "library", "read")[0]).isEqualTo(-16);
    }
  }

  @Test
  void theSlotsOfALibraryBeginAtAMultipleOfTheirAlignment() {
    Linker linker =
        Linker.create()
            .add("before", reader(new ModuleBytes().dylink(0, 3, 0), "env", "__table_base"))
            .add("library", reader(new ModuleBytes().dylink(0, 2, 3), "env", "__table_base"));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "before", "read")[0]).isEqualTo(1);
      assertThat(call(program, "library", "read")[0]).isEqualTo(8);
    }
  }

  /** Of {@code __memory_base}, {@code __table_base} and GOT entries, no global is left. */
  @Test
  void addressesAreConstantsInTheCode() {
    Image image =
        Linker.create()
            .add("one", Fixture.wasm("odd.dylink"))
            .add("two", Fixture.wasm("even.dylink"))
            .add("three", Fixture.wasm("large.dylink"))
            .add("four", Fixture.wasm("large.pic-relocs"))
            .link();

    assertThat(Parser.parse(image.bytes()).globalSection().globalCount())
        .isEqualTo(1); // the stack pointer
  }
}
