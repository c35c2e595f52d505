package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.memory.Arena;
import dev.radicchio.memory.GuestDataException;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics.Usage;
import dev.radicchio.memory.MemoryAccessException;
import dev.radicchio.memory.Slice;
import dev.radicchio.wat.WatModule;
import org.junit.jupiter.api.Test;

/** Blocks of an instance's own functions; generated programs with several shapes test the rest. */
final class InstanceAllocatorTest {
  /** Gives what is no memory, and traps if it gets it back. */
  private static final String BROKEN =
      """
      (module
        (memory 1)
        (func (export "take") (param i32) (result i32) (i32.const 0x7ffffff0))
        (func (export "give") (param i32) (unreachable))
        (func (export "give_sized") (param i32 i32) (unreachable)))
      """;

  private static LinkedProgram broken() {
    return LinkedProgram.instantiate(
        Linker.create().add("b", WasmFile.read("b.wasm", WatModule.encode(BROKEN))).link());
  }

  /** Its functions are those of the program's heap. */
  private static LinkedProgram user() {
    return LinkedProgram.instantiate(
        Linker.create().add("a", Fixture.wasm("memory_user.relocs")).link());
  }

  @Test
  void blocksOfTheProgramsHeapAreTheInstances() {
    try (LinkedProgram program = user()) {
      InstanceAllocator allocator = program.allocator("a", "do_malloc", "do_free");
      try (Arena arena = allocator.arena()) {
        arena.utf8("freed by the arena");
        assertThat(program.heap().statistics().instances()).containsEntry("a", new Usage(1, 32));
      }
      assertThat(program.heap().statistics().liveBlocks()).isZero();
      Slice given;
      try (Arena arena = allocator.arena()) {
        given = arena.cString("given");
        arena.handOver();
      }
      assertThat(allocator.cString(given.address())).isEqualTo("given");
      assertThat(program.heap().statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void blocksAreFreedWhileTheThreadIsInterrupted() {
    try (LinkedProgram program = user()) {
      Arena arena = program.allocator("a", "do_malloc", "do_free").arena();
      arena.bytes(new byte[10]);
      Thread.currentThread().interrupt();
      arena.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(program.heap().statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void functionsThatAreMissingOrAreNoAllocatorsAreRefused() {
    try (LinkedProgram program = user()) {
      assertThatThrownBy(() -> program.allocator("a", "malloc_", "do_free"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no exported function a!malloc_");
      assertThatThrownBy(() -> program.allocator("a", "do_malloc", "pointer_to_free"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a!pointer_to_free is of type () -> i32, and no allocator's function; take one of type"
                  + " (i32) -> (), (i32, i32) -> (), (i32, i32, i32) -> (), (i32, i32, i32, i32) ->"
                  + " i32");
      assertThatThrownBy(() -> program.allocator("c", "do_malloc", "do_free"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatIsNoMemoryIsNotTaken() {
    try (LinkedProgram program = broken();
        Arena arena = program.allocator("b", "take", "give").arena()) {
      assertThatThrownBy(() -> arena.utf8("text"))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("the allocator of b gave what is no memory: ");
    }
  }

  @Test
  void aTrapOfFreeDoesNotHideWhyNothingCouldBeCopied() {
    try (LinkedProgram program = broken()) {
      InstanceAllocator allocator = program.allocator("b", "take", "give");
      assertThatThrownBy(() -> allocator.bytes(65530, 10))
          .isInstanceOf(MemoryAccessException.class)
          .satisfies(
              e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(GuestTrapException.class));
    }
  }

  @Test
  void textWithoutItsEndIsFreedWhereThatTakesNoSize() {
    try (LinkedProgram program = broken()) {
      program.memory().fill(60000, 5536, (byte) 'x');
      assertThatThrownBy(() -> program.allocator("b", "take", "give").cString(60000))
          .isInstanceOf(GuestDataException.class)
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
      assertThatThrownBy(() -> program.allocator("b", "take", "give_sized").cString(60000))
          .isInstanceOf(GuestDataException.class)
          .hasNoSuppressedExceptions();
    }
  }

  @Test
  void nothingIsAllocatedInAClosedProgram() {
    LinkedProgram program = user();
    InstanceAllocator allocator = program.allocator("a", "do_malloc", "do_free");
    program.close();
    assertThatThrownBy(() -> allocator.arena().utf8("text"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the program is closed");
  }
}
