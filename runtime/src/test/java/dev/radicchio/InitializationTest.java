package dev.radicchio;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.binary.Section;
import dev.radicchio.binary.WasmWriter;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs when, before a program can be used. */
final class InitializationTest {
  private static Linker linker(String... namesAndFixtures) {
    Linker linker = Linker.create();
    for (int i = 0; i < namesAndFixtures.length; i += 2) {
      linker.add(namesAndFixtures[i], Fixture.wasm(namesAndFixtures[i + 1]));
    }
    return linker;
  }

  private static int call(LinkedProgram program, String instance, String function, long... args) {
    return (int) program.function(instance, function).call(args)[0];
  }

  private static List<String> warnings(Linker linker) {
    return linker.plan().problems().stream().map(Problem::toString).toList();
  }

  @Test
  void aStartFunctionFindsWhatItCallsConstructed() {
    Linker linker = linker("user", "started", "library", "constructed");

    assertThat(warnings(linker)).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "user", "seen")).isEqualTo(42);
    }
  }

  @Test
  void aModulesOwnStartFunctionRunsBeforeItsConstructors() {
    try (LinkedProgram program =
        LinkedProgram.instantiate(linker("user", "starts_and_constructs", "log", "log").link())) {
      List<Integer> entries =
          IntStream.range(0, 4).mapToObj(i -> call(program, "log", "entry", i)).toList();

      // those of the log itself, which the other depends on, before both
      assertThat(entries).containsExactly(1, 7, 8, -1);
    }
  }

  /** A library's constructors are found by name only if nothing is exported that calls them. */
  @Test
  void whatInitializesALibraryMayDoMoreThanItsConstructors() {
    WasmFile library =
        new ModuleBytes()
            .dylink(0, 0)
            .types()
            .section(Section.FUNCTION, bytes(0), bytes(0), bytes(2))
            .section(Section.GLOBAL, bytes(ModuleBytes.I32, 1, 0x41, 0, 0x0B))
            .section(
                Section.EXPORT,
                ModuleBytes.export("_initialize", ModuleBytes.FUNCTION, 1),
                ModuleBytes.export("seen", ModuleBytes.FUNCTION, 2))
            .code(
                bytes(0x23, 0, 0x41, 1, 0x6A, 0x24, 0),
                bytes(0x10, 0, 0x23, 0, 0x41, 10, 0x6A, 0x24, 0),
                bytes(0x23, 0))
            .nameOfFunction("__wasm_call_ctors")
            .read("library.wasm");

    try (LinkedProgram program =
        LinkedProgram.instantiate(Linker.create().add("library", library).link())) {
      assertThat(call(program, "library", "seen")).isEqualTo(11);
    }
  }

  /**
   * In a circle, whose first instance is initialized last. What linkers make of memory, GOT and
   * pointers is in order by then, whichever function does it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"pie", "pie-bss", "dylink", "llvm14"})
  void memoryAndPointersOfAllAreInOrderBeforeAnyoneElsesCodeRuns(String linkedAs) {
    Linker linker = linker("library", "started_by_linker." + linkedAs, "user", "started_in_circle");

    assertThat(warnings(linker)).isEmpty();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "user", "seen")).isEqualTo(7 + 7);
      assertThat(call(program, "library", "count", 0)).isEqualTo(14 + 7);
    }
  }

  @ParameterizedTest
  @CsvSource({"calls, calls", "calls, sets", "calls_pointer, sets"})
  void warnsWhereAConstructorMayUseWhatIsNotConstructedYet(String one, String two) {
    // two is initialized first, so that what it does counts
    Linker linker = linker("one", "circle.one." + two, "two", "circle.two." + one);

    assertThat(warnings(linker))
        .containsExactly(
            "two: circle.two.%s.wasm (two) runs its start function or constructors before those of circle.one.%s.wasm (one), and each depends on the other, so that it may use there what is not constructed yet. Take what both need into a third module, or change the order of the instances: of a circle, the first is initialized last (RAD340)"
                .formatted(one, two));
    assertThat(linker.plan().hasErrors()).isFalse();
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(call(program, "two", "seen")).isZero();
      assertThat(call(program, "two", "two")).isEqualTo(42);
    }
  }

  @Test
  void warnsWhereAConstructorMayReadWhatIsNotConstructedYet() {
    assertThat(warnings(linker("one", "circle.one.sets", "two", "circle.two.reads")))
        .singleElement()
        .asString()
        .startsWith(
            "two: circle.two.reads.wasm (two) runs its start function or constructors before");
  }

  @Test
  void warnsOfACircleByWayOfOthers() {
    Linker linker =
        linker(
                "last", "circle.one.sets",
                "between", "circle.two.nothing",
                "another", "circle.one.nothing",
                "first", "circle.two.calls")
            .bind("last", "env.two", "between")
            .bind("between", "env.one", "another")
            .bind("another", "env.two", "first")
            .bind("first", "env.one", "last");

    assertThat(warnings(linker))
        .singleElement()
        .asString()
        .startsWith(
            "first: circle.two.calls.wasm (first) runs its start function or constructors"
                + " before those of circle.one.sets.wasm (last), and each");
  }

  /** Calls through a table or a reference, also such that are the last thing done. */
  @ParameterizedTest
  @CsvSource({"11", "13", "14", "15"})
  void warnsWhereAConstructorInACircleCallsByPointer(String opcode) {
    int call = Integer.parseInt(opcode, 16);
    boolean byReference = call >= 0x14;
    WasmWriter calling =
        byReference ? bytes(0xD0, 0, call, 0) : bytes(0x41, 0, call, 0, 0); // ref.null, or slot 0
    Linker linker =
        Linker.create()
            .add("two", inACircle("two_runs", "one_runs", bytes(0x01)))
            .add("one", inACircle("one_runs", "two_runs", calling));

    assertThat(warnings(linker))
        .singleElement()
        .asString()
        .startsWith("one: one_runs.wasm (one) runs its start function or constructors before");
  }

  /** Exports a function and imports another; its constructors are the code that is given. */
  private static WasmFile inACircle(String exported, String imported, WasmWriter constructors) {
    return new ModuleBytes()
        .types()
        .imports(ModuleBytes.function("env", imported, 0))
        .functions(2)
        .section(Section.TABLE, bytes(ModuleBytes.FUNCREF, 0, 1))
        .section(
            Section.EXPORT,
            ModuleBytes.export(exported, ModuleBytes.FUNCTION, 1),
            ModuleBytes.export("__wasm_call_ctors", ModuleBytes.FUNCTION, 2))
        .code(bytes(0x10, 0), constructors)
        .read(exported + ".wasm");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, nothing", // nothing to construct
    "nothing, calls", // the first has nothing that the second could miss
    "calls, sets", // the second, which is first to be constructed, does not look at the first
    "sets, sets"
  })
  void isQuietOfACircleWhereNothingCanBeMissed(String one, String two) {
    assertThat(warnings(linker("one", "circle.one." + one, "two", "circle.two." + two))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"relocs, relocs", "relocs, dylink", "dylink, dylink"})
  void isQuietOfACircleOfPlainFunctions(String even, String odd) {
    assertThat(warnings(linker("even", "even." + even, "odd", "odd." + odd))).isEmpty();
  }
}
