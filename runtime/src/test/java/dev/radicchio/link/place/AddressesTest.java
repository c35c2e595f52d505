package dev.radicchio.link.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.plan.ResolvedImport;
import dev.radicchio.link.resolve.FoundExport;
import org.junit.jupiter.api.Test;

/** The values of symbols. */
final class AddressesTest {
  private static final String LIBRARY =
      """
      (module
        (@dylink.0 (mem-info (memory 16 4) (table 0 0)))
        (global (export "level") i32 (i32.const 4))
        (global (export "counter") (mut i32) (i32.const 4)))
      """;

  private static final String ARENA =
      """
      (module
        (@sym.import.data $__heap_base name="__heap_base")
        (@sym.import.data $__heap_end name="__heap_end")
        (memory 2)
        (func $room (export "room") (result i32 i32)
          (i32.const 0 (@reloc data $__heap_base))
          (i32.const 0 (@reloc data $__heap_end))))
      """;

  private static final String USER =
      """
      (module
        (@sym.import.data $level name="level")
        (@sym.import.data $shared name="shared")
        (memory 1)
        (func $read (export "read") (result i32 i32)
          (i32.const 0 (@reloc data $level))
          (i32.const 0 (@reloc data $shared))))
      """;

  private final Stages stages =
      new Stages()
          .add("library", LIBRARY)
          .add("arena", ARENA)
          .add("user", USER)
          .region("env.shared", 64, 64);
  private final Placement placement = stages.placement();
  private final Memory memory = placement.memory();
  private final Addresses addresses = placement.addresses();
  private final Instance library = stages.instance("library");

  private FoundExport export(String name) {
    Export export = library.module().export(name, ExternType.Kind.GLOBAL);
    return new FoundExport(library, export);
  }

  private int linkerDefined(String name) {
    return addresses.linkerDefined(library, name).orElseThrow();
  }

  @Test
  void symbolsOfLinkersAreThoseOfTheProgram() {
    assertThat(linkerDefined("__heap_base")).isEqualTo((int) memory.heapBase());
    assertThat(linkerDefined("__heap_end")).isEqualTo((int) memory.heapEnd());
    assertThat(linkerDefined("__stack_low")).isEqualTo((int) memory.stack().start());
    assertThat(linkerDefined("__stack_high")).isEqualTo((int) memory.stack().end());
  }

  @Test
  void theEndsOfDataAreThoseOfTheInstance() {
    assertThat(linkerDefined("__data_end")).isEqualTo((int) memory.of(library).end());
    assertThat(linkerDefined("__global_base")).isEqualTo((int) memory.of(library).start());
    assertThat(linkerDefined("__dso_handle")).isEqualTo((int) memory.of(library).start());
    assertThat(linkerDefined("__memory_base")).isEqualTo((int) memory.of(library).distance());
  }

  @Test
  void theHeapOfAnInstanceWithAnArenaIsTheArena() {
    Instance arena = stages.instance("arena");

    assertThat(addresses.linkerDefined(arena, "__heap_base"))
        .hasValue((int) memory.of(arena).arena().start());
    assertThat(addresses.linkerDefined(arena, "__heap_end"))
        .hasValue((int) memory.of(arena).arena().end());
  }

  @Test
  void aRequestedRegionIsDefinedByTheLinker() {
    assertThat(addresses.linkerDefined(library, "shared"))
        .isEqualTo(memory.requested("env.shared"));
  }

  @Test
  void anyOtherNameIsNot() {
    assertThat(addresses.linkerDefined(library, "level")).isEmpty();
  }

  @Test
  void anExportedAddressMovesWithTheData() {
    assertThat(addresses.exported(export("level"))).hasValue((int) memory.of(library).start() + 4);
  }

  @Test
  void aVariableIsNoAddress() {
    assertThat(addresses.exported(export("counter"))).isEmpty();
  }

  @Test
  void undefinedDataIsAnotherInstances() {
    assertThat(addresses.place(stages.instance("user")).foreign("level"))
        .hasValue((int) memory.of(library).start() + 4);
    assertThat(addresses.place(stages.instance("user")).foreign("nothing")).isEmpty();
  }

  @Test
  void itIsToldWhoseDataIs() {
    assertThat(placement.imports())
        .containsExactly(
            new ResolvedImport(
                "user",
                ResolvedImport.Kind.DATA_ADDRESS,
                "env",
                "level",
                new ResolvedImport.Origin.Instance("library", "level")),
            new ResolvedImport(
                "user",
                ResolvedImport.Kind.DATA_ADDRESS,
                "env",
                "shared",
                new ResolvedImport.Origin.Region()));
  }
}
