package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Allocators of each shape that toolchains export own the heap. The guest notes in front of each
 * block what it was asked for, and traps if it is to free it as another one.
 */
final class GuestAllocatorTest {
  private static final String OWNER =
      """
      (module
        (memory 4)
        (global $next (mut i32) (i32.const 2048))
        (global $live (mut i32) (i32.const 0))
        (data (i32.const 1024) "own")
        (export "live" (func $live))
        (export "alloc" (func $alloc))
        (export "free" (func $free))
        (export "dealloc" (func $dealloc))
        (export "alloc_aligned" (func $alloc_aligned))
        (export "dealloc_aligned" (func $dealloc_aligned))
        (export "cabi_realloc" (func $cabi_realloc))
        (func $live (result i32)
          (global.get $live))
        (func $take (param $size i32) (param $alignment i32) (result i32)
          (local $block i32)
          (local.set $block
            (i32.and
              (i32.add (i32.add (global.get $next) (i32.const 8))
                (i32.sub (local.get $alignment) (i32.const 1)))
              (i32.sub (i32.const 0) (local.get $alignment))))
          (i32.store (i32.sub (local.get $block) (i32.const 8)) (local.get $size))
          (i32.store (i32.sub (local.get $block) (i32.const 4)) (local.get $alignment))
          (global.set $next (i32.add (local.get $block) (local.get $size)))
          (global.set $live (i32.add (global.get $live) (i32.const 1)))
          (local.get $block))
        (func $free (param $block i32)
          (i32.store (i32.sub (local.get $block) (i32.const 8)) (i32.const -1))
          (global.set $live (i32.sub (global.get $live) (i32.const 1))))
        (func $alloc (param $size i32) (result i32)
          (call $take (local.get $size) (i32.const 8)))
        (func $dealloc (param $block i32) (param $size i32)
          (if
            (i32.ne (local.get $size)
              (i32.load (i32.sub (local.get $block) (i32.const 8))))
            (then unreachable))
          (call $free (local.get $block)))
        (func $alloc_aligned (param $size i32) (param $alignment i32) (result i32)
          (call $take (local.get $size) (local.get $alignment)))
        (func $dealloc_aligned (param $block i32) (param $size i32) (param $alignment i32)
          (if
            (i32.ne (local.get $alignment)
              (i32.load (i32.sub (local.get $block) (i32.const 4))))
            (then unreachable))
          (call $dealloc (local.get $block) (local.get $size)))
        (func $cabi_realloc
          (param $block i32) (param $old i32) (param $alignment i32) (param $size i32) (result i32)
          (if (result i32) (local.get $size)
            (then (call $take (local.get $size) (local.get $alignment)))
            (else
              (call $dealloc_aligned (local.get $block) (local.get $old) (local.get $alignment))
              (i32.const 0)))))
      """;

  private static WasmFile owner(RelocationModel model) {
    return WasmFile.readAs("owner.wasm", WatModule.encode(OWNER), model);
  }

  private static Linker linker(RelocationModel model, String malloc, String free) {
    return Linker.create()
        .add("owner", owner(model))
        .heap(new HeapPolicy.Guest("owner", malloc, free));
  }

  private static int live(LinkedProgram program) {
    return (int) program.function("owner", "live").call()[0];
  }

  @ParameterizedTest
  @CsvSource({
    "alloc, free, ABSOLUTE",
    "alloc, dealloc, ABSOLUTE",
    "alloc_aligned, dealloc, ABSOLUTE",
    "alloc_aligned, dealloc_aligned, ABSOLUTE",
    "cabi_realloc, dealloc_aligned, ABSOLUTE",
    "cabi_realloc, cabi_realloc, ABSOLUTE",
    "alloc, dealloc, REBASED",
    "cabi_realloc, cabi_realloc, REBASED"
  })
  void blocksAreFreedAsTheyWereAllocated(String malloc, String free, RelocationModel model) {
    try (LinkedProgram program = LinkedProgram.instantiate(linker(model, malloc, free).link())) {
      Heap heap = program.heap();
      List<Integer> blocks = new ArrayList<>();
      for (int size : new int[] {0, 1, 10, 100, 1000}) {
        blocks.add(heap.allocate(size));
        for (int alignment : new int[] {1, 4, 8, 64, 256}) {
          int block = heap.allocate(size, alignment);
          assertThat(block % alignment).isZero();
          program.memory().fill(block, size, (byte) size);
          blocks.add(block);
        }
      }
      assertThat(blocks).doesNotHaveDuplicates();
      assertThat(live(program)).isEqualTo(blocks.size());
      blocks.forEach(heap::free);
      assertThat(live(program)).isZero();
      assertThat(heap.statistics().liveBlocks()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dealloc", "dealloc_aligned", "cabi_realloc"})
  void aBlockOfAGuestIsNotFreedWithoutItsSize(String free) {
    Linker linker = linker(RelocationModel.ABSOLUTE, "alloc", free);
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      int block = (int) program.function("owner", "alloc").call(10)[0];

      assertThatThrownBy(() -> program.heap().free(block))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("none that Java allocated")
          .hasMessageContaining("owner");
      assertThat(live(program)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"live, free", "alloc, live", "dealloc, free", "alloc, alloc_aligned"})
  void functionsOfOtherShapesAreRefused(String malloc, String free) {
    assertThat(linker(RelocationModel.ABSOLUTE, malloc, free).plan().problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.HEAP_FUNCTION_TYPE);
  }
}
