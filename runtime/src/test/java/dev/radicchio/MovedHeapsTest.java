package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.Pointers;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics.Usage;
import dev.radicchio.memory.HostHeap;
import dev.radicchio.wat.WatModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Heaps of which some users, or the owner, are moved: an address of theirs is one of the program
 * once the instance's base is added.
 */
final class MovedHeapsTest {
  private static final int OUT_OF_MEMORY = 48;

  private LinkedProgram program;

  /** Who serves {@code a}, which is not moved, and {@code b} and {@code c}, which are. */
  enum Policy {
    JAVA,
    /** An owner that is not moved. */
    OWNER,
    MOVED_OWNER,
    /** No heap of the program's, but one module's functions. */
    NONE
  }

  /** C++'s, of C's: neither the owner nor a C library has them. */
  private static final WasmFile OPERATORS =
      WasmFile.read(
          "operators.wasm",
          WatModule.encode(
              """
              (module
                (import "env" "malloc" (func $malloc (param i32) (result i32)))
                (import "env" "free" (func $free (param i32)))
                (export "_Znwm" (func $malloc))
                (export "_ZdlPv" (func $free)))
              """));

  private static WasmFile moved(String fixture) {
    return WasmFile.readAs(
        fixture + ".wasm", Fixture.withoutRelocations(fixture), RelocationModel.REBASED);
  }

  private LinkedProgram start(Policy policy) {
    Linker linker =
        Linker.create()
            .add("a", Fixture.wasm("memory_user.relocs"))
            .add("b", moved("memory_user.relocs"))
            .add("c", moved("memory_user.relocs"))
            .maxPages(400)
            .reachBelow("b");
    if (policy != Policy.JAVA) {
      linker.add("operators", OPERATORS);
      for (String user : List.of("a", "b", "c")) {
        linker.bind(user, "env._Znwm", "operators").bind(user, "env._ZdlPv", "operators");
      }
    }
    switch (policy) {
      case JAVA -> {}
      case OWNER ->
          linker
              .add("owner", Fixture.wasm("manager"))
              .heap(new HeapPolicy.Guest("owner", "malloc", "free"));
      case MOVED_OWNER ->
          linker
              .add("owner", moved("manager"))
              .heap(new HeapPolicy.Guest("owner", "malloc", "free"));
      case NONE ->
          linker
              .add("owner", moved("manager"))
              .growPages("owner", 100)
              .heap(new HeapPolicy.Private());
    }
    Image image = linker.link();
    program = LinkedProgram.instantiate(image);
    return program;
  }

  @AfterEach
  void close() {
    if (program != null) {
      program.close();
    }
  }

  private int base(String instance) {
    return (int) program.layout().instance(instance).base();
  }

  private int call(String instance, String export, int... arguments) {
    long[] results =
        program.function(instance, export).call(Arrays.stream(arguments).asLongStream().toArray());
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  /** What a function of an instance returns, as an address of the program. */
  private int block(String instance, String export, int... arguments) {
    int address = call(instance, export, arguments);
    return address == 0 ? 0 : address + base(instance);
  }

  private int of(String instance, int address) {
    return address == 0 ? 0 : address - base(instance);
  }

  /** A block with its contents, which an error in an address would overwrite. */
  private record Block(int address, int size, byte content) {}

  /**
   * All allocate and free in turn, also what others have allocated, and no two blocks overlap: a
   * model in Java has their contents.
   */
  @ParameterizedTest
  @EnumSource
  void instancesAllocateAndFreeBesideEachOther(Policy policy) {
    start(policy);
    FlatMemory memory = program.memory();
    List<String> users = List.of("a", "b", "c");
    List<Block> live = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 4_000; i++) {
      String user = users.get(random.nextInt(3));
      if (live.isEmpty() || random.nextInt(100) < 55) {
        int size = 1 + random.nextInt(2_000);
        int address =
            switch (random.nextInt(3)) {
              case 0 -> block(user, "do_malloc", size);
              case 1 -> block(user, "do_calloc", size, 1);
              default -> block(user, "do_aligned", 64, (size + 63) & -64);
            };
        byte content = (byte) random.nextInt();
        memory.fill(address, size, content);
        live.add(new Block(address, size, content));
      } else {
        Block block = live.remove(random.nextInt(live.size()));
        assertFilled(block.address, block.size, block.content);
        if (random.nextBoolean()) {
          call(user, "do_free", of(user, block.address));
        } else {
          int size = 1 + random.nextInt(2_000);
          int moved = block(user, "do_realloc", of(user, block.address), size);
          assertFilled(moved, Math.min(size, block.size), block.content);
          memory.fill(moved, size, block.content);
          live.add(new Block(moved, size, block.content));
        }
      }
    }
    live.forEach(block -> assertFilled(block.address, block.size, block.content));
  }

  private void assertFilled(int address, int size, byte content) {
    byte[] expected = new byte[size];
    Arrays.fill(expected, content);
    assertThat(program.memory().slice(address, size).toByteArray()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void aPointerThatIsStoredIsOneOfTheInstance(Policy policy) {
    start(policy);
    for (String user : List.of("a", "b", "c")) {
      assertThat(call(user, "do_posix", 256, 100)).isZero();
      int address = block(user, "posix_result");
      assertThat(address % 256).isZero();
      assertThat(call(user, "do_usable", of(user, address))).isBetween(100, 200);
      call(user, "do_free", of(user, address));
    }
  }

  /** More than what bases are multiples of. */
  @ParameterizedTest
  @EnumSource
  void blocksAreAlignedAmongTheAddressesOfTheInstance(Policy policy) {
    start(policy);
    for (String user : List.of("a", "b", "c")) {
      int alignment = policy == Policy.JAVA ? 1 << 18 : 1 << 12;
      int address = call(user, "do_aligned", alignment, alignment);
      assertThat(address).isNotZero();
      assertThat(address % alignment).isZero();
      call(user, "do_free", address);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorLeavesThePointerAsItIs(Policy policy) {
    start(policy);
    for (String user : List.of("a", "b", "c")) {
      call(user, "do_posix", 16, 1);
      int before = call(user, "posix_result");
      assertThat(call(user, "do_posix", 16, Integer.MAX_VALUE - 100)).isEqualTo(OUT_OF_MEMORY);
      assertThat(call(user, "posix_result")).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nullStaysNull(Policy policy) {
    start(policy);
    for (String user : List.of("a", "b", "c")) {
      call(user, "do_free", 0);
      assertThat(call(user, "do_usable", 0)).isZero();
      assertThat(call(user, "do_realloc", 0, 10)).isNotZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OWNER", "MOVED_OWNER"})
  void anOwnerWithoutMemoryGivesNull(Policy policy) {
    start(policy);
    for (String user : List.of("a", "b", "c")) {
      assertThat(call(user, "do_malloc", Integer.MAX_VALUE - 100)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAPointerPointsToHasTheAddressesOfItsInstance(Policy policy) {
    start(policy);
    for (String user : List.of("b", "a", "c")) {
      int before = block(user, "do_malloc", 64);
      int pointer = call(user, "pointer_to_free");
      call(user, "free_through", pointer, of(user, before));
      assertThat(block(user, "do_malloc", 64)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void javaAllocatesAddressesOfTheProgram(Policy policy) {
    start(policy);
    Heap heap = program.heap();
    for (String user : List.of("a", "b", "c")) {
      int ofJava = heap.allocate(64, 128);
      program.memory().fill(ofJava, 64, (byte) 5);
      int aligned = heap.allocate(100, 1 << 17);
      assertThat(aligned % (1 << 17)).isZero();
      program.memory().fill(aligned, 100, (byte) 6);
      int given = block(user, "do_malloc", 64);
      program.memory().fill(given, 64, (byte) 7);

      assertFilled(ofJava, 64, (byte) 5);
      assertFilled(aligned, 100, (byte) 6);
      call(user, "do_free", of(user, heap.allocate(10)));
      heap.free(given);
      heap.free(aligned);
      heap.free(ofJava);
      heap.free(0);
    }
  }

  @Test
  void aHeapInJavaCountsForTheInstanceThatAllocates() {
    start(Policy.JAVA);
    int ofB = block("b", "do_malloc", 100);
    int ofC = block("c", "do_new", 50);
    Heap heap = program.heap();
    assertThat(heap.statistics().instances())
        .containsEntry("b", new Usage(1, 112))
        .containsEntry("c", new Usage(1, 64));

    call("a", "do_free", ofB);
    call("b", "do_delete", of("b", ofC));

    assertThat(heap.statistics().liveBlocks()).isZero();
  }

  @Test
  void anAddressThatIsNoBlockIsRefused() {
    start(Policy.JAVA);
    int block = call("b", "do_malloc", 100);

    assertThatThrownBy(() -> call("b", "do_free", block + base("b")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("by b: that is no memory of the heap");
  }

  /** No layout has that; an address below would be one near the end of 4 GiB. */
  @Test
  void aHeapBelowAnInstanceIsNotTakenForMemoryOfIts() {
    start(Policy.JAVA);
    HostHeap below = new HostHeap(program.memory(), 1 << 16, 2 << 16, List.of("high"));
    HeapFunctions functions = new HeapFunctions("high", 3 << 16, () -> below);

    assertThatThrownBy(() -> functions.of("malloc").call(new long[] {8}))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "the heap has a block at 0x10000, which is not above 0x30000, where the memory of high"
                + " begins");
  }

  @Test
  void theMovedOwnerHasTheEndOfTheMemory() {
    start(Policy.MOVED_OWNER);
    assertThat(base("owner")).isGreaterThan(Math.max(base("b"), base("c")));
    int pages = program.memory().pages();

    int block = block("a", "do_malloc", 3_000_000);

    assertThat(block).isPositive();
    assertThat(program.memory().pages()).isGreaterThan(pages);
  }

  /** Whatever a program says of functions of C's, they are what they are. */
  @Test
  void whatIsSaidOfTheHeapsFunctionsIsNotAsked() {
    Linker linker =
        Linker.create()
            .add("a", OPERATORS)
            .add("owner", moved("manager"))
            .heap(new HeapPolicy.Guest("owner", "malloc", "free"))
            .pointers("owner", "malloc", Pointers.NONE);
    program = LinkedProgram.instantiate(linker.link());
    assertThat(Integer.compareUnsigned(call("a", "_Znwm", 10), base("owner"))).isPositive();
  }
}
