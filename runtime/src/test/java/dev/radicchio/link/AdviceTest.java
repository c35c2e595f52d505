package dev.radicchio.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.CraftedModules;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.MadeBy;
import dev.radicchio.link.plan.HeapPolicy;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.link.problem.Producer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What messages advise can be done with the toolchain that made the module. */
final class AdviceTest {
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--?[A-Za-z][\\w-]*");

  /** Toolchains whose marks are in the section for them, and leave names as they are. */
  private static final Set<Producer> WITH_NAMES =
      EnumSet.complementOf(EnumSet.of(Producer.ASSEMBLYSCRIPT, Producer.KOTLIN, Producer.MOONBIT));

  /** The flags that each toolchain has, of all that messages name. */
  private static final Map<Producer, Set<String>> FLAGS = new EnumMap<>(Producer.class);

  static {
    Set<String> ofClang =
        Set.of(
            "-Wl",
            "--emit-relocs",
            "--global-base",
            "-fPIC",
            "--strip-all",
            "-g",
            "--export",
            "-mexec-model");
    Set<String> ofRust = Set.of("-C", "--emit-relocs", "--global-base", "--export", "-g");
    FLAGS.put(Producer.CLANG, ofClang);
    FLAGS.put(Producer.RUST, ofRust);
    FLAGS.put(
        Producer.WASM_BINDGEN, Set.of("-C", "--global-base", "--export", "-g", "--keep-debug"));
    FLAGS.put(
        Producer.ZIG,
        Set.of("--emit-relocs", "--global-base", "-fPIC", "-fstrip", "--export", "-mexec-model"));
    FLAGS.put(
        Producer.EMSCRIPTEN,
        Set.of(
            "-sSIDE_MODULE",
            "-sGLOBAL_BASE",
            "-fPIC",
            "--profiling-funcs",
            "-sEXPORTED_FUNCTIONS",
            "--no-entry"));
    FLAGS.put(Producer.ASSEMBLYSCRIPT, Set.of("--memoryBase", "--debug"));
    FLAGS.put(Producer.GO, Set.of());
    FLAGS.put(Producer.TINYGO, Set.of("-buildmode"));
    FLAGS.put(Producer.KOTLIN, Set.of());
    FLAGS.put(Producer.MOONBIT, Set.of());
    Set<String> ofAny = new HashSet<>(ofClang);
    ofAny.add("--memoryBase");
    FLAGS.put(Producer.UNKNOWN, ofAny);
  }

  /**
   * A program of which a code is reported.
   *
   * @param linker of a function that has a toolchain make a module
   * @param producers those whose modules can be such
   */
  private record Reported(
      ProblemCode code, Function<Made, Linker> linker, Set<Producer> producers) {
    List<Problem> of(Producer producer) {
      return linker.apply(new Made(producer)).plan().problems().stream()
          .filter(problem -> problem.code() == code)
          .toList();
    }

    @Override
    public String toString() {
      return code.name();
    }
  }

  /** Modules that a toolchain made. */
  private record Made(Producer producer) {
    WasmFile crafted(String name) {
      return read(name, CraftedModules.file(name), null);
    }

    WasmFile crafted(String name, RelocationModel model) {
      return read(name, CraftedModules.file(name), model);
    }

    WasmFile fixture(String name) {
      return read(name, Fixture.bytes(name), null);
    }

    WasmFile fixture(String name, RelocationModel model) {
      return read(name, Fixture.bytes(name), model);
    }

    private WasmFile read(String name, byte[] bytes, @Nullable RelocationModel model) {
      byte[] marked = MadeBy.producer(producer, bytes);
      return model == null
          ? WasmFile.read(name + ".wasm", marked)
          : WasmFile.readAs(name + ".wasm", marked, model);
    }
  }

  private static Reported all(ProblemCode code, Function<Made, Linker> linker) {
    return new Reported(code, linker, EnumSet.allOf(Producer.class));
  }

  private static Reported withNames(ProblemCode code, Function<Made, Linker> linker) {
    return new Reported(code, linker, WITH_NAMES);
  }

  private static final List<Reported> REPORTED =
      List.of(
          all(
              ProblemCode.STACK_OF_OTHER_BASE,
              made ->
                  Linker.create().add("a", made.crafted("wants_stack", RelocationModel.REBASED))),
          all(
              ProblemCode.OVERLAP,
              made ->
                  Linker.create()
                      .add("a", CraftedModules.absolute("at_0x20000"))
                      .add("b", made.crafted("at_0x20000", RelocationModel.ABSOLUTE))),
          all(
              ProblemCode.BELOW_STACK,
              made ->
                  Linker.create()
                      .add("a", made.crafted("at_0x400", RelocationModel.ABSOLUTE))
                      .add("b", Fixture.wasm("large.relocs"))),
          all(
              ProblemCode.ABOVE_HEAP_OWNER,
              made ->
                  Linker.create()
                      .add("a", made.crafted("rest_0x20000", RelocationModel.ABSOLUTE))
                      .add("b", Fixture.wasm("large.relocs"))),
          all(
              ProblemCode.OTHER_BASE_OF_ABSOLUTE,
              made -> Linker.create().add("a", made.crafted("at_0x20000")).base("a", 0x20001)),
          withNames(
              ProblemCode.LOOKS_LIKE_POINTER,
              made ->
                  Linker.create()
                      .add("a", made.fixture("pointers.pic-static", RelocationModel.PIC_STATIC))),
          withNames(
              ProblemCode.FIXED_ADDRESS,
              made ->
                  Linker.create()
                      .add("a", made.crafted("fixed_address", RelocationModel.PIC_STATIC))),
          all(
              ProblemCode.OWN_TABLE,
              made ->
                  Linker.create()
                      .add("a", made.fixture("own_table"))
                      .add("b", Fixture.wasm("pointers.relocs"))),
          all(
              ProblemCode.SLOT_TAKEN,
              made ->
                  Linker.create()
                      .add("a", CraftedModules.absolute("at_slot_1"))
                      .add("b", made.crafted("at_slot_1", RelocationModel.ABSOLUTE))
                      .host("host")),
          all(
              ProblemCode.UNCERTAIN_STACK_POINTER,
              made -> Linker.create().add("a", made.fixture("stacks/uncertain"))),
          all(
              ProblemCode.OTHERS_IN_OPEN_MEMORY,
              made ->
                  Linker.create()
                      .add("a", made.crafted("from_heap_base_0x20000", RelocationModel.ABSOLUTE))
                      .add("b", Fixture.wasm("large.relocs"))),
          all(
              ProblemCode.HEAP_IN_OPEN_MEMORY,
              made ->
                  Linker.create()
                      .add("a", made.crafted("from_heap_base_0x20000", RelocationModel.ABSOLUTE))
                      .add("b", Fixture.wasm("memory_user.relocs"))),
          all(
              ProblemCode.HEAP_FUNCTION_MISSING,
              made ->
                  Linker.create()
                      .add("a", made.fixture("manager"))
                      .heap(new HeapPolicy.Guest("a", "malloc", "release"))),
          all(
              ProblemCode.ALLOCATOR_NOT_REPLACED,
              made ->
                  Linker.create().add("a", made.fixture("churn.c")).host("env").javaAllocates()),
          all(
              ProblemCode.CONSTRUCTED_AGAIN,
              made -> Linker.create().add("a", made.fixture("command.no-entry"))),
          withNames(
              ProblemCode.CONSTRUCTED_BY_START,
              made ->
                  Linker.create()
                      .add("a", made.fixture("command.crt1"))
                      .host("wasi_snapshot_preview1")));

  private static List<Reported> reported() {
    return REPORTED;
  }

  @ParameterizedTest
  @MethodSource("reported")
  void namesNothingThatTheToolchainDoesNotHave(Reported reported) {
    for (Producer producer : reported.producers()) {
      List<Problem> problems = reported.of(producer);
      assertThat(problems).as("%s by %s", reported, producer).isNotEmpty();
      for (Problem problem : problems) {
        assertThat(flags(problem.message()))
            .as("%s: %s", producer, problem.message())
            .isSubsetOf(FLAGS.get(producer));
        assertThat(problem.message()).doesNotContain("null").doesNotContain("  ");
        if (producer != Producer.ASSEMBLYSCRIPT && producer != Producer.UNKNOWN) {
          assertThat(problem.message()).doesNotContain("asc").doesNotContain("AssemblyScript");
        }
        if (!producer.importsAllocator()) {
          assertThat(problem.message()).doesNotContain("import malloc");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageStillSaysWhatToDo(Producer producer) {
    for (Reported reported : REPORTED) {
      if (reported.producers().contains(producer)) {
        assertThat(reported.of(producer))
            .as(reported.toString())
            .allSatisfy(
                problem ->
                    assertThat(problem.message())
                        .containsPattern(
                            "Let it|let it|Link|link|Give|leave out|Do not|correct|Say|Export"
                                + "|Free|Run|[Kk]eep"));
      }
    }
  }

  /** A new message with a flag in it has to ask who made the module, or be of one toolchain. */
  @Test
  void onlyMessagesAboutWhatOneLinkerMakesNameFlagsThemselves() {
    List<ProblemCode> named = new ArrayList<>();
    for (ProblemCode code : ProblemCode.values()) {
      if (!flags(code.template()).isEmpty()) {
        named.add(code);
      }
    }
    assertThat(named)
        .containsOnly(
            ProblemCode.OBJECT_FILE, // of LLVM's compilers
            ProblemCode.NO_DYLINK,
            ProblemCode.THREAD_LOCAL_LIBRARY,
            ProblemCode.DATA_OUTSIDE_LIBRARY,
            ProblemCode.PASSIVE_DATA, // in a module with relocations, as all that follow
            ProblemCode.START_NOT_RELOCATED,
            ProblemCode.RELOCATION_COMPRESSED,
            ProblemCode.NAMES_DROPPED,
            ProblemCode.SHARED_UNKNOWN, // between shared libraries
            ProblemCode.VECTOR_INSTRUCTIONS); // reported of an image
  }

  private static List<String> flags(String text) {
    return FLAG.matcher(text).results().map(MatchResult::group).toList();
  }
}
