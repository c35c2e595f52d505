package dev.radicchio.link.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.CraftedModules;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Modules;
import dev.radicchio.link.plan.HeapPolicy;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who manages the memory above all static data. */
final class HeapOwnersTest {
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

  private static List<String> owners(Stages stages) {
    return stages.allocation().owners().instances().stream().map(Instance::name).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "at_0x20000", "asks_size", "grows"})
  void mostModulesDoNot(String crafted) {
    assertThat(owners(new Stages().addCrafted("one", crafted))).isEmpty();
  }

  @Test
  void whoRefersToWhereTheHeapBeginsDoes() {
    assertThat(owners(new Stages().add("other", Allocators.USER).add("one", Allocators.OWNER)))
        .containsExactly("one");
  }

  @Test
  void whoImportsWhereTheHeapBeginsDoes() {
    assertThat(
            owners(
                new Stages()
                    .add(
                        "one",
                        """
                        (module
                          (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
                          (import "GOT.mem" "__heap_base" (global $base (mut i32))))
                        """)))
        .containsExactly("one");
  }

  @Test
  void whoKnowsWhereItsMemoryEndsKeepsInside() {
    Stages stages = new Stages().add("one", ARENA);

    assertThat(owners(stages)).isEmpty();
    assertThat(stages.allocation().owners().keepsInside(stages.instance("one"))).isTrue();
  }

  @Test
  void whoKnowsOnlyWhereItBeginsDoesNotKeepInside() {
    Stages stages = new Stages().add("one", Allocators.OWNER);

    assertThat(stages.allocation().owners().keepsInside(stages.instance("one"))).isFalse();
  }

  @Test
  void whoKnowsBothAndAsksForMoreDoesNotKeepInside() {
    Stages stages =
        new Stages()
            .add(
                "one",
                ARENA.replace(
                    "(i32.const 0 (@reloc data $__heap_end))",
                    """
                (i32.add (i32.const 0 (@reloc data $__heap_end)) (memory.grow (i32.const 1)))
                """));

    assertThat(owners(stages)).containsExactly("one");
  }

  @Test
  void whatIsReplacedRefersToNothing() {
    String text =
        Allocators.replaceable(
                "(@sym.import.data $__heap_base name=\"__heap_base\")",
                "(func $run (export \"run\") (call $free (call $malloc (i32.const 16))))")
            .replace(
                "(call $allocate_chunk (local.get $bytes))",
                "(i32.add (call $allocate_chunk (local.get $bytes))"
                    + " (i32.const 0 (@reloc data $__heap_base)))");
    Stages stages = new Stages().add("one", text);

    assertThat(owners(stages)).containsExactly("one");
    assertThat(owners(stages.heap(new HeapPolicy.Host()))).isEmpty();
  }

  @Test
  void whatCannotBeMovedAndTakesTheRestDoes() {
    Stages stages = new Stages().addCrafted("one", "rest_0x20000");

    assertThat(owners(stages)).containsExactly("one");
    assertThat(stages.allocation().owners().claimsAbove(stages.instance("one"))).isTrue();
    assertThat(stages.allocation().owners().isOpen(stages.instance("one"))).isFalse();
  }

  @Test
  void memoryThatIsLeftToTheHostIsOpenUnlessItsPagesAreKnown() {
    Stages open = new Stages().addCrafted("one", "from_heap_base_0x20000");
    Stages known =
        new Stages()
            .add(
                "one",
                Modules.of("one.wasm", CraftedModules.file("from_heap_base_0x20000")),
                OptionalLong.empty(),
                OptionalInt.of(5));

    assertThat(open.allocation().owners().isOpen(open.instance("one"))).isTrue();
    assertThat(owners(open)).containsExactly("one");
    assertThat(known.allocation().owners().isOpen(known.instance("one"))).isFalse();
    assertThat(owners(known)).isEmpty();
  }

  @Test
  void whatCanBeMovedClaimsNothingAboveIt() {
    Stages stages = new Stages().add("one", Allocators.OWNER);

    assertThat(stages.allocation().owners().claimsAbove(stages.instance("one"))).isFalse();
  }

  @Test
  void twoSymbolsSayWhereTheHeapIs() {
    assertThat(HeapOwners.isHeapSymbol("__heap_base")).isTrue();
    assertThat(HeapOwners.isHeapSymbol("__heap_end")).isTrue();
    assertThat(HeapOwners.isHeapSymbol("__data_end")).isFalse();
  }
}
