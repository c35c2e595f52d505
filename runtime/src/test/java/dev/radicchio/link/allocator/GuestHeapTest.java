package dev.radicchio.link.allocator;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Allocators;
import dev.radicchio.fixture.Stages;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** What an instance must have to manage the heap for all. */
final class GuestHeapTest {
  private static GuestHeap heap(String text) {
    return GuestHeap.of(
        new Stages().add("manager", text).instances(),
        new HeapPolicy.Guest("manager", "take", "give"));
  }

  @Test
  void mallocAndFreeHaveTheNamesThatAreGiven() {
    GuestHeap heap = heap(Allocators.MANAGER);

    assertThat(heap.export("malloc").name()).isEqualTo("take");
    assertThat(heap.export("free").name()).isEqualTo("give");
  }

  @Test
  void otherFunctionsHaveTheirOwn() {
    GuestHeap heap =
        heap(
            """
            (module
              (func (export "calloc") (param i32 i32) (result i32) (i32.const 0)))
            """);

    assertThat(heap.export("calloc").name()).isEqualTo("calloc");
    assertThat(heap.export("realloc")).isNull();
  }

  @Test
  void aFunctionOfAnotherTypeIsAnotherFunction() {
    GuestHeap heap =
        heap("(module (func (export \"calloc\") (param i32) (result i32) (i32.const 0)))");

    assertThat(heap.export("calloc")).isNull();
  }

  @Test
  void oneThatHasBothFunctionsIsNoProblem() {
    assertThat(heap(Allocators.MANAGER).problems()).isEmpty();
  }

  @Test
  void eachFunctionThatIsMissingIsAProblem() {
    assertThat(codes(heap("(module (func (export \"give\") (param i32)))").problems()))
        .containsExactly(ProblemCode.HEAP_FUNCTION_MISSING);
  }

  @Test
  void aFunctionThatItOnlyPassesOnIsAProblem() {
    assertThat(
            codes(
                heap("""
                        (module
                          (import "env" "malloc" (func $malloc (param i32) (result i32)))
                          (export "take" (func $malloc))
                          (func (export "give") (param i32)))
                        """)
                    .problems()))
        .containsExactly(ProblemCode.HEAP_FUNCTION_IMPORTED);
  }

  @Test
  void aFunctionOfAnotherTypeIsAProblem() {
    assertThat(
            codes(
                heap("""
                        (module
                          (func (export "take") (param i32))
                          (func (export "give") (param i32)))
                        """)
                    .problems()))
        .containsExactly(ProblemCode.HEAP_FUNCTION_TYPE);
  }

  @Test
  void whatItLacksOfAnAllocatorIsToldByName() {
    Stages stages = new Stages().add("one", Allocators.replaceable());
    OwnAllocator own = stages.allocation().of(stages.instance("one")).replaceable().orElseThrow();

    assertThat(heap(Allocators.MANAGER).missing(own)).isEmpty();
    assertThat(heap(Allocators.USER).missing(own)).containsExactlyInAnyOrder("malloc", "free");
    assertThat(heap(Allocators.MANAGER).servesAllOfC(own)).isTrue();
    assertThat(heap(Allocators.USER).servesAllOfC(own)).isFalse();
  }
}
