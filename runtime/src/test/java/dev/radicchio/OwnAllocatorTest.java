package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.LinkingSection;
import dev.radicchio.binary.Span;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.ImageNaming;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.memory.HeapException;
import dev.radicchio.memory.HeapStatistics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which allocators of their own modules give up for the program's heap, and which they keep. */
final class OwnAllocatorTest {
  private static final String RUST_REMEDY =
      "Build it with the allocator of Rust's standard library and without -C lto, or with a"
          + " #[global_allocator] that calls aligned_alloc and free, imported from env";

  private static Linker linker(String... instancesAndModules) {
    Linker linker = Linker.create();
    for (int i = 0; i < instancesAndModules.length; i += 2) {
      linker.add(instancesAndModules[i], Fixture.wasm(instancesAndModules[i + 1]));
    }
    return linker;
  }

  private static int call(LinkedProgram program, String instance, String export, long... args) {
    long[] results = program.function(instance, export).call(args);
    return results == null || results.length == 0 ? 0 : (int) results[0];
  }

  private static List<String> warnings(Linker linker) {
    return linker.plan().problems().stream()
        .map(problem -> problem.code().code() + " " + problem.instance() + ": " + problem.message())
        .toList();
  }

  private static boolean usesHeap(Image image) {
    return Parser.parse(image.bytes()).importSection().stream()
        .anyMatch(imported -> imported.module().equals(ImageNaming.HEAP_MODULE));
  }

  /** What a module keeps beside Java, as the warning tells it. */
  private static String kept(String module, String why, String remedy) {
    return "RAD523 own: %s.wasm keeps its own allocator while Java uses the program's heap, and"
            .formatted(module)
        + " neither may free what the other allocates: %s. %s".formatted(why, remedy);
  }

  // Rust

  @ParameterizedTest
  @ValueSource(strings = {"1.63", "1.75", "1.85", "1.95", "nightly"})
  void whatOneRustModuleBoxesAnotherFrees(String release) {
    Linker linker =
        linker("maker", "rust/maker." + release, "taker", "rust/taker." + release).javaAllocates();
    assertThat(linker.plan().problems()).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "taker", "take", 100)).isEqualTo(41150);
      HeapStatistics statistics = program.heap().statistics();
      assertThat(statistics.peakBytes()).as("on one heap").isPositive();
      assertThat(statistics.liveBlocks()).isZero();
    }
  }

  /** A box is no more than blocks of known sizes, whichever release made it. */
  @Test
  void releasesOfRustShareOneHeap() {
    try (LinkedProgram program =
        LinkedProgram.instantiate(
            linker("maker", "rust/maker.1.75", "taker", "rust/taker.nightly").link())) {
      call(program, "maker", "make", 10);
      assertThat(program.heap().statistics().instances().get("maker").blocks()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.63", "1.75", "1.85", "1.95", "nightly"})
  void warnsOfARustModuleThatOptimizationMadeOneWithItsAllocator(String release) {
    String module = "rust/maker." + release + ".lto";
    assertThat(warnings(linker("own", module).javaAllocates()))
        .containsExactly(
            kept(
                module,
                "the allocator of Rust's standard library is one with the code that calls it, as"
                    + " link-time optimization makes it",
                RUST_REMEDY));
    assertThat(warnings(linker("own", module))).as("alone it does no harm").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.63", "1.75", "1.85", "1.95", "nightly"})
  void aRustModuleMayImportItsAllocator(String release) {
    Linker linker =
        linker("maker", "rust/imported." + release, "taker", "rust/taker." + release)
            .javaAllocates();
    assertThat(linker.plan().problems()).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "taker", "take", 100)).isEqualTo(41150);
      assertThat(program.heap().statistics().liveBlocks()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.63", "1.75", "1.85", "1.95", "nightly"})
  void warnsOfAGlobalAllocatorThatIsNotKnown(String release) {
    assertThat(warnings(linker("own", "rust/own." + release).javaAllocates()))
        .containsExactly(
            kept(
                "rust/own." + release,
                "its #[global_allocator] is none that is known to be safe to replace",
                RUST_REMEDY));
  }

  @Test
  void warnsOfARustModuleBesideAnotherThatUsesTheHeap() {
    assertThat(warnings(linker("maker", "rust/maker.1.95.lto", "taker", "rust/taker.1.95")))
        .singleElement()
        .asString()
        .startsWith(
            "RAD523 maker: rust/maker.1.95.lto.wasm keeps its own allocator while"
                + " rust/taker.1.95.wasm (taker) uses the program's heap");
  }

  @Test
  void warnsOfTwoModulesThatBothKeepTheirAllocators() {
    assertThat(warnings(linker("one", "rust/maker.1.95.lto", "two", "rust/maker.nightly.lto")))
        .containsExactly(
            "RAD524 one: rust/maker.1.95.lto.wasm and rust/maker.nightly.lto.wasm (two) keep"
                + " allocators of their own, and neither may free what the other allocates: the"
                + " allocator of Rust's standard library is one with the code that calls it, as"
                + " link-time optimization makes it. "
                + RUST_REMEDY);
  }

  @ParameterizedTest
  @CsvSource({
    "rust/maker.nightly, HOST",
    "rust/maker.nightly, PRIVATE",
    "rust/maker.nightly.lto, HOST",
    "rust/maker.nightly.lto, PRIVATE"
  })
  void allocatorsThatTakeWhatIsAboveTheDataFirstLiveBesideEachOther(String module, String policy) {
    Linker linker = linker("one", module, "two", module);
    if (policy.equals("PRIVATE")) {
      linker.heap(new HeapPolicy.Private());
    }
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "one", "own", 10)).isEqualTo(45);
      assertThat(call(program, "two", "own", 10)).isEqualTo(45);
      int first = call(program, "one", "make", 60_000);
      assertThat(call(program, "two", "own", 60_000)).isEqualTo(1_799_970_000);
      assertThat(call(program, "one", "own", 60_000)).isEqualTo(1_799_970_000);
      assertThat(sumOfVector(program, first)).isEqualTo(1_799_970_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rust/maker.nightly", "rust/maker.nightly.lto"})
  void andBesideTheHeapOfTheProgram(String module) {
    Image image = linker("rust", module, "user", "memory_user.relocs").link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int block = call(program, "user", "do_malloc", 200_000);
      program.memory().fill(block, 200_000, (byte) 7);
      int vector = call(program, "rust", "make", 60_000);
      int other = program.heap().allocate(200_000);
      program.memory().fill(other, 200_000, (byte) 9);

      assertThat(sumOfVector(program, vector)).isEqualTo(1_799_970_000);
      assertThat(program.memory().slice(block, 200_000).toByteArray()).containsOnly(7);
    }
  }

  /** Of a {@code Vec<i32>}, the address is the word that is not the capacity or the length. */
  private static int sumOfVector(LinkedProgram program, int vector) {
    int sum = 0;
    int length = program.memory().readInt(vector + 8);
    int address =
        program.memory().readInt(vector) == length
            ? program.memory().readInt(vector + 4)
            : program.memory().readInt(vector);
    for (int i = 0; i < length; i++) {
      sum += program.memory().readInt(address + 4 * i);
    }
    return sum;
  }

  // C

  @ParameterizedTest
  @ValueSource(strings = {"emmalloc", "emscripten_dlmalloc"})
  void anAllocatorOfEmscriptenIsReplaced(String module) {
    Linker linker = linker("own", module, "user", "memory_user.relocs").javaAllocates();
    assertThat(linker.plan().problems()).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      int block = call(program, "own", "take", 500);
      call(program, "own", "give", call(program, "user", "do_malloc", 100));
      block = call(program, "user", "do_realloc", block, 600);
      call(program, "own", "give", call(program, "own", "resize", block, 1000));
      assertThat(program.heap().statistics().peakBytes()).isGreaterThanOrEqualTo(1000);
      assertThat(program.heap().statistics().liveBlocks()).isZero();
    }
  }

  /** Of a function of a module that is linked by itself, its body in the image. */
  private static byte[] body(Image image, WasmBinary own, String symbol) {
    int function =
        LinkingSection.of(own).orElseThrow().symbols().stream()
            .filter(candidate -> candidate.name().equals(symbol))
            .findFirst()
            .orElseThrow()
            .index();
    WasmBinary linked = WasmBinary.read(image.bytes());
    Span body = linked.bodies().get(function - own.imported(ExternType.Kind.FUNCTION));
    return Arrays.copyOfRange(image.bytes(), body.start(), body.end());
  }

  @ParameterizedTest
  @CsvSource({"emmalloc, malloc", "emscripten_dlmalloc, malloc", "emscripten_dlmalloc, free"})
  void whatIsReplacedIsNotInTheImage(String module, String symbol) {
    byte[] trap = {0, 0x00, 0x0B}; // no locals, unreachable, end
    WasmBinary own = WasmBinary.read(Fixture.bytes(module));
    Linker linker = linker("own", module);

    assertThat(body(linker.link(), own, symbol)).isEqualTo(trap);
    assertThat(body(linker.heap(new HeapPolicy.Private()).link(), own, symbol)).isNotEqualTo(trap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"emmalloc.wrapped", "emscripten_dlmalloc.wrapped"})
  void functionsAroundAKnownAllocatorAreNotIts(String module) {
    assertThat(usesHeap(linker("own", module).link())).isFalse();
    try (LinkedProgram program = LinkedProgram.instantiate(linker("own", module).link())) {
      assertThat(call(program, "own", "length", call(program, "own", "take", 77))).isEqualTo(77);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"emmalloc.asks", "emmalloc.lto"})
  void aKnownAllocatorThatOtherCodeMayReachStaysWhatItIs(String module) {
    assertThat(usesHeap(linker("own", module).link())).isFalse();
  }

  /** What a pointer in static data leads to, other code may change. */
  @Test
  void aKnownAllocatorWhoseStateIsPointedToStaysWhatItIs() {
    assertThat(usesHeap(linker("own", "pointed_allocator").link())).isTrue();
    assertThat(usesHeap(linker("own", "pointed_allocator.pointer").link())).isFalse();
    assertThat(warnings(linker("own", "pointed_allocator.pointer").javaAllocates()))
        .containsExactly(
            kept(
                "pointed_allocator.pointer",
                "static data that other code sees points into walloc",
                "Let it import malloc and free from env"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"length_allocator", "length_allocator.O0"})
  void anAllocatorThatIsNotKnownStaysWhatItIsWhateverItsCodeLooksLike(String module) {
    Linker linker = linker("own", module).javaAllocates();
    assertThat(warnings(linker))
        .containsExactly(
            kept(
                module,
                "its malloc is that of no allocator that is known to be safe to replace",
                "Let it import malloc and free from env"));
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "own", "length", call(program, "own", "take", 77))).isEqualTo(77);
    }
  }

  @Test
  void warnsOfAnAllocatorThatNothingSaysThePlaceOf() {
    assertThat(warnings(linker("own", "churn.c").base("own", 4 << 20).javaAllocates()))
        .containsExactly(
            kept(
                "churn.c",
                "it was linked without relocations (-Wl,--emit-relocs), so that nothing says where"
                    + " wasi-libc's dlmalloc is",
                "Let it import malloc and free from env"));
  }

  @Test
  void warnsOnceOfAnAllocatorThatTheImporterIsWarnedOf() {
    assertThat(warnings(linker("user", "memory_user.relocs", "other", "own_allocator.peek")))
        .singleElement()
        .asString()
        .startsWith("RAD522 user");
  }

  @Test
  void saysNothingWhereEachModuleIsToHaveItsOwn() {
    LinkPlan plan =
        linker("one", "rust/maker.1.95.lto", "two", "own_allocator")
            .heap(new HeapPolicy.Private())
            .javaAllocates()
            .plan();
    assertThat(plan.problems()).extracting(Problem::message).isEmpty();
  }

  @Test
  void warnsOfAllocatorsThatStayBecauseAnotherInstanceHasTheMemory() {
    assertThat(warnings(linker("arena", "arena", "a", "rust/maker.1.95", "b", "wasi_allocator")))
        .contains(
            "RAD524 a: rust/maker.1.95.wasm and wasi_allocator.wasm (b) keep allocators of their"
                + " own, and neither may free what the other allocates: arena.wasm (arena) manages"
                + " the memory above all static data, which leaves no room for a heap in Java. Let"
                + " arena.wasm import malloc and free from env");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"releases.wasi", "releases.emmalloc", "releases.dlmalloc", "rust/releasing.1.75"})
  void whatAModuleOnlyFreesIsOfTheProgramsHeap(String fixture) {
    LinkPlan plan =
        Linker.create().add("one", Fixture.wasm(fixture)).host("env").javaAllocates().plan();
    assertThat(plan.problems()).isEmpty();
    Hosts hosts = Hosts.none().add(ChicoryHosts.of(new Host().functions()));
    try (LinkedProgram program = LinkedProgram.instantiate(plan.link(), hosts)) {
      int block = program.heap().allocate(4);
      program.memory().writeInt(block, 77);
      assertThat(program.function("one", "release").call(block)[0]).isEqualTo(77);
      assertThatThrownBy(() -> program.heap().free(block)).isInstanceOf(HeapException.class);
    }
  }
}
