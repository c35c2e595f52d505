package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.Slice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Java allocates from a guest, whose {@code free} is code that may fail. The guest counts its calls
 * and its live blocks, and aligns them to 8 bytes.
 */
final class GuestHeapTest {
  private final LinkedProgram program =
      LinkedProgram.instantiate(
          Linker.create()
              .add("own", Fixture.wasm("counting_heap"))
              .heap(new HeapPolicy.Guest("own", "malloc", "free"))
              .link());
  private final Heap heap = program.heap();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private int ask(String export, long... arguments) {
    long[] results = program.function("own", export).call(arguments);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  private void assertLive(int blocks) {
    assertThat(heap.statistics().liveBlocks()).isEqualTo(blocks);
    assertThat(ask("live")).isEqualTo(blocks);
  }

  @Test
  void argumentsOfAnInterruptedCallAreFreed() {
    GuestFunction spin = program.function("own", "spin");
    assertThatThrownBy(
            () -> {
              try (Arena arena = heap.arena()) {
                Slice one = arena.utf8("one");
                Slice two = arena.utf8("two");
                Thread.currentThread().interrupt();
                spin.call(one.address(), one.length(), two.address(), two.length());
              }
            })
        .isInstanceOf(GuestTrapException.class)
        .hasMessageContaining("own!spin trapped")
        .hasNoSuppressedExceptions();
    assertThat(Thread.interrupted()).as("interrupted").isTrue();
    assertLive(0);
  }

  @Test
  void aThreadThatIsNotInterruptedStaysSo() {
    heap.free(heap.allocate(10));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertLive(0);
  }

  @Test
  void aBlockThatCannotBeFreedStillCounts() {
    int block = heap.allocate(10);
    ask("stick", block);
    assertThatThrownBy(() -> heap.free(block)).isInstanceOf(GuestTrapException.class);
    assertLive(1);
    assertThat(heap.statistics().liveBytes()).isEqualTo(10);
    heap.free(block);
    assertLive(0);
  }

  @Test
  void aBlockInsideOfWhatWasGivenIsStillKnownAfterAFailure() {
    int block = heap.allocate(10, 64);
    int given = ask("last");
    assertThat(given).isNotEqualTo(block);
    ask("stick", given);
    assertThatThrownBy(() -> heap.free(block)).isInstanceOf(GuestTrapException.class);
    assertLive(1);
    heap.free(block);
    assertLive(0);
  }

  @Test
  void anArenaFreesTheOthersWhereSomeFail() {
    Arena arena = heap.arena();
    arena.allocate(10);
    arena.allocate(20);
    Slice third = arena.allocate(30);
    arena.allocate(40);
    ask("stick", third.address());
    assertThatThrownBy(arena::close).isInstanceOf(GuestTrapException.class);
    assertLive(1);
    arena.close(); // tries nothing again
    assertLive(1);
    assertThatThrownBy(() -> arena.allocate(1)).isInstanceOf(IllegalStateException.class);
    heap.free(third.address());
    assertLive(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 16, 100})
  void anArenaAsksForAlignmentOnlyWhereItIsMissing(int size) {
    int before = ask("calls");
    try (Arena arena = heap.arena()) {
      assertThat(arena.allocate(size).address() % 8).isZero();
      arena.bytes(new byte[size]);
      arena.allocate(size, 8);
      assertThat(ask("calls") - before).isEqualTo(3);
      assertThat(arena.allocate(size, 16).address() % 16).isZero();
    }
    assertLive(0);
  }

  @Test
  void aBlockThatAGuestFreesAndGivesAgainCountsOnce() {
    LinkedProgram manager =
        LinkedProgram.instantiate(
            Linker.create()
                .add("manager", Fixture.wasm("manager"))
                .heap(new HeapPolicy.Guest("manager", "malloc", "free"))
                .link());
    int block = manager.heap().allocate(100);
    manager.function("manager", "free").call(block);
    assertThat(manager.heap().allocate(60)).isEqualTo(block);
    assertThat(manager.heap().statistics().liveBytes()).isEqualTo(60);
  }
}
