package dev.radicchio.link.place;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is left for the heap, and whether Java may have it. */
final class ProgramHeapTest {
  private static final String FOLLOWER =
      """
      (module
        (memory 1)
        (func (export "alloc") (param i32) (result i32) (memory.size))
        (func (export "dealloc") (param i32) (drop (memory.grow (local.get 0)))))
      """;

  private static Memory memory(Stages stages) {
    return MemoryLayout.of(stages.allocation(), 0, OptionalLong.empty(), List.of());
  }

  private static ProgramHeap heap(Stages stages, boolean used) {
    return ProgramHeap.of(stages.allocation(), memory(stages), used);
  }

  @Test
  void aHeapInJavaHasTheRestOfTheInitialPages() {
    Stages stages = new Stages().heap(new HeapPolicy.Host()).addCrafted("one", "nothing");
    ProgramHeap heap = heap(stages, true);

    assertThat(heap.layout().start()).isEqualTo(memory(stages).heapBase());
    assertThat(heap.layout().end()).isEqualTo(memory(stages).heapEnd());
    assertThat(heap.layout().unavailable()).isNull();
  }

  @Test
  void aHeapOfAnInstanceHasNothingYet() {
    ProgramHeap heap =
        heap(
            new Stages()
                .heap(new HeapPolicy.Guest("manager", "take", "give"))
                .add("manager", Allocators.MANAGER),
            false);

    assertThat(heap.layout().end()).isEqualTo(heap.layout().start());
    assertThat(heap.layout().unavailable()).isNull();
  }

  @Test
  void javaHasNoneWhereEachModuleHasItsOwn() {
    assertThat(heap(new Stages().addCrafted("one", "nothing"), false).layout().unavailable())
        .contains("PRIVATE");
  }

  @Test
  void javaHasNoneWhereAnInstanceManagesTheMemory() {
    Stages stages = new Stages().heap(new HeapPolicy.Host()).addCrafted("one", "rest_0x20000");

    assertThat(heap(stages, false).layout().unavailable()).contains("one.wasm (one) manages");
    assertThat(heap(stages, false).problems()).as("nobody needs it").isEmpty();
    assertThat(codes(heap(stages, true).problems())).containsExactly(ProblemCode.HEAP_TAKEN);
  }

  @Test
  void javaHasNoneWhereAnInstanceLeavesTheMemoryToItsHost() {
    Stages stages =
        new Stages().heap(new HeapPolicy.Host()).addCrafted("one", "from_heap_base_0x20000");

    assertThat(codes(heap(stages, true).problems()))
        .containsExactly(ProblemCode.HEAP_IN_OPEN_MEMORY);
  }

  @Test
  void theAdviceNamesTheExportsThatSeemToAllocateAndFree() {
    Stages stages = new Stages().heap(new HeapPolicy.Host()).add("one", FOLLOWER);

    assertThat(heap(stages, true).problems())
        .anySatisfy(
            problem ->
                assertThat(problem.message())
                    .contains(
                        "GUEST with heapOwner = \"one\", malloc = \"alloc\" and free ="
                            + " \"dealloc\""));
  }
}
