package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapLayout;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.memory.FlatMemory;
import dev.radicchio.memory.Heap;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics.Usage;
import dev.radicchio.memory.MemoryAccessException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One heap for guests and Java: who serves whom, and what happens to bad pointers. */
final class HeapTest {
  private static LinkedProgram users(String model) {
    return LinkedProgram.instantiate(
        Linker.create()
            .maxPages(100)
            .add("a", Fixture.wasm("memory_user." + model))
            .add("b", Fixture.wasm("memory_user." + model))
            .link());
  }

  private static int call(LinkedProgram program, String instance, String export, long... args) {
    long[] results = program.function(instance, export).call(args);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void whatOneAllocatesAnotherFrees(String model) {
    try (LinkedProgram program = users(model)) {
      Heap heap = program.heap();
      int ofA = call(program, "a", "do_malloc", 100);
      int ofB = call(program, "b", "do_new", 50);
      int ofJava = heap.allocate(10);
      assertThat(heap.statistics().instances())
          .containsEntry("a", new Usage(1, 112))
          .containsEntry("b", new Usage(1, 64))
          .containsEntry("", new Usage(1, 16));

      call(program, "b", "do_free", ofA);
      call(program, "a", "do_delete", ofJava);
      heap.free(ofB);

      assertThat(heap.statistics().liveBlocks()).isZero();
      assertThat(heap.statistics().peakBytes()).isEqualTo(112 + 64 + 16);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void servesAllOfC(String model) {
    try (LinkedProgram program = users(model)) {
      FlatMemory memory = program.memory();
      int dirty = call(program, "a", "do_malloc", 64);
      memory.fill(dirty, 64, (byte) 1);
      call(program, "a", "do_free", dirty);
      int zeros = call(program, "a", "do_calloc", 8, 8);
      assertThat(zeros).isEqualTo(dirty);
      assertThat(memory.slice(zeros, 64).toByteArray()).containsOnly(0);

      memory.writeLong(zeros + 56, 77);
      int moved = call(program, "a", "do_realloc", zeros, 5000);
      assertThat(memory.readLong(moved + 56)).isEqualTo(77);
      assertThat(call(program, "b", "do_usable", moved)).isEqualTo(5008);
      assertThat(call(program, "a", "do_aligned", 4096, 100) % 4096).isZero();
      assertThat(call(program, "a", "do_posix", 256, 100)).isZero();
      assertThat(call(program, "a", "posix_result") % 256).isZero();
      assertThat(call(program, "a", "do_posix", 24, 100)).isEqualTo(28);
      assertThat(call(program, "a", "do_posix", 16, 1 << 30)).isEqualTo(48);
      call(program, "a", "do_free", 0);
      assertThat(call(program, "a", "do_realloc", 0, 0)).isNotZero();
      assertThat(call(program, "a", "do_malloc", 0)).isNotZero();
      assertThat(program.heap().statistics().instances().get("b")).isEqualTo(new Usage(0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void itsFunctionsHaveAddresses(String model) {
    try (LinkedProgram program = users(model)) {
      int free = call(program, "a", "pointer_to_free");
      assertThat(free).isNotZero();
      int block = call(program, "b", "do_malloc", 10);
      call(program, "b", "free_through", free, block);
      assertThat(program.heap().statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void badPointersAreExceptionsThatNameTheCaller() {
    try (LinkedProgram program = users("relocs")) {
      int block = call(program, "a", "do_malloc", 100);
      call(program, "a", "do_free", block);
      assertThatThrownBy(() -> call(program, "b", "do_free", block))
          .isInstanceOf(HeapException.class)
          .hasMessage(
              "free of 0x%x by b: nothing is allocated there; it may have been freed already",
              block);
      assertThatThrownBy(() -> call(program, "a", "do_free", 1024))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("free of 0x400 by a: that is no memory of the heap");
      int other = call(program, "b", "do_malloc", 100);
      assertThatThrownBy(() -> call(program, "a", "do_realloc", other + 16, 10))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("by a: it is inside the block of 112 bytes at");
      assertThatThrownBy(() -> call(program, "a", "do_usable", -1))
          .isInstanceOf(HeapException.class);
      assertThatThrownBy(() -> call(program, "a", "do_aligned", 3, 10))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("3 is no power of two");
      assertThatThrownBy(() -> call(program, "a", "posix_at", -8, 10))
          .isInstanceOf(MemoryAccessException.class);
      assertThat(program.heap().statistics().liveBlocks()).as("all as before").isEqualTo(1);
      assertThat(call(program, "a", "do_malloc", 16)).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "do_malloc, -1, 0",
    "do_malloc, -2147483648, 0",
    "do_malloc, 2147483647, 0",
    "do_malloc, 7000000, 0",
    "do_calloc, 65536, 65536",
    "do_calloc, -1, -1",
    "do_calloc, 3, 1431655766",
    "do_realloc, 0, -16",
    "do_aligned, -2147483648, 16",
    "do_aligned, 1073741824, 2147483647"
  })
  void exhaustionIsAnExceptionThatNamesTheCaller(String export, int first, int second) {
    try (LinkedProgram program = users("relocs")) {
      long[] arguments =
          export.equals("do_malloc") ? new long[] {first} : new long[] {first, second};
      assertThatThrownBy(() -> program.function("a", export).call(arguments))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("no room for")
          .hasMessageContaining("by a");
      assertThat(program.heap().statistics().liveBlocks()).isZero();
      assertThat(call(program, "b", "do_malloc", 1000)).isPositive();
    }
  }

  @Test
  void anAllocatorThatAModuleBringsIsReplaced() {
    Image image =
        Linker.create()
            .add("own", Fixture.wasm("wasi_allocator"))
            .add("user", Fixture.wasm("memory_user.relocs"))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int block = call(program, "own", "take", 500);
      call(program, "user", "do_free", block);
      int mine = program.heap().allocate(8);
      call(program, "own", "give", mine);
      int last = call(program, "user", "do_malloc", 10);
      call(program, "own", "give_through", call(program, "own", "pointer_to_free"), last);
      assertThat(program.heap().statistics().liveBlocks()).isZero();
      assertThat(program.heap().statistics().peakBytes()).isEqualTo(512);
    }
  }

  @Test
  void anAllocatorThatOtherCodeLooksIntoStaysWhatItIs() {
    Image image = Linker.create().add("own", Fixture.wasm("own_allocator.peek")).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "own", "unused_blocks")).isEqualTo(8);
      int block = call(program, "own", "take", 10);
      assertThat(call(program, "own", "unused_blocks")).isEqualTo(7);
      assertThat(call(program, "own", "take", 500)).isZero();
      call(program, "own", "give", block);
      assertThat(program.heap().statistics().peakBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"counts", "pointer", "exported"})
  void anAllocatorWhoseStateIsSeenElsewhereStaysWhatItIs(String how) {
    Image image = Linker.create().add("own", Fixture.wasm("counting_allocator." + how)).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      call(program, "own", "take", 10);
      assertThat(program.heap().statistics().peakBytes()).isZero();
      if (!how.equals("exported")) {
        assertThat(call(program, "own", how.equals("counts") ? "live" : "taken_blocks"))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void anAllocatorThatKeepsSizesInFrontOfBlocksStaysWhatItIs() {
    Image image = Linker.create().add("own", Fixture.wasm("header_allocator")).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      call(program, "own", "ones", 64);
      call(program, "own", "add", 0);
      int other = call(program, "own", "ones", 64);
      for (int i = 1; i < 9; i++) {
        call(program, "own", "add", i);
      }
      assertThat(program.memory().slice(other, 64).toByteArray()).containsOnly(1);
    }
  }

  @Test
  void anAllocatorThatCallsOthersGoesOnDoingSo() {
    List<Long> sizes = new ArrayList<>();
    Hosts hosts =
        Hosts.none()
            .add(
                "env",
                "allocated",
                new FunctionType(List.of(ValType.I32), List.of()),
                (caller, arguments) -> {
                  sizes.add(arguments[0]);
                  return new long[0];
                });
    Image image = Linker.create().add("own", Fixture.wasm("calling_allocator")).host("env").link();
    try (LinkedProgram program = LinkedProgram.instantiate(image, hosts)) {
      program.heap().free(call(program, "own", "take", 10));
      assertThat(sizes).containsExactly(10L);
    }
  }

  @Test
  void pointersToAFunctionOfTheHeapAreEqual() {
    Image image =
        Linker.create()
            .add("relocs", Fixture.wasm("memory_user.relocs"))
            .add("dylink", Fixture.wasm("memory_user.dylink"))
            .add("own", Fixture.wasm("wasi_allocator"))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int free = call(program, "relocs", "pointer_to_free");
      assertThat(call(program, "dylink", "pointer_to_free")).isEqualTo(free);
      assertThat(call(program, "own", "pointer_to_free")).isEqualTo(free);
      call(program, "own", "give_through", free, program.heap().allocate(10));
      assertThat(program.heap().statistics().liveBlocks()).isZero();
    }
  }

  @Test
  void anExceptionOfTheHeapLeavesNothingOnTheStack() {
    Image image =
        Linker.create().add("user", Fixture.wasm("stack_and_heap")).stackBytes(65536).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> call(program, "user", "allocate", -1))
            .isInstanceOf(HeapException.class);
      }
      assertThat(call(program, "user", "allocate", 10)).isPositive();
    }
  }

  @Test
  void warnsOfAModuleThatMayTakeWhatTheHeapGrows() {
    LinkPlan plan = Linker.create().add("own", Fixture.wasm("follows_memory")).plan();
    assertThat(plan.problems())
        .singleElement()
        .isEqualTo(
            new Problem(
                ProblemCode.GROWTH_BESIDE_HEAP,
                "own",
                "follows_memory.wasm grows the memory and may assume that new pages follow its old"
                    + " ones; the program's heap in Java grows the memory as well. Let it import malloc"
                    + " and free, or take the heap policy GUEST with this one as heapOwner, if it exports"
                    + " functions like malloc and free, or PRIVATE"));
    assertThat(
            Linker.create()
                .add("own", Fixture.wasm("follows_memory"))
                .heap(new HeapPolicy.Private())
                .plan()
                .problems())
        .isEmpty();
  }

  @Test
  void warnsOfAModuleThatMixesItsAllocatorWithTheHeap() {
    LinkPlan plan = Linker.create().add("own", Fixture.wasm("own_allocator.zeros")).plan();
    assertThat(plan.problems())
        .singleElement()
        .isEqualTo(
            new Problem(
                ProblemCode.ALLOCATORS_MIXED,
                "own",
                "own_allocator.zeros.wasm imports env.calloc, which the program's heap serves, and"
                    + " keeps an allocator of its own, which takes no memory back that the heap gave."
                    + " Let it import all of C's allocation functions or none"));
  }

  @Test
  void warnsOfAnotherAllocatorThatTakesNothingBack() {
    LinkPlan plan =
        Linker.create()
            .add("user", Fixture.wasm("memory_user.relocs"))
            .add("other", Fixture.wasm("own_allocator.peek"))
            .plan();
    assertThat(plan.problems())
        .singleElement()
        .isEqualTo(
            new Problem(
                ProblemCode.ALLOCATOR_NOT_USED,
                "user",
                "memory_user.relocs.wasm imports env.malloc, which the program's heap serves, and"
                    + " own_allocator.peek.wasm (other) has one, too, which takes no memory back that the heap"
                    + " gave. If it is to serve user, name it as the owner of the heap (heap policy"
                    + " GUEST), or bind the import to it (@Link on the accessor, Linker.bind)"));
  }

  @Test
  void aGuestServesTheOthersAndJava() {
    Linker linker =
        Linker.create()
            .add("a", Fixture.wasm("memory_user.relocs"))
            .add("b", Fixture.wasm("memory_user.dylink"))
            .add("own", Fixture.wasm("wasi_allocator"))
            .add("manager", Fixture.wasm("manager"))
            .heap(new HeapPolicy.Guest("manager", "malloc", "free"));
    assertThat(linker.plan().problems().stream().map(Problem::message))
        .hasSize(4)
        .allMatch(message -> message.contains("imports env._Z"));
    linker = linker.host("env");
    Hosts hosts =
        Hosts.none()
            .add("env", "_Znwm", HeapTest.NEW, (caller, arguments) -> new long[1])
            .add("env", "_ZdlPv", HeapTest.DELETE, (caller, arguments) -> new long[0]);
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link(), hosts)) {
      Heap heap = program.heap();
      int first = call(program, "a", "do_malloc", 100);
      int second = call(program, "b", "do_calloc", 10, 10);
      int third = call(program, "own", "take", 5000);
      int fourth = heap.allocate(100, 4096);
      assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
      assertThat(fourth % 4096).isZero();
      assertThat(call(program, "a", "do_usable", third)).isBetween(5000, 5100);
      assertThat(heap.statistics().liveBytes()).isEqualTo(100);
      heap.free(first);
      heap.free(fourth);
      call(program, "own", "give", second);
      call(program, "manager", "give", third, 0);
      assertThat(heap.statistics().liveBlocks()).isZero();
      assertThatThrownBy(() -> heap.allocate(Integer.MAX_VALUE))
          .isInstanceOf(HeapException.class)
          .hasMessage("no room for 2147483647 bytes: malloc of manager gave none");
    }
  }

  @Test
  void guestsFreeWhatJavaAllocatesFromAGuest() {
    Image image =
        Linker.create()
            .add("own", Fixture.wasm("eight_bytes"))
            .heap(new HeapPolicy.Guest("own", "malloc", "free"))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      Heap heap = program.heap();
      int block = heap.allocate(10);
      assertThat(call(program, "own", "malloc", 10)).isEqualTo(block + 16);
      int aligned = heap.allocate(10, 64);
      assertThat(aligned % 64).isZero();
      heap.free(aligned);
      assertThat(call(program, "own", "freed")).isBetween(aligned - 63, aligned - 1);
      assertThatThrownBy(() -> program.heap().allocate(10, Integer.MIN_VALUE))
          .isInstanceOf(HeapException.class);
    }

    image =
        Linker.create()
            .maxPages(10)
            .add("manager", Fixture.wasm("manager"))
            .heap(new HeapPolicy.Guest("manager", "malloc", "free"))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      for (int i = 0; i < 1000; i++) {
        int block = program.heap().allocate(1000, 4096);
        assertThat(block % 4096).isZero();
        call(program, "manager", "give", block, 0);
      }
    }
  }

  @Test
  void saysWhoseAllocatorTheOwnerOfTheHeapDoesNotReplace() {
    Linker linker =
        Linker.create()
            .add("own", Fixture.wasm("own_allocator.peek"))
            .add("c", Fixture.wasm("manager"))
            .add("rust", Fixture.wasm("churn.rust.relocs"))
            .heap(new HeapPolicy.Guest("own", "malloc", "free"));
    assertThat(linker.plan().problems())
        .contains(
            new Problem(
                ProblemCode.ALLOCATOR_KEPT,
                "c",
                "manager.wasm keeps its own allocator, so that neither it nor own_allocator.peek.wasm"
                    + " (own) may free what the other allocates: own_allocator.peek.wasm exports no"
                    + " calloc, realloc, posix_memalign, aligned_alloc, malloc_usable_size. Export that,"
                    + " too, to have one heap"))
        .contains(
            new Problem(
                ProblemCode.ALLOCATOR_NOT_REPLACED,
                "rust",
                "churn.rust.relocs.wasm keeps its own allocator while own_allocator.peek.wasm (own)"
                    + " uses the program's heap, and neither may free what the other allocates:"
                    + " own_allocator.peek.wasm has nothing that serves the allocator of Rust's"
                    + " standard library. Build it with a #[global_allocator] that calls"
                    + " aligned_alloc and free, imported from env"));
  }

  @Test
  void theOwnerOfTheHeapMustDefineItsFunctions() {
    Linker linker =
        Linker.create()
            .add("own", Fixture.wasm("own_allocator"))
            .add("manager", Fixture.wasm("manager"))
            .add("facade", Fixture.wasm("passes_on"))
            .heap(new HeapPolicy.Guest("facade", "malloc", "free"));
    assertThat(linker.plan().problems().stream().map(Problem::message))
        .contains(
            "passes_on.wasm is to manage the program's heap and only passes on free, which it"
                + " imports; name the instance that defines it");
  }

  private static final FunctionType NEW =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32));
  private static final FunctionType DELETE = new FunctionType(List.of(ValType.I32), List.of());

  @Test
  void theOwnerOfTheHeapMustHaveItsFunctions() {
    Linker linker =
        Linker.create()
            .add("manager", Fixture.wasm("manager"))
            .heap(new HeapPolicy.Guest("manager", "give", "malloc_free"));
    assertThat(linker.plan().problems().stream().map(Problem::message))
        .containsExactly(
            "manager.wasm is to manage the program's heap with give, which is (i32, i32) -> () and"
                + " must be one of (i32) -> i32, (i32, i32) -> i32, (i32, i32, i32, i32) -> i32",
            "manager.wasm is to manage the program's heap and exports no function malloc_free."
                + " Export it (-Wl,--export=malloc_free), or name another one");
    assertThatThrownBy(
            () -> Linker.create().heap(new HeapPolicy.Guest("nobody", "malloc", "free")).plan())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void javaCannotAllocateWhereEachModuleHasItsOwn() {
    Image image =
        Linker.create()
            .add("own", Fixture.wasm("own_allocator"))
            .heap(new HeapPolicy.Private())
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThatThrownBy(program::heap)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("each module has an allocator of its own (heap policy PRIVATE)");
      assertThat(call(program, "own", "take", 500)).isZero();
      assertThat(call(program, "own", "take", 50)).isNotZero();
    }
  }

  @Test
  void thereIsNoHeapInJavaWhereAModuleTakesAllMemory() {
    Linker linker = Linker.create().add("arena", Fixture.wasm("arena"));
    HeapLayout heap = linker.plan().layout().heap();
    assertThat(heap.unavailable())
        .startsWith("arena.wasm (arena) manages the memory above all static data itself");
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThatThrownBy(program::heap).isInstanceOf(IllegalStateException.class);
    }

    linker.add("user", Fixture.wasm("memory_user.relocs"));
    assertThatThrownBy(linker::link)
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("manages the memory above all static data itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void anAllocatorThatKnowsItsEndGetsAnArena(String model) {
    Image image =
        Linker.create()
            .add("a", Fixture.wasm("bounded." + model))
            .add("user", Fixture.wasm("memory_user.relocs"))
            .add("b", Fixture.wasm("bounded." + model))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int endOfA = call(program, "a", "end");
      int startOfB = call(program, "b", "first");
      int endOfB = call(program, "b", "end");
      assertThat(endOfA - call(program, "a", "first")).isGreaterThanOrEqualTo(65536);
      assertThat(startOfB).isGreaterThanOrEqualTo(endOfA);
      assertThat(image.layout().heapBase()).isGreaterThanOrEqualTo(endOfB);
      assertThat(call(program, "a", "take", endOfA)).as("more than there is").isZero();
      assertThat(call(program, "b", "take", endOfB - startOfB)).isEqualTo(startOfB);
      assertThat(call(program, "b", "take", 1)).isZero();
      assertThat(call(program, "user", "do_malloc", 100)).isGreaterThanOrEqualTo(endOfB);
      assertThat(program.heap().allocate(100)).isGreaterThanOrEqualTo(endOfB);
    }
  }

  /** An allocator as the churn test calls it. */
  private record Allocator(String name, IntUnaryOperator take, Giver give) {}

  private interface Giver {
    void give(int address, int size);
  }

  private record Block(Allocator allocator, int address, int size, byte content) {}

  /** Two guests with allocators of their own, and Java, none of which touches what is another's. */
  @ParameterizedTest
  @CsvSource({"churn.c, churn.rust", "churn.c.relocs, churn.rust.relocs"})
  void allocatorsLiveBesideEachOther(String c, String rust) {
    boolean replaced = c.endsWith("relocs");
    Linker linker =
        Linker.create().add("rust", Fixture.wasm(rust)).add("c", Fixture.wasm(c)).maxPages(2000);
    if (!replaced) {
      linker.base("c", 4 << 20);
    }
    Image image = linker.link();
    assertThat(Parser.parse(image.bytes()).importSection().importCount() > 0).isEqualTo(replaced);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      Heap heap = program.heap();
      List<Allocator> allocators =
          List.of(
              guest(program, "c"),
              guest(program, "rust"),
              new Allocator("Java", heap::allocate, (address, size) -> heap.free(address)));
      churn(program.memory(), allocators);
      assertThat(heap.statistics().liveBlocks()).isZero();
      assertThat(heap.statistics().peakBytes()).isPositive();
    }
  }

  private static Allocator guest(LinkedProgram program, String instance) {
    GuestFunction take = program.function(instance, "take");
    GuestFunction give = program.function(instance, "give");
    return new Allocator(
        instance, size -> (int) take.call(size)[0], (address, size) -> give.call(address, size));
  }

  private static void churn(FlatMemory memory, List<Allocator> allocators) {
    Random random = new Random(7);
    List<Block> live = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      boolean grows = i / 10_000 % 2 == 0;
      if (live.isEmpty() || random.nextInt(100) < (grows ? 55 : 45)) {
        Allocator allocator = allocators.get(random.nextInt(allocators.size()));
        int size = 1 + random.nextInt(random.nextInt(50) == 0 ? 60_000 : 300);
        int address = allocator.take.applyAsInt(size);
        assertThat(address).as(allocator.name).isNotZero();
        byte content = (byte) random.nextInt();
        memory.fill(address, size, content);
        live.add(new Block(allocator, address, size, content));
      } else {
        int index = random.nextInt(live.size());
        Block block = live.get(index);
        live.set(index, live.get(live.size() - 1));
        live.remove(live.size() - 1);
        checkAndGiveBack(memory, block);
      }
    }
    live.forEach(block -> checkAndGiveBack(memory, block));
  }

  private static void checkAndGiveBack(FlatMemory memory, Block block) {
    byte[] contents = memory.slice(block.address, block.size).toByteArray();
    byte[] expected = new byte[block.size];
    Arrays.fill(expected, block.content);
    if (!Arrays.equals(contents, expected)) {
      throw new AssertionError("someone wrote to the " + block);
    }
    block.allocator.give.give(block.address, block.size);
  }
}
