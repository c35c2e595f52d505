package dev.radicchio.example.integration.guestheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.memory.Arena;
import dev.radicchio.memory.HeapException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsTest {
  private final Lists program = LinkedLists.link();

  @AfterEach
  void freesAllThatWasAllocated() {
    assertThat(program.manager().liveBlocks()).isZero();
    program.close();
  }

  @Test
  void readsInOneModuleWhatAnotherAllocatedAndAThirdChanged() {
    Node list = program.range().range(1, 4);
    program.stutter().stutter(list);

    assertThat(values(list)).containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L);
    assertThat(program.manager().liveBlocks()).isEqualTo(8);
    assertThat(program.drain().drain(list)).isEqualTo(20);
  }

  @Test
  void freesInAModuleWhatJavaAllocated() {
    NodeStruct list = NodeStruct.allocate(program.heap());
    list.value(-5);
    list.next(program.range().range(1, 2));

    assertThat(program.manager().liveBlocks()).isEqualTo(3);
    assertThat(program.drain().drain(list)).isEqualTo(-2);
  }

  @Test
  void freesInJavaWhatAModuleAllocated() {
    NodeStruct list = (NodeStruct) program.range().range(7, 7);
    assertThat(list).isNotNull();

    program.heap().free(list.address());
  }

  @Test
  void passesNoListAsNull() {
    assertThat(program.range().range(1, 0)).isNull();
    program.stutter().stutter(null);
    assertThat(program.drain().drain(null)).isZero();
  }

  @Test
  void usesMemoryAgainThatWasFreed() {
    for (int i = 0; i < 50; i++) {
      Node list = program.range().range(1, 5000);
      program.stutter().stutter(list);
      assertThat(program.drain().drain(list)).isEqualTo(5000L * 5001);
    }

    // 10,000 nodes of 32 bytes
    assertThat(program.heap().memory().pages()).isLessThan(ListsLayout.INITIAL_PAGES + 10);
  }

  @Test
  void servesJavaWithAlignedMemory() {
    try (Arena arena = program.heap().arena()) {
      assertThat(arena.allocate(10, 4096).address() % 4096).isZero();
      assertThat(arena.utf8("radicchio").utf8()).isEqualTo("radicchio");
      assertThat(program.manager().liveBlocks()).isEqualTo(2);
    }
  }

  @Test
  void saysWhoHadNoMemory() {
    assertThatThrownBy(() -> program.heap().allocate(Integer.MAX_VALUE))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("malloc of manager");
  }

  private static List<Long> values(@Nullable Node list) {
    List<Long> values = new ArrayList<>();
    for (Node node = list; node != null; node = node.next()) {
      values.add(node.value());
    }
    return values;
  }
}
