package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.DataSymbol;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What several modules define under one name is one in the program, as where the same objects are
 * linked to one module.
 */
final class SharedDefinitionsTest {
  private static final List<String> MODELS = List.of("relocs", "pic-relocs", "dylink");

  /** A call and its arguments. */
  private record Call(String instance, String function, List<Long> arguments) {
    Call(String instance, String function, Long... arguments) {
      this(instance, function, List.of(arguments));
    }
  }

  private static Stream<List<String>> modelsOfTwo() {
    return MODELS.stream().flatMap(one -> MODELS.stream().map(two -> List.of(one, two)));
  }

  private static Linker two(String program, List<String> models) {
    return Linker.create()
        .add("one", Fixture.wasm("shared/" + program + ".one." + models.get(0)))
        .add("two", Fixture.wasm("shared/" + program + ".two." + models.get(1)));
  }

  private static LinkedProgram linked(Linker linker, ProblemCode... expected) {
    LinkPlan plan = linker.plan();
    assertThat(plan.problems()).extracting(Problem::code).isSubsetOf(expected);
    return LinkedProgram.instantiate(plan.link());
  }

  /** Of the data that shared libraries export, nothing tells whether it is weak. */
  private static ProblemCode[] expected(List<String> models) {
    return models.contains("dylink")
        ? new ProblemCode[] {ProblemCode.SHARED_UNKNOWN}
        : new ProblemCode[0];
  }

  private static List<Problem> of(LinkPlan plan, ProblemCode code) {
    return plan.problems().stream().filter(problem -> problem.code() == code).toList();
  }

  private static LinkedProgram linkedStatically(String program) {
    return linked(Linker.create().add("all", Fixture.wasm("shared/" + program + ".static")));
  }

  private static List<Long> results(LinkedProgram program, List<Call> calls) {
    List<Long> results = new ArrayList<>();
    for (Call call : calls) {
      boolean isStatic = program.layout().instances().get(0).name().equals("all");
      String instance = isStatic ? "all" : call.instance;
      results.add(
          program.function(instance, call.function)
              .call(call.arguments.stream().mapToLong(each -> each).toArray())[0]);
    }
    return results;
  }

  private static final List<Call> VAGUE =
      List.of(
          new Call("two", "same"),
          new Call("two", "total_hits"),
          new Call("two", "total_registered"),
          new Call("two", "constructed"),
          new Call("two", "threads"),
          new Call("two", "through_pointers", 6L));

  @ParameterizedTest
  @MethodSource("modelsOfTwo")
  void whatEachFileOfCxxDefinesIsOne(List<String> models) {
    try (LinkedProgram program = linked(two("vague", models), expected(models));
        LinkedProgram all = linkedStatically("vague")) {
      assertThat(results(program, VAGUE))
          .containsExactly(511L, 102L, 18L, 211L, 3131L, 437L)
          .isEqualTo(results(all, VAGUE));
    }
  }

  private static final List<Call> WEAK =
      List.of(
          new Call("one", "call_hook", 5L),
          new Call("one", "call_absent", 5L),
          new Call("one", "get_setting"),
          new Call("one", "get_absent"),
          new Call("one", "use_policy", 5L),
          new Call("one", "use_level"),
          new Call("one", "use_replaceable", 5L),
          new Call("one", "through_functions", 0L, 5L),
          new Call("one", "through_functions", 1L, 5L),
          new Call("one", "through_functions", 2L, 5L),
          new Call("one", "through_functions", 3L, 5L),
          new Call("one", "through_functions", 4L, 5L),
          new Call("one", "through_pointers", 0L),
          new Call("one", "through_pointers", 1L),
          new Call("one", "through_pointers", 2L),
          new Call("one", "policy", 5L),
          new Call("one", "replaceable", 5L));

  @ParameterizedTest
  @MethodSource("modelsOfTwo")
  void weakReferencesAreFoundAndWeakDefaultsReplaced(List<String> models) {
    List<Long> linkedStatically =
        List.of(
            1005L, -1L, 77L, -1L, 35L, 903L, 5507L, 1005L, -1L, 35L, 55L, 7L, 77L, -1L, 9L, 35L,
            55L);
    boolean unknown = models.equals(List.of("dylink", "dylink"));
    try (LinkedProgram program = linked(two("weak", models), expected(models));
        LinkedProgram all = linkedStatically("weak")) {
      assertThat(results(all, WEAK)).isEqualTo(linkedStatically);
      assertThat(results(program, WEAK))
          .isEqualTo(unknown ? withFirstLevel(linkedStatically) : linkedStatically);
    }
  }

  /** Of two libraries' data of one name the first is taken, since both may be weak. */
  private static List<Long> withFirstLevel(List<Long> results) {
    List<Long> changed = new ArrayList<>(results);
    changed.set(5, 103L);
    changed.set(14, 1L);
    return changed;
  }

  @Test
  void defaultsStayWhereNothingReplacesThem() {
    Linker linker = Linker.create().add("one", Fixture.wasm("shared/weak.one.relocs"));
    try (LinkedProgram program = linked(linker)) {
      assertThat(results(program, WEAK.subList(0, 15)))
          .containsExactly(
              -1L, -1L, -1L, -1L, 50L, 103L, 707L, -1L, -1L, 50L, 7L, 7L, -1L, -1L, 1L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "pic-relocs", "dylink"})
  void twoInstancesOfAFileKeepTheirStateApart(String model) {
    Linker linker =
        two("vague", List.of(model, "relocs"))
            .add("again", Fixture.wasm("shared/vague.one." + model));
    LinkPlan plan = linker.plan();
    List<Problem> problems = of(plan, ProblemCode.STATE_APART);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message())
        .contains(
            "(again) is another instance", "early", "env.early", "vague.two.relocs.wasm (two)");
    try (LinkedProgram program = LinkedProgram.instantiate(plan.link())) {
      assertThat(results(program, List.of(new Call("two", "total_hits")))).containsExactly(102L);
      assertThat(results(program, List.of(new Call("again", "one_bump")))).containsExactly(101L);
      assertThat(results(program, List.of(new Call("two", "total_hits")))).containsExactly(104L);
    }
  }

  @Test
  void theUserDecidesWhatASecondInstanceShares() {
    Linker linker =
        two("vague", List.of("relocs", "relocs"))
            .add("again", Fixture.wasm("shared/vague.one.relocs"))
            .bind("again", "env.hits", "one")
            .bind("two", "env._ZZ8registryvE5value", "two");
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      assertThat(results(program, List.of(new Call("two", "total_hits")))).containsExactly(102L);
      assertThat(results(program, List.of(new Call("again", "one_bump")))).containsExactly(103L);
      assertThat(results(program, List.of(new Call("two", "total_registered"))))
          .containsExactly(7L);
      assertThat(results(program, List.of(new Call("one", "one_register", 0L))))
          .containsExactly(18L);
    }
  }

  @Test
  void whatIsBoundGoesBeforeTheOrder() {
    Linker linker = two("vague", List.of("relocs", "relocs")).bind("one", "env.hits", "two");
    try (LinkedProgram program = linked(linker)) {
      assertThat(results(program, List.of(new Call("two", "total_hits")))).containsExactly(102L);
      assertThat(results(program, List.of(new Call("two", "same")))).containsExactly(511L);
    }
    Linker apart =
        two("vague", List.of("relocs", "relocs"))
            .bind("one", "env.hits", "one")
            .bind("two", "env.hits", "two");
    try (LinkedProgram program = linked(apart)) {
      assertThat(results(program, List.of(new Call("two", "total_hits")))).containsExactly(100L);
      assertThat(results(program, List.of(new Call("two", "same")))).containsExactly(510L);
    }
  }

  @Test
  void aTypeIsOneInAllModulesAndInstances() {
    List<Call> calls = List.of(new Call("two", "cast", 42L), new Call("two", "same"));
    Linker linker =
        two("types", List.of("relocs", "relocs"))
            .add("again", Fixture.wasm("shared/types.one.relocs"));
    try (LinkedProgram program = linked(linker, ProblemCode.AMBIGUOUS_IMPORT);
        LinkedProgram all = linkedStatically("types")) {
      assertThat(results(program, calls)).containsExactly(42L, 7L).isEqualTo(results(all, calls));
      List<Long> types =
          results(
              program, List.of(new Call("one", "type_of_one"), new Call("again", "type_of_one")));
      assertThat(types.get(0)).isEqualTo(types.get(1));
      long shape = program.function("again", "make").call(6)[0];
      assertThat(results(program, List.of(new Call("one", "is_square", shape))))
          .containsExactly(1L);
    }
  }

  /** What they are for is called, with the libraries of its module, and never compared. */
  @Test
  void virtualTablesStayAndLeadToTheModulesOwnFunctions() {
    Linker linker = two("types", List.of("relocs", "relocs"));
    try (LinkedProgram program = linked(linker)) {
      List<Integer> ofOne = slots(program, "one");
      List<Integer> ofTwo = slots(program, "two");
      assertThat(ofOne).doesNotContain(0).doesNotContainAnyElementsOf(ofTwo);
      assertThat(ofTwo).doesNotContain(0);
    }
  }

  /** Those of the virtual table of {@code Square}, which come after two words. */
  private static List<Integer> slots(LinkedProgram program, String instance) {
    DataSymbol table =
        program.layout().instance(instance).symbols().stream()
            .filter(symbol -> symbol.name().equals("_ZTV6Square"))
            .findFirst()
            .orElseThrow();
    List<Integer> slots = new ArrayList<>();
    for (int offset = 8; offset < table.size(); offset += Integer.BYTES) {
      slots.add(program.memory().readInt((int) table.address() + offset));
    }
    return slots;
  }

  @Test
  void aNameThatTheLinkerDroppedIsAWarningAndOneThatItKeptIsFound() {
    List<Call> calls = List.of(new Call("one", "call_hook", 5L));
    Linker dropped =
        Linker.create()
            .add("one", Fixture.wasm("shared/dropped"))
            .add("two", Fixture.wasm("shared/weak.two.relocs"));
    assertThat(dropped.plan().problems()).hasSize(1);
    assertThat(dropped.plan().problems().get(0).message())
        .contains("two", "hook", "--no-gc-sections");
    try (LinkedProgram program = linked(dropped, ProblemCode.NAMES_DROPPED)) {
      assertThat(results(program, calls)).containsExactly(-1L);
    }
    Linker kept =
        Linker.create()
            .add("one", Fixture.wasm("shared/dropped.kept"))
            .add("two", Fixture.wasm("shared/weak.two.relocs"));
    try (LinkedProgram program = linked(kept)) {
      assertThat(results(program, calls)).containsExactly(1005L);
    }
  }

  @Test
  void aDefinitionThatItsModuleNeverCallsIsOneOfThemWhereItsAllocatorIsReplaced() {
    List<Call> calls =
        List.of(new Call("two", "two_calls", 5L), new Call("one", "one_allocates", 9L));
    Linker linker =
        Linker.create()
            .add("one", Fixture.wasm("shared/uncalled.one"))
            .add("two", Fixture.wasm("shared/uncalled.two"));
    try (LinkedProgram program = linked(linker);
        LinkedProgram all = linkedStatically("uncalled")) {
      assertThat(results(program, calls)).containsExactly(50L, 9L).isEqualTo(results(all, calls));
    }
  }

  @Test
  void sideModulesOfEmscriptenShareTheSingletonsOfItsMainModule() {
    List<String> parts = List.of("one", "two", "main", "three");
    Linker linker = Linker.create().heap(new HeapPolicy.Guest("main", "malloc", "free"));
    parts.forEach(part -> linker.add(part, Fixture.wasm("shared/singleton." + part)));
    List<Call> calls = new ArrayList<>();
    for (String part : parts) {
      calls.add(new Call(part, part + "_add", 5L));
      calls.add(new Call(part, part + "_state"));
    }
    calls.add(new Call("one", "one_state"));
    try (LinkedProgram program = linked(linker, ProblemCode.SHARED_UNKNOWN);
        LinkedProgram all = linkedStatically("singleton")) {
      assertThat(results(program, calls))
          .containsExactly(5L, 11101L, 10L, 21202L, 15L, 31303L, 20L, 41404L, 41404L)
          .isEqualTo(results(all, calls));
      for (long which = 0; which < 4; which++) {
        List<Call> addresses = new ArrayList<>();
        for (String part : parts) {
          addresses.add(new Call(part, part + "_address", which));
        }
        assertThat(results(program, addresses)).containsOnly(results(program, addresses).get(0));
      }
    }
  }
}
