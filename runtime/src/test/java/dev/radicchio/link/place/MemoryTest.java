package dev.radicchio.link.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.link.plan.Region;
import dev.radicchio.link.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  private static Memory memory(long first, long heapBase, int pages) {
    return new Memory(
        new Region(Region.Kind.STACK, null, first, heapBase),
        heapBase,
        pages,
        List.of(new Region(Region.Kind.STACK, null, first, heapBase)),
        List.of(),
        Map.of("mem.high", 0xFFFF_0000L),
        List.of());
  }

  @Test
  void theGuardIsBelowTheFirstRange() {
    assertThat(memory(1024, 2048, 1).regions().get(0))
        .isEqualTo(new Region(Region.Kind.GUARD, null, 0, 1024));
  }

  @Test
  void thereIsNoGuardWhereSomeoneHasAddress0() {
    assertThat(memory(0, 2048, 1).regions())
        .extracting(Region::kind)
        .containsExactly(Region.Kind.STACK, Region.Kind.HEAP);
  }

  @Test
  void theHeapEndsWithTheInitialPages() {
    assertThat(memory(1024, 2048, 2).regions())
        .contains(new Region(Region.Kind.HEAP, null, 2048, 0x20000));
  }

  @Test
  void addressesOfRequestedRegionsAreUnsigned() {
    assertThat(memory(1024, 2048, 2).requested("mem.high")).hasValue(0xFFFF_0000);
  }

  @Test
  void problemsAreAddedBehindThoseThatItHas() {
    Memory memory =
        memory(1024, 2048, 1)
            .with(List.of(ProblemCode.OVER_4_GIB.of(null, 1L, 2L)))
            .with(List.of(ProblemCode.NOT_MOVABLE.of("a", "a.wasm")));

    assertThat(memory.problems())
        .extracting(problem -> (Object) problem.code())
        .containsExactly(ProblemCode.OVER_4_GIB, ProblemCode.NOT_MOVABLE);
  }
}
