package dev.radicchio.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArenaTest {
  private final FlatMemory memory = new FlatMemory(1, 2);
  private final Heap heap = new HostHeap(memory, 1024, 65536, List.of());

  @Test
  void freesAllThatItGave() {
    try (Arena arena = heap.arena()) {
      for (int i = 0; i < 100; i++) {
        assertThat(arena.allocate(i, 64).address() % 64).isZero();
      }
      assertThat(heap.statistics().liveBlocks()).isEqualTo(100);
    }
    assertThat(heap.statistics().liveBlocks()).isZero();
  }

  @Test
  void leavesWhatItHandedOver() {
    try (Arena arena = heap.arena()) {
      arena.allocate(1);
      arena.allocate(2);
      arena.handOver();
      arena.allocate(3);
      assertThat(heap.statistics().liveBlocks()).isEqualTo(3);
    }
    assertThat(heap.statistics().liveBlocks()).isEqualTo(2);
  }

  @Test
  void holdsTextAndBytes() {
    try (Arena arena = heap.arena()) {
      assertThat(arena.utf8("radic\u00e7hio \ud83e\udd6c").utf8())
          .isEqualTo("radic\u00e7hio \ud83e\udd6c");
      Slice string = arena.cString("leaf");
      assertThat(string.length()).isEqualTo(5);
      assertThat(memory.readCString(string.address())).isEqualTo("leaf");
      assertThat(arena.bytes(new byte[] {1, 2, 3}).toByteArray()).containsExactly(1, 2, 3);
      ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
      assertThat(arena.bytes(buffer).toByteArray()).containsExactly(2, 3);
      assertThat(buffer.remaining()).isEqualTo(2);
    }
  }

  @Test
  void refusesTextThatWouldBecomeAnother() {
    try (Arena arena = heap.arena()) {
      assertThatThrownBy(() -> arena.utf8("\ud83e")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> arena.cString("a\0b"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a NUL at 1");
    }
    assertThat(heap.statistics().liveBlocks()).isZero();
  }

  @Test
  void givesNothingOnceItIsClosed() {
    Arena arena = heap.arena();
    arena.close();
    arena.close();
    assertThatThrownBy(() -> arena.allocate(1)).isInstanceOf(IllegalStateException.class);
  }
}
