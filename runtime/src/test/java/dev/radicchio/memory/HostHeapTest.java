package dev.radicchio.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostHeapTest {
  private static final int START = 2000;

  private final FlatMemory memory = new FlatMemory(1, 64);
  private final HostHeap heap = new HostHeap(memory, START, 65536, List.of("a", "b"));
  private final HostHeap.Client a = heap.client("a");
  private final HostHeap.Client b = heap.client("b");

  /** A block as the test remembers it. */
  private record Expected(int size, byte content) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsBlocksApartWhateverIsAllocatedAndFreed(long seed) {
    Random random = new Random(seed);
    TreeMap<Integer, Expected> live = new TreeMap<>();
    List<Integer> foreign = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int operation = random.nextInt(100);
      if (operation < 45) {
        int alignment = 1 << random.nextInt(operation < 5 ? 14 : 5);
        int size = size(random);
        try {
          put(live, allocate(size, alignment, random.nextInt(3)), size, alignment, random);
        } catch (HeapException e) {
          assertThat(e).hasMessageContaining("no room for " + size + " bytes");
          assertThat(memory.pages()).isGreaterThan(32);
        }
      } else if (operation < 90 && !live.isEmpty()) {
        int address = any(live, random);
        check(address, live.remove(address));
        free(address, random.nextInt(3));
      } else if (operation < 99 && !live.isEmpty()) {
        int address = any(live, random);
        Expected expected = live.get(address);
        int size = size(random);
        try {
          int moved = a.reallocate(address, size, 16);
          live.remove(address);
          check(moved, new Expected(Math.min(size, expected.size), expected.content));
          put(live, moved, size, 16, random);
        } catch (HeapException e) {
          check(address, expected);
        }
      } else if (memory.pages() < 40 && random.nextInt(10) == 0) {
        foreign.add(memory.grow(1));
        memory.fill(foreign.get(foreign.size() - 1) * FlatMemory.PAGE_BYTES, 65536, (byte) 77);
      }
    }
    live.forEach(this::check);
    for (int page : foreign) {
      assertThat(memory.slice(page * FlatMemory.PAGE_BYTES, 65536).toByteArray()).containsOnly(77);
    }
    assertThat(heap.statistics().liveBlocks()).isEqualTo(live.size());
    assertThat(heap.statistics().instances().values().stream().mapToLong(u -> u.bytes()).sum())
        .isEqualTo(heap.statistics().liveBytes());

    live.keySet().forEach(heap::free);
    assertThat(heap.statistics().liveBytes()).isZero();
    assertThat(heap.statistics().liveBlocks()).isZero();
    assertAllIsFreeAndInOnePiece(foreign);
  }

  private int allocate(int size, int alignment, int who) {
    return switch (who) {
      case 0 -> heap.allocate(size, alignment);
      case 1 -> a.allocate(size, alignment);
      default -> b.allocate(size, alignment);
    };
  }

  private void free(int address, int who) {
    switch (who) {
      case 0 -> heap.free(address);
      case 1 -> a.free(address);
      default -> b.free(address);
    }
  }

  private void assertAllIsFreeAndInOnePiece(List<Integer> foreign) {
    int pages = memory.pages();
    List<Integer> pieces = new ArrayList<>();
    int start = START;
    for (int page : foreign) {
      pieces.add(page * FlatMemory.PAGE_BYTES - start);
      start = (page + 1) * FlatMemory.PAGE_BYTES;
    }
    pieces.add(memory.size() - start);
    pieces.sort(Comparator.reverseOrder());
    pieces.stream().filter(piece -> piece > 0).forEach(heap::allocate);
    assertThat(memory.pages()).isEqualTo(pages);
  }

  private static int size(Random random) {
    return random.nextInt(random.nextInt(20) == 0 ? 200_000 : 600);
  }

  private static int any(NavigableMap<Integer, Expected> live, Random random) {
    Integer address = live.ceilingKey(random.nextInt(live.lastKey() + 1));
    return address == null ? live.firstKey() : address;
  }

  private void put(
      NavigableMap<Integer, Expected> live, int address, int size, int alignment, Random random) {
    assertThat(address % Math.max(alignment, 16)).isZero();
    assertThat(address).isGreaterThanOrEqualTo(START);
    var before = live.floorEntry(address);
    var behind = live.ceilingEntry(address);
    assertThat(before == null || before.getKey() + Math.max(1, before.getValue().size) <= address)
        .isTrue();
    assertThat(behind == null || address + Math.max(1, size) <= behind.getKey()).isTrue();
    byte content = (byte) random.nextInt(70);
    memory.fill(address, size, content);
    live.put(address, new Expected(size, content));
  }

  private void check(int address, Expected expected) {
    byte[] contents = new byte[expected.size];
    Arrays.fill(contents, expected.content);
    assertThat(Arrays.equals(memory.slice(address, expected.size).toByteArray(), contents))
        .isTrue();
  }

  @Test
  void findsTheLastBlockThatIsLargeEnough() {
    HostHeap full = new HostHeap(new FlatMemory(2, 2), 16, 2 * 65536, List.of());
    int wanted = full.allocate(65 * 16);
    full.allocate(16);
    List<Integer> smaller = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      smaller.add(full.allocate(64 * 16));
      full.allocate(16);
    }
    assertThatThrownBy(
            () -> {
              while (true) {
                full.allocate(16);
              }
            })
        .isInstanceOf(HeapException.class);
    full.free(wanted);
    smaller.forEach(full::free);

    assertThat(full.allocate(65 * 16)).isEqualTo(wanted);
    assertThatThrownBy(() -> full.allocate(65 * 16)).isInstanceOf(HeapException.class);
  }

  @Test
  void refusesToFreeTwice() {
    int address = heap.allocate(32);
    heap.free(address);

    assertThatThrownBy(() -> a.free(address))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "free of 0x7d0 by a: nothing is allocated there; it may have been freed already");
    assertThat(heap.allocate(32)).isEqualTo(address);
  }

  @Test
  void refusesToFreeWhatIsInsideABlock() {
    int address = heap.allocate(100);

    assertThatThrownBy(() -> heap.free(address + 16))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "free of 0x7e0: it is inside the block of 112 bytes at 0x7d0; free that address");
    assertThatThrownBy(() -> heap.free(address + 3)).isInstanceOf(HeapException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 0x7fff_fff0, -16, Integer.MIN_VALUE, 3})
  void refusesForeignPointers(int address) {
    assertThatThrownBy(() -> a.free(address))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining(
            "free of 0x"
                + Integer.toHexString(address)
                + " by a: that is no memory of the heap; free it where it was allocated");
    assertThatThrownBy(() -> a.reallocate(address, 5, 16)).isInstanceOf(HeapException.class);
    assertThatThrownBy(() -> a.usableSize(address)).isInstanceOf(HeapException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {65 * 65536, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void saysThatTheMemoryIsExhaustedAndGoesOn(int size) {
    assertThatThrownBy(() -> a.allocate(size, 16))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "no room for "
                + Integer.toUnsignedString(size)
                + " bytes by a: the memory has 1 pages of 64 KiB and may have 64, and 0 bytes are allocated");
    assertThatThrownBy(() -> a.allocate(16, Integer.MIN_VALUE)).isInstanceOf(HeapException.class);
    assertThat(heap.allocate(63_000)).isEqualTo(START);
  }

  @ParameterizedTest
  @CsvSource({
    "0x7fffffff, 16",
    "0x7fffffff, 0x80000000",
    "0x7ffffff0, 0x40000000",
    "0x7ffffff1, 32",
    "0x40000000, 0x80000000",
    "0, 0x80000000",
    "0x80000000, 0x80000000",
    "0xffffffff, 1"
  })
  void saysThatNoMemoryHasRoomForSoMuchSoFarAligned(String size, String alignment) {
    int bytes = Long.decode(size).intValue();

    assertThatThrownBy(() -> a.allocate(bytes, Long.decode(alignment).intValue()))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "no room for "
                + Integer.toUnsignedString(bytes)
                + " bytes by a: the memory has 1 pages of 64 KiB and may have 64, and 0 bytes are allocated");
    assertThat(heap.allocate(63_000)).isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", ""})
  void servesNoOtherInstances(String name) {
    assertThatThrownBy(() -> heap.client(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the heap serves no instance '" + name + "'");
  }

  @Test
  void usesAllMemoryThatThereIs() {
    assertThat(heap.allocate(64 * 65536 - START)).isEqualTo(START);
    assertThat(memory.pages()).isEqualTo(64);
    assertThatThrownBy(() -> heap.allocate(1)).isInstanceOf(HeapException.class);
    heap.free(START);
    assertThat(heap.allocate(64 * 65536 - START)).isEqualTo(START);
  }

  @Test
  void refusesWhatNoCallerCanMean() {
    assertThatThrownBy(() -> heap.allocate(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> heap.allocate(1, 24)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> heap.allocate(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsByInstance() {
    int first = a.allocate(1, 16);
    b.allocate(17, 16);
    heap.allocate(100);
    heap.free(first);

    HeapStatistics statistics = heap.statistics();

    assertThat(statistics.liveBlocks()).isEqualTo(2);
    assertThat(statistics.liveBytes()).isEqualTo(32 + 112);
    assertThat(statistics.peakBytes()).isEqualTo(16 + 32 + 112);
    assertThat(statistics.instances())
        .containsEntry("a", new HeapStatistics.Usage(0, 0))
        .containsEntry("b", new HeapStatistics.Usage(1, 32))
        .containsEntry("", new HeapStatistics.Usage(1, 112));
  }

  @Test
  void growsAndShrinksBlocksInPlace() {
    int address = heap.allocate(64);
    memory.fill(address, 64, (byte) 5);

    assertThat(a.reallocate(address, 1000, 16)).isEqualTo(address);
    assertThat(a.usableSize(address)).isEqualTo(1008);
    assertThat(a.reallocate(address, 16, 16)).isEqualTo(address);
    assertThat(heap.statistics().liveBytes()).isEqualTo(16);
    assertThat(heap.allocate(16)).isEqualTo(address + 16);
    int moved = a.reallocate(address, 32, 16);
    assertThat(moved).isNotEqualTo(address);
    assertThat(memory.readLong(moved)).isEqualTo(0x0505050505050505L);
    assertThat(a.reallocate(0, 5, 16)).isEqualTo(address);
    assertThat(a.usableSize(0)).isZero();
  }
}
