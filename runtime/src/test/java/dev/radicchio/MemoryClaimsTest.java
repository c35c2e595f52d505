package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Modules that use memory which nothing in their file says is theirs: above what they were linked
 * with, where they expect to grow, or at addresses that they make themselves.
 */
final class MemoryClaimsTest {
  private static final int PAGE = 65536;

  private static List<ProblemCode> codes(Linker linker) {
    return linker.plan().problems().stream().map(Problem::code).toList();
  }

  private static int call(LinkedProgram program, String instance, String export, long... args) {
    long[] results = program.function(instance, export).call(args);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  private static Linker linker(String instance, String fixture) {
    return Linker.create().add(instance, Fixture.wasm(fixture));
  }

  private static Linker pinned(String instance, String fixture) {
    return Linker.create().add(instance, Fixture.absolute(fixture));
  }

  /** One instance, and one of a module that lies where there is room. */
  private static Linker besideData(String instance, String fixture) {
    return linker(instance, fixture).add("other", Fixture.wasm("pointers.relocs"));
  }

  /** One instance, and one of a module that imports malloc and free. */
  private static Linker besideHeapUser(String instance, String fixture) {
    return linker(instance, fixture).add("user", Fixture.wasm("memory_user.relocs"));
  }

  private static AbstractStringAssert<?> assertOnlyProblem(Linker linker) {
    return assertThat(linker.plan().problems()).singleElement().asString();
  }

  // A host that makes room.

  @ParameterizedTest
  @ValueSource(strings = {"host_grown.data", "host_grown.code"})
  void refusesOthersAboveAModuleWhoseHostMakesRoom(String fixture) {
    Linker linker = pinned("lexer", fixture).add("other", Fixture.wasm("pointers.relocs"));

    assertThat(linker.plan().problems())
        .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
        .singleElement()
        .asString()
        .isEqualTo(
            "lexer: "
                + fixture
                + ".wasm uses the memory from 0x400 on as far as its host says, without growing it,"
                + " but others lie above it. Say how many pages of 64 KiB it has for its own, counted"
                + " from address 0, with pages = (@WasmModule, Linker.pages), or link it with"
                + " -Wl,--emit-relocs (RAD507)");
  }

  /** More than the pages that it was linked with, which is what went wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"host_grown.data", "host_grown.code"})
  void reservesThePagesThatTheUserSaysItUses(String fixture) {
    Image image =
        besideData("lexer", fixture)
            .pages("lexer", 16)
            .add("user", Fixture.wasm("memory_user.relocs"))
            .link();
    byte[] text = new byte[800_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (i * 31 + i / 1000);
    }
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(call(program, "other", "count", 5)).isEqualTo(12);
      int block = program.heap().allocate(100);
      int ofGuest = call(program, "user", "do_malloc", 100);
      program.memory().fill(block, 100, (byte) 7);
      assertThat(List.of(block, ofGuest)).allMatch(address -> address >= 16 * PAGE);

      int buffer = call(program, "lexer", "buffer", text.length);
      program.memory().write(buffer, text, 0, text.length);
      assertThat(call(program, "lexer", "checksum", text.length)).isEqualTo(checksum(1, text));
      assertThat(program.memory().slice(block, 100).toByteArray()).containsOnly(7);
      assertThat(call(program, "other", "count", 1)).isEqualTo(13);
      assertThat(call(program, "lexer", "checksum", text.length)).isEqualTo(checksum(2, text));
    }
  }

  private static int checksum(int run, byte[] text) {
    int sum = run;
    for (byte b : text) {
      sum = sum * 31 + (b & 0xFF);
    }
    return sum;
  }

  /** It exports {@code __heap_base} as the others do, and makes nothing of it. */
  @Test
  void aModuleThatIsGivenAllItsPointersHasNeighbours() {
    Linker linker = besideHeapUser("lexer", "host_grown.given");

    assertThat(codes(linker)).containsExactly(ProblemCode.BELOW_STACK);
  }

  @Test
  void thereIsNoHeapInJavaWhereAHostMakesRoom() {
    LinkPlan plan = linker("lexer", "host_grown.data").plan();
    assertThat(plan.layout().heap().unavailable())
        .startsWith("host_grown.data.wasm (lexer) uses the memory above all static data as far as");
  }

  @ParameterizedTest
  @CsvSource({
    "host_grown.data, 1, it was linked with memory up to 0x20000",
    "host_grown.data, 65537, a memory has at most 65536",
    "contiguous_heap, 100, 'it asks for the memory''s size or grows it, and so takes what it likes'",
    "pointers.relocs, 100, it is relocs and not absolute"
  })
  void refusesPagesThatItCannotKeepTo(String fixture, int pages, String reason) {
    Linker linker = linker("a", fixture).pages("a", pages);

    assertThat(linker.plan().problems())
        .filteredOn(problem -> problem.code() == ProblemCode.PAGES_NOT_POSSIBLE)
        .extracting(Problem::message)
        .containsExactly(
            fixture
                + ".wasm is to have "
                + pages
                + " pages for its own, but "
                + reason
                + "; correct pages, or leave it out");
  }

  // Growth that is to follow.

  /** Open Policy Agent's allocator is of this kind: the heap in Java lay in its memory. */
  @Test
  void refusesTheHeapInJavaWhereAnAllocatorTakesItThatGrowthFollows() {
    Linker linker =
        pinned("policy", "contiguous_heap").add("user", Fixture.wasm("memory_user.relocs"));

    assertOnlyProblem(linker)
        .isEqualTo(
            "policy: contiguous_heap.wasm (policy) manages the memory above all static data itself,"
                + " and the program's heap in Java would be in the same place. Let it import malloc and"
                + " free instead, or take the heap policy GUEST with heapOwner = \"policy\", malloc ="
                + " \"heap_malloc\" and free = \"heap_free\", or PRIVATE (RAD506)");
  }

  /** As published, at the lowest addresses: where nobody uses the stack, it is left out. */
  @Test
  void aModuleThatTakesAllAboveIsLinkedWhereNothingHasToLieThere() {
    WasmFile policy = Fixture.wasm("contiguous_heap.low");
    Linker linker =
        linker("policy", "contiguous_heap.low")
            .add("other", Fixture.wasm("features/tail_calls"))
            .heap(new HeapPolicy.Guest("policy", "heap_malloc", "heap_free"));
    assertThat(codes(linker)).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      call(program, "policy", "heap_init", policy.heapBase().orElseThrow());
      int first = program.heap().allocate(100_000);
      program.memory().fill(first, 100_000, (byte) 3);
      assertThat(program.heap().allocate(10)).isGreaterThanOrEqualTo(first + 100_000);
    }

    linker.stackBytes(65536); // says how large one is that somebody uses
    assertThat(codes(linker)).isEmpty();
  }

  @Test
  void suchAnAllocatorServesTheProgram() {
    WasmFile policy = Fixture.wasm("contiguous_heap");
    Linker linker =
        besideData("policy", "contiguous_heap")
            .heap(new HeapPolicy.Guest("policy", "heap_malloc", "heap_free"));
    assertThat(codes(linker)).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      call(program, "policy", "heap_init", policy.heapBase().orElseThrow());
      List<Integer> blocks = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        blocks.add(program.heap().allocate(10_000));
        program.memory().fill(blocks.get(i), 10_000, (byte) i);
      }
      for (int i = 0; i < blocks.size(); i++) {
        assertThat(program.memory().slice(blocks.get(i), 10_000).toByteArray()).containsOnly(i);
      }
      assertThat(call(program, "other", "count", 5)).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"contiguous_heap", "host_grown.data"})
  void refusesAnotherThatGrowsTheMemoryItself(String fixture) {
    Linker linker =
        pinned("first", fixture)
            .add("growing", Fixture.wasm("growth/each_result"))
            .heap(new HeapPolicy.Private());

    assertThat(linker.plan().hasErrors()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asks_by_growing",
        "asks_through_a_function",
        "compares_with_last",
        "end_of_one_page",
        "end_only",
        "first_result_only",
        "ignores_result",
        "in_a_loop",
        "through_a_function"
      })
  void warnsOfAModuleThatTakesWhatFollows(String fixture) {
    Linker linker = linker("own", "growth/" + fixture);
    assertThat(codes(linker)).containsExactly(ProblemCode.GROWTH_BESIDE_HEAP);

    linker.add("growing", Fixture.wasm("growth/each_result")).heap(new HeapPolicy.Private());
    assertThat(codes(linker)).containsExactly(ProblemCode.GROWTH_BESIDE_SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "each_result",
        "joins_what_follows",
        "null_if_there_is_none",
        "through_a_function_that_is_used"
      })
  void aModuleThatUsesEachAddressThatItGetsLivesBesideOthers(String fixture) {
    Linker linker =
        besideHeapUser("one", "growth/" + fixture).add("two", Fixture.wasm("growth/" + fixture));

    assertThat(codes(linker)).isEmpty();
  }

  // Constant addresses.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "atomic",
        "copy",
        "fill",
        "float",
        "folded",
        "global",
        "init",
        "load",
        "local",
        "offset",
        "store",
        "unset_local"
      })
  void aConstantAddressIsCertain(String kind) {
    String fixture = "addresses/constant_" + kind;
    Linker linker = besideData("kernel", fixture);
    assertThat(linker.plan().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).doesNotContain("base ="))
        .extracting(Problem::code)
        .isEqualTo(ProblemCode.BELOW_STACK);

    linker.base("kernel", 1 << 20);
    assertThat(codes(linker)).contains(ProblemCode.OTHER_BASE_OF_ABSOLUTE);
    assertThatThrownBy(
            () -> WasmFile.readAs("a.wasm", Fixture.bytes(fixture), RelocationModel.POSITION_FREE))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("is to be moved as position-free, and is absolute");
  }

  // Addresses that a module makes itself.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bump_from_zero",
        "hands_out_only",
        "index_of_given",
        "last_page",
        "local_from_zero",
        "marks_and_releases",
        "through_functions"
      })
  void aModuleThatMakesAddressesOwnsTheMemoryThatItWasLinkedWith(String fixture) {
    WasmFile file = Fixture.wasm("addresses/" + fixture);
    assertThat(file.relocationModel()).isEqualTo(RelocationModel.ABSOLUTE);

    LinkPlan plan = Linker.create().add("a", file).add("b", file).plan();
    assertThat(plan.hasErrors()).isFalse();
    assertThat(plan.layout().instance("a").dataStart()).isZero();
    assertThat(plan.layout().instance("a").dataEnd()).isGreaterThanOrEqualTo(PAGE);
    assertThat(plan.layout().instance("b").base()).isEqualTo(plan.layout().instance("a").dataEnd());
  }

  @ParameterizedTest
  @ValueSource(strings = {"given", "imported_base", "own_page"})
  void aModuleThatIsGivenAllAddressesIsPositionFree(String fixture) {
    assertThat(Fixture.wasm("addresses/" + fixture).relocationModel())
        .isEqualTo(RelocationModel.POSITION_FREE);
  }

  @Test
  void refusesOthersAboveAnAllocatorThatBeginsAtZero() {
    Linker linker =
        pinned("list", "addresses/bump_from_zero").add("other", Fixture.wasm("pointers.relocs"));

    assertOnlyProblem(linker)
        .isEqualTo(
            "list: addresses/bump_from_zero.wasm manages the memory from 0x0 on, but others lie above"
                + " it. It has no data and makes addresses itself (from a mutable global, the memory's"
                + " size or constants), so all of its memory may be its own; if each address that it"
                + " uses is given to it, say so with relocation = POSITION_FREE (@WasmModule,"
                + " WasmFile.readAs). Otherwise let it be rebased, with relocation = REBASED (RAD509)");
  }

  @Test
  void anAllocatorThatBeginsAtZeroHasThePagesThatTheUserSays() {
    Image image =
        besideData("list", "addresses/bump_from_zero")
            .pages("list", 1)
            .add("stack", Fixture.wasm("stack.relocs"))
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      call(program, "other", "count", 5);
      call(program, "stack", "fill_statics", 5);
      for (int i = 0; i < PAGE / 4; i++) {
        assertThat(call(program, "list", "push", ~i)).isEqualTo(4 * i);
      }
      call(program, "stack", "use_stack", 100);
      assertThat(call(program, "other", "count", 1)).isEqualTo(13);
      assertThat(call(program, "stack", "statics_are", 5)).isEqualTo(1);
      assertThat(call(program, "list", "at", PAGE - 4)).isEqualTo(~(PAGE / 4 - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bump_from_zero", "index_of_given", "marks_and_releases"})
  void theUserMaySayThatAllAddressesAreGiven(String fixture) {
    WasmFile file =
        WasmFile.readAs(
            "a.wasm", Fixture.bytes("addresses/" + fixture), RelocationModel.POSITION_FREE);

    assertThat(codes(Linker.create().add("a", file).add("b", file))).isEmpty();
  }

  @Test
  void theUserMayNotSayThatOfAModuleWithData() {
    assertThatThrownBy(
            () ->
                WasmFile.readAs(
                    "a.wasm", Fixture.bytes("pointers.absolute"), RelocationModel.POSITION_FREE))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("is to be moved as position-free, and is absolute");
  }

  @Test
  void theUserMaySayThatNumbersAreNoAddresses() {
    byte[] bytes = Fixture.bytes("addresses/number_only");
    assertThat(WasmFile.read("a.wasm", bytes).relocationModel())
        .isEqualTo(RelocationModel.ABSOLUTE);

    WasmFile file = WasmFile.readAs("a.wasm", bytes, RelocationModel.POSITION_FREE);
    assertThat(codes(Linker.create().add("a", file).add("b", file))).isEmpty();
  }
}
