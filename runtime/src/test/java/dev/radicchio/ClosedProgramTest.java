package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.chicory.DirectCalls;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.Heap;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is left of a program once it is closed. */
final class ClosedProgramTest {
  private static final FunctionType COMPARATOR =
      new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));

  private final LinkedProgram program =
      LinkedProgram.instantiate(Linker.create().add("a", Fixture.wasm("callbacks")).link());
  private final GuestFunction function = program.function("a", "order");
  private final int pointer = (int) function.call()[0];
  private final GuestFunction pointed = program.pointer(pointer, COMPARATOR);
  private final LentFunction lent = program.lend(COMPARATOR, arguments -> new long[1]);
  private final DirectCalls calls = DirectCalls.of(program);

  @Test
  void keepsNoMemory() throws InterruptedException {
    assertThat(program.heap().allocate(10)).isNotZero();
    WeakReference<byte[]> bytes = new WeakReference<>(program.memory().view(0, 1).array());
    assertThat(bytes.get()).hasSize(program.memory().size());
    program.close();
    try {
      Garbage.awaitCollected(bytes);
    } finally {
      Reference.reachabilityFence(this); // and so all that the program gave
    }
  }

  private static void assertClosed(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program is closed");
  }

  @Test
  void refusesToBeUsed() {
    program.close();
    program.close();
    assertClosed(() -> function.call());
    assertClosed(() -> pointed.call(1, 2));
    assertClosed(() -> program.function("a", "order"));
    assertClosed(() -> program.pointer(pointer, COMPARATOR));
    assertClosed(() -> program.pointer("a", pointer, COMPARATOR));
    assertClosed(() -> program.lend("a", COMPARATOR, pointed));
    assertClosed(() -> program.lend(COMPARATOR, arguments -> arguments));
    assertClosed(() -> program.lend(COMPARATOR, pointed));
    assertClosed(program::memory);
    assertClosed(program::heap);
    assertClosed(() -> DirectCalls.of(program));
    assertClosed(calls::enter);
    assertClosed(calls::memory);
    assertClosed(calls::instance);
  }

  @Test
  void takesBackWhatWasLent() {
    program.close();
    lent.close();
    lent.close();
    assertThat(program.layout().instances()).hasSize(1);
  }

  @Test
  void mayBeClosedByAHostThatItCalls() {
    try (LentFunction closing =
        program.lend(
            COMPARATOR,
            arguments -> {
              program.close();
              throw new IllegalArgumentException("closed by the host");
            })) {
      program.function("a", "keep").call(closing.pointer());
      GuestFunction callKept = program.function("a", "call_kept");
      assertThatThrownBy(() -> callKept.call(1, 2)).hasMessage("closed by the host");
      assertClosed(() -> callKept.call(1, 2));
    }
  }

  @Test
  void directCallsThatAreLeftAfterItIsClosedThrowWhatWasThrown() {
    long before = calls.enter();
    program.close();
    AssertionError thrown = new AssertionError("by the host");
    assertThatThrownBy(
            () -> {
              throw calls.left("a!order", before, thrown);
            })
        .isSameAs(thrown);
  }

  @Test
  void givesBackWhatAGuestsHeapGave() {
    LinkedProgram managed =
        LinkedProgram.instantiate(
            Linker.create()
                .add("own", Fixture.wasm("counting_heap"))
                .heap(new HeapPolicy.Guest("own", "malloc", "free"))
                .link());
    Heap heap = managed.heap();
    int block = heap.allocate(10);
    Arena arena = heap.arena();
    arena.utf8("text");
    managed.close();
    assertClosed(() -> heap.allocate(10));
    assertClosed(() -> arena.allocate(10));
    heap.free(block);
    arena.close();
  }
}
