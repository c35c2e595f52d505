package dev.radicchio.link.allocator;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Whose allocator the program's heap replaces. */
final class AllocationTest {
  private static final HeapPolicy OF_MANAGER = new HeapPolicy.Guest("manager", "take", "give");

  private static Stages two() {
    return new Stages().add("one", Allocators.replaceable()).add("two", Allocators.replaceable());
  }

  private static boolean replaces(Stages stages, String name) {
    return stages.allocation().replaced(stages.instance(name)) != null;
  }

  @Test
  void aHeapInJavaReplacesAll() {
    Stages stages = two().heap(new HeapPolicy.Host());

    assertThat(replaces(stages, "one")).isTrue();
    assertThat(replaces(stages, "two")).isTrue();
  }

  @Test
  void aHeapInJavaReplacesNoneIfAnotherManagesTheMemory() {
    Stages stages = two().add("owner", Allocators.OWNER).heap(new HeapPolicy.Host());

    assertThat(replaces(stages, "one")).isFalse();
    assertThat(replaces(stages, "two")).isFalse();
  }

  @Test
  void whereEachHasItsOwnNoneIsReplaced() {
    Stages stages = two().heap(new HeapPolicy.Private());

    assertThat(replaces(stages, "one")).isFalse();
    assertThat(stages.allocation().problems()).isEmpty();
  }

  @Test
  void anInstanceThatHasTheHeapReplacesThoseOfWhichItExportsEveryFunction() {
    Stages stages = two().add("manager", Allocators.MANAGER).heap(OF_MANAGER);

    assertThat(replaces(stages, "one")).isTrue();
    assertThat(replaces(stages, "two")).isTrue();
    assertThat(stages.allocation().problems()).isEmpty();
  }

  @Test
  void whatItDoesNotExportStays() {
    String withCalloc =
        Allocators.replaceable(
            "",
            """
            (func $calloc (@sym hidden) (param $n i32) (param $bytes i32) (result i32)
              (call $allocate_chunk (local.get $bytes)))
            (func $run (export "run")
              (call $free (call $calloc (i32.const 1) (call $malloc (i32.const 16)))))
            """);
    Stages stages =
        new Stages()
            .add("one", withCalloc)
            .add("two", Allocators.replaceable())
            .add("manager", Allocators.MANAGER)
            .heap(OF_MANAGER);

    assertThat(replaces(stages, "one")).isFalse();
    assertThat(replaces(stages, "two")).isTrue();
    assertThat(stages.allocation().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.ALLOCATOR_KEPT);
              assertThat(problem.instance()).isEqualTo("one");
              assertThat(problem.message()).contains("exports no calloc");
            });
  }

  @Test
  void anInstanceThatHasTheHeapKeepsItsOwnAllocator() {
    String manager =
        Allocators.replaceable(
            "",
            """
            (export "take" (func $malloc))
            (export "give" (func $free))
            """);
    Stages stages = new Stages().add("manager", manager).heap(OF_MANAGER);

    assertThat(replaces(stages, "manager")).isFalse();
  }

  @Test
  void anInstanceThatCannotHaveTheHeapIsAProblem() {
    Stages stages = new Stages().add("manager", Allocators.USER).heap(OF_MANAGER);

    assertThat(codes(stages.allocation().problems()))
        .containsExactly(ProblemCode.HEAP_FUNCTION_MISSING, ProblemCode.HEAP_FUNCTION_MISSING);
  }

  @Test
  void onlyAGuestIsAGuestHeap() {
    assertThat(two().allocation().guestHeap()).isEmpty();
    assertThat(two().heap(new HeapPolicy.Host()).allocation().guestHeap()).isEmpty();
    assertThat(two().add("manager", Allocators.MANAGER).heap(OF_MANAGER).allocation().guestHeap())
        .map(heap -> heap.owner().name())
        .hasValue("manager");
  }

  @Test
  void onlyWhatIsReplacedIsNotLive() {
    Stages kept = two();
    Stages replaced = two().heap(new HeapPolicy.Host());
    int malloc = 0;
    int run = 3;

    assertThat(kept.allocation().live().isLive(kept.instance("one"), malloc)).isTrue();
    assertThat(replaced.allocation().live().isLive(replaced.instance("one"), malloc)).isFalse();
    assertThat(replaced.allocation().live().isLive(replaced.instance("one"), run)).isTrue();
  }

  @Test
  void codeThatIsReplacedDoesNotGrowTheMemory() {
    String text =
        Allocators.replaceable()
            .replace(
                "(call $allocate_chunk (local.get $bytes))",
                "(i32.store (i32.shl (memory.grow (i32.const 1)) (i32.const 16)) (i32.const 0))"
                    + " (call $allocate_chunk (local.get $bytes))");
    Stages stages = new Stages().add("one", text);

    assertThat(stages.allocation().live().growsMemory(stages.instance("one"))).isTrue();
    stages.heap(new HeapPolicy.Host());
    assertThat(stages.allocation().live().growsMemory(stages.instance("one"))).isFalse();
  }

  @Test
  void whoAsksForTheSizeTakesWhatOthersGrow() {
    Stages stages = new Stages().addCrafted("asks", "asks_size").addCrafted("grows", "grows");

    assertThat(stages.allocation().live().asksMemorySize(stages.instance("asks"))).isTrue();
    assertThat(stages.allocation().live().takesWhatOthersGrow(stages.instance("asks"))).isTrue();
    assertThat(stages.allocation().live().asksMemorySize(stages.instance("grows"))).isFalse();
    assertThat(stages.allocation().live().takesWhatOthersGrow(stages.instance("grows"))).isFalse();
  }
}
