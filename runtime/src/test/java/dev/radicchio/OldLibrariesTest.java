package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.DylinkSection;
import dev.radicchio.binary.ModuleWriter;
import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shared libraries as LLVM 12 and older described them. */
final class OldLibrariesTest {
  private static final String DYLINK = "dylink";

  /** A library with its {@code dylink.0} section written as it was then. */
  private static WasmFile old(String fixture) {
    WasmBinary module = WasmBinary.read(Fixture.bytes(fixture));
    DylinkSection library = DylinkSection.of(module).orElseThrow();
    WasmWriter contents =
        new WasmWriter()
            .u32(library.memorySize())
            .u32(Integer.numberOfTrailingZeros(library.memoryAlignment()))
            .u32(library.tableSize())
            .u32(Integer.numberOfTrailingZeros(library.tableAlignment()))
            .u32(library.needed().size());
    library.needed().forEach(contents::name);
    ModuleWriter out = new ModuleWriter().custom(DYLINK, contents.toByteArray());
    for (Section section : module.sections()) {
      if (!section.name().equals("dylink.0")) {
        out.section(section.id(), module.bytes(), section.payload());
      }
    }
    return WasmFile.read(fixture + ".wasm", out.toByteArray());
  }

  private static List<Long> results(WasmFile pointers) {
    Image image =
        Linker.create()
            .add("first", Fixture.wasm("pointers.relocs"))
            .add("one", pointers)
            .add("two", pointers)
            .link();
    List<Long> results = new ArrayList<>();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(image.layout().instance("two").model()).isEqualTo(RelocationModel.DYLINK);
      for (String instance : List.of("one", "two", "one")) {
        for (int i = 0; i < 3; i++) {
          results.add(call(program, instance, "name_char_twice", i, 1));
          results.add(call(program, instance, "entry_char", i, 2));
          results.add(call(program, instance, "entry_apply", i, 1000, 3));
          results.add(call(program, instance, "count_through_pointer", i));
          long pointer = call(program, instance, "operation_pointer", i);
          results.add(call(program, "first", "call", pointer, 9, 4));
        }
      }
    }
    return results;
  }

  private static long call(LinkedProgram program, String instance, String name, long... values) {
    return program.function(instance, name).call(values)[0];
  }

  @Test
  void computeWhatTheSameComputesWithTheNewSection() {
    assertThat(results(old("pointers.dylink"))).isEqualTo(results(Fixture.wasm("pointers.dylink")));
  }

  @Test
  void needOtherLibraries() {
    Linker linker = Linker.create().add("user", old("needs_triple"));

    assertThat(linker.plan().problems())
        .extracting(problem -> problem.code().code())
        .contains("RAD305");
    assertThat(linker.add("library", old("triple.dylink")).plan().hasErrors()).isFalse();
  }

  /** Emscripten's function for constructors is called once, and after the data relocations. */
  @Test
  void areInitializedByFunctionsOfOtherNames() {
    byte[] library =
        WatModule.encode(
            """
            (module
              (import "env" "memory" (memory 1))
              (import "env" "__memory_base" (global $base i32))
              (func (export "__wasm_apply_relocs")
                (i32.store (global.get $base) (i32.add (global.get $base) (i32.const 8))))
              (func $construct (export "__wasm_call_ctors")
                (i32.store (i32.load (global.get $base))
                  (i32.add (i32.load (i32.load (global.get $base))) (i32.const 7))))
              (func (export "__post_instantiate")
                (call $construct)
                (i32.store offset=4 (global.get $base) (i32.const 5)))
              (func (export "sum") (result i32)
                (i32.add (i32.load offset=4 (global.get $base))
                  (i32.load (i32.load (global.get $base))))))
            """);
    byte[] section = new WasmWriter().u32(16).u32(2).u32(0).u32(0).u32(0).toByteArray();
    ModuleWriter out = new ModuleWriter().custom(DYLINK, section);
    for (Section part : WasmBinary.read(library).sections()) {
      out.section(part.id(), library, part.payload());
    }
    Image image =
        Linker.create()
            .add("first", Fixture.wasm("pointers.relocs"))
            .add("library", WasmFile.read("library.wasm", out.toByteArray()))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "library", "sum")).isEqualTo(12);
    }
  }
}
