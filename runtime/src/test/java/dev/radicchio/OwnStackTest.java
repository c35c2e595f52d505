package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.dylibso.chicory.runtime.InterpreterMachine;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.corpus.Corpus;
import dev.radicchio.corpus.Row;
import dev.radicchio.engine.chicory.DirectCalls;
import dev.radicchio.engine.chicory.Precompiled;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.ImageFile;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.link.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that are left by an exception take nothing of the stack of any instance for good. The
 * guests have a stack of 64 KiB and take one of them for each call, so that 64 lost ones are the
 * end.
 */
final class OwnStackTest {
  private static final int TIMES = 1_000;
  private static final FunctionType VISIT =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32));

  /** What {@code dive} adds to what the host returns. */
  private static final long OF_FRAME = 10;

  private final RuntimeException thrown = new IllegalStateException("not today");

  /** How the guests' code is run. */
  enum Mode {
    COMPILED,
    INTERPRETED;

    LinkedProgram start(Linker linker, Hosts hosts) {
      Image image = linker.link();
      return switch (this) {
        case COMPILED -> LinkedProgram.instantiate(image, hosts);
        case INTERPRETED -> interpreted(image).instantiate(hosts);
      };
    }

    private static Executable interpreted(Image image) {
      WasmBinary module = WasmBinary.read(image.bytes());
      int functions = module.functions().size();
      byte[] file =
          ImageFile.write(
              module,
              image.layout(),
              IntStream.range(module.imported(ExternType.Kind.FUNCTION), functions)
                  .boxed()
                  .collect(Collectors.toSet()));
      return Precompiled.executable(
          "test.image",
          new ByteArrayInputStream(file),
          ImageFile.checksum(file),
          InterpreterMachine::new);
    }
  }

  private static Linker linker(String... fixtures) {
    Linker linker = Linker.create().host("env");
    for (String fixture : fixtures) {
      linker.add(fixture.replace('.', '_').replace('/', '_'), Fixture.wasm(fixture));
    }
    return linker;
  }

  /** Where an absolute one begins; its code has 1000 in it, which could be an address. */
  private static Linker withFrames(String... models) {
    Linker linker = Linker.create().host("env");
    for (String model : models) {
      linker.add(model, Fixture.wasm("frames." + model));
      if (!model.equals("relocs")) {
        linker.base(model, model.equals("other") ? 2097152 : 1048576);
      }
    }
    return linker;
  }

  private static Hosts hosts(HostHandler visit) {
    return Hosts.none().add("env", "visit", VISIT, visit);
  }

  private Hosts throwingAtZero() {
    return hosts(
        (caller, a) -> {
          if (a[0] == 0) {
            throw thrown;
          }
          return a;
        });
  }

  private static long call(LinkedProgram program, String instance, String export, long... a) {
    return program.function(instance, export).call(a)[0];
  }

  static Stream<Arguments> modelsAndModes() {
    return Stream.of(
            "absolute", "other", "unoptimized", "wasm-opt", "emscripten", "named", "relocs")
        .flatMap(model -> Stream.of(Mode.values()).map(mode -> Arguments.of(model, mode)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndModes")
  void isWholeAfterAThousandExceptionsOfAHost(String model, Mode mode) {
    try (LinkedProgram program = mode.start(withFrames(model), throwingAtZero())) {
      long before = call(program, model, "stack_address");
      for (int i = 0; i < TIMES; i++) {
        assertThatThrownBy(() -> call(program, model, "dive", 0)).isSameAs(thrown);
      }
      assertThat(call(program, model, "stack_address")).isEqualTo(before);
      assertThat(call(program, model, "dive", 7)).isEqualTo(7 + OF_FRAME);
    }
  }

  @ParameterizedTest
  @MethodSource("modelsAndModes")
  void isWholeAfterAThousandTraps(String model, Mode mode) {
    try (LinkedProgram program = mode.start(withFrames(model), throwingAtZero())) {
      long before = call(program, model, "stack_address");
      for (int i = 0; i < TIMES; i++) {
        assertThatThrownBy(() -> call(program, model, "trap", 0))
            .isInstanceOf(GuestTrapException.class);
      }
      assertThat(call(program, model, "stack_address")).isEqualTo(before);
      assertThat(call(program, model, "trap", 3)).isEqualTo(3);
    }
  }

  /** One that is left while another one's call is going on, which then returns. */
  @ParameterizedTest
  @EnumSource
  void isWholeInEachInstanceOfAProgram(Mode mode) {
    List<String> models = List.of("absolute", "relocs", "other");
    try (LinkedProgram program =
        mode.start(withFrames(models.toArray(String[]::new)), throwingAtZero())) {
      List<Long> before = stackAddresses(program, models);
      for (int i = 0; i < TIMES; i++) {
        String model = models.get(i % models.size());
        assertThatThrownBy(() -> call(program, model, "dive", 0)).isSameAs(thrown);
        assertThat(call(program, model, "dive", 7)).isEqualTo(7 + OF_FRAME);
      }
      assertThat(stackAddresses(program, models)).isEqualTo(before);
    }
  }

  private static List<Long> stackAddresses(LinkedProgram program, List<String> instances) {
    return instances.stream().map(instance -> call(program, instance, "stack_address")).toList();
  }

  /**
   * Each call of a host calls the next instance, 20 deep; the innermost throws, and every third
   * host catches that. What the guests have on their stacks must then be as it was at each level.
   */
  @ParameterizedTest
  @EnumSource
  void isWhatItWasAtEachLevelOfNestedCalls(Mode mode) {
    List<String> models = List.of("absolute", "relocs", "other");
    List<String> wrong = new ArrayList<>();
    Hosts hosts =
        hosts(
            (caller, a) -> {
              int depth = (int) a[0];
              if (depth == 0) {
                throw thrown;
              }
              LinkedProgram program = caller.program();
              List<Long> before = stackAddresses(program, models);
              String next = models.get(depth % models.size());
              try {
                return new long[] {call(program, next, "dive", depth - 1)};
              } catch (IllegalStateException e) {
                if (!stackAddresses(program, models).equals(before)) {
                  wrong.add("at " + depth);
                }
                if (depth % 3 == 0) {
                  return new long[] {depth};
                }
                throw e;
              }
            });
    try (LinkedProgram program = mode.start(withFrames(models.toArray(String[]::new)), hosts)) {
      List<Long> before = stackAddresses(program, models);
      for (int i = 0; i < TIMES / 20; i++) {
        assertThat(call(program, "absolute", "dive", 20)).isEqualTo(3 + 18 * OF_FRAME);
      }
      assertThat(wrong).isEmpty();
      assertThat(stackAddresses(program, models)).isEqualTo(before);
    }
  }

  /** The exception comes through frames of both, whatever stack each has. */
  @ParameterizedTest
  @CsvSource({"absolute,COMPILED", "absolute,INTERPRETED", "relocs,COMPILED", "relocs,INTERPRETED"})
  void isWholeWhereOneGuestCallsTheOther(String model, Mode mode) {
    Linker linker =
        withFrames(model).add("between", Fixture.wasm("frames_between")).base("between", 3145728);
    try (LinkedProgram program = mode.start(linker, throwingAtZero())) {
      List<Long> frames = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        assertThatThrownBy(() -> call(program, "between", "pass", 0)).isSameAs(thrown);
        frames.add(call(program, model, "stack_address"));
      }
      assertThat(frames).containsOnly(frames.get(0));
      assertThat(call(program, "between", "pass", 7)).isEqualTo(7 + OF_FRAME + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWholeWhereALentFunctionThrows(Mode mode) {
    Linker linker = withFrames("absolute").add("callbacks", Fixture.wasm("callbacks"));
    FunctionType compare =
        new FunctionType(List.of(ValType.I32, ValType.I32), List.of(ValType.I32));
    try (LinkedProgram program = mode.start(linker, throwingAtZero());
        LentFunction lent = program.lend(compare, a -> diveAsDeepAs(program, (int) a[0]))) {
      program.function("callbacks", "keep").call(lent.pointer());
      List<Long> before = stackPointers(program);
      for (int i = 0; i < TIMES; i++) {
        assertThatThrownBy(() -> call(program, "callbacks", "call_kept", 0, 1)).isSameAs(thrown);
        assertThat(call(program, "callbacks", "call_kept", 7, 8)).isEqualTo(7 + OF_FRAME);
      }
      assertThat(before).hasSize(2).isEqualTo(stackPointers(program));
    }
  }

  private static long[] diveAsDeepAs(LinkedProgram program, int address) {
    return program.function("absolute", "dive").call(program.memory().readInt(address));
  }

  private static List<Long> stackPointers(LinkedProgram program) {
    return program.layout().stackPointers().stream()
        .map(global -> DirectCalls.of(program).instance().global(global).getValue())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void isWholeWhereAModuleHasTwo(Mode mode) {
    try (LinkedProgram program = mode.start(linker("stacks/two"), throwingAtZero())) {
      long numbers = call(program, "stacks_two", "numbers");
      long tasks = call(program, "stacks_two", "tasks");
      for (int i = 0; i < TIMES; i++) {
        assertThatThrownBy(() -> call(program, "stacks_two", "dive", 0)).isSameAs(thrown);
      }
      assertThat(call(program, "stacks_two", "numbers")).isEqualTo(numbers);
      assertThat(call(program, "stacks_two", "tasks")).isEqualTo(tasks);
      assertThat(call(program, "stacks_two", "dive", 7)).isEqualTo(7);
    }
  }

  /** AssemblyScript keeps objects in a stack that the collector looks through. */
  @ParameterizedTest
  @EnumSource
  void isWholeInAssemblyScript(Mode mode) {
    Row row =
        Corpus.rows().stream()
            .filter(candidate -> candidate.module().startsWith("collections.assemblyscript"))
            .findFirst()
            .orElseThrow();
    Linker linker = Linker.create().add("a", row.read()).base("a", row.base().getAsLong());
    try (LinkedProgram program = mode.start(linker, Hosts.none())) {
      long words = call(program, "a", "count_words");
      for (int i = 0; i < 5 * TIMES; i++) {
        assertThatThrownBy(() -> call(program, "a", "word_char", 1000, 0))
            .isInstanceOf(GuestTrapException.class);
      }
      assertThat(call(program, "a", "put_many", 0, 300)).isEqualTo(300);
      assertThat(call(program, "a", "count_words")).isEqualTo(words);
    }
  }

  /** What a call allocated stays allocated, however the call ends. */
  @ParameterizedTest
  @EnumSource
  void theTopOfAnAllocatorIsNone(Mode mode) {
    List<Long> given = new ArrayList<>();
    Hosts hosts =
        hosts(
            (caller, a) -> {
              given.add(a[0]);
              throw thrown;
            });
    try (LinkedProgram program = mode.start(linker("stacks/bump"), hosts)) {
      assertThatThrownBy(() -> call(program, "stacks_bump", "dive", 16)).isSameAs(thrown);
      given.add(call(program, "stacks_bump", "allocate", 16));
      assertThatThrownBy(() -> call(program, "stacks_bump", "dive", 16)).isSameAs(thrown);
    }
    assertThat(given).containsExactly(0x28000L, 0x28010L, 0x28020L);
  }

  @Test
  void isLeftAsItIsWhereItIsUncertain() {
    Linker linker = linker("stacks/uncertain");
    assertThat(linker.plan().problems())
        .extracting(Problem::code, Problem::instance)
        .containsExactly(tuple(ProblemCode.UNCERTAIN_STACK_POINTER, "stacks_uncertain"));
    try (LinkedProgram program = Mode.COMPILED.start(linker, Hosts.none())) {
      long top = call(program, "stacks_uncertain", "top");
      assertThatThrownBy(() -> program.function("stacks_uncertain", "trap").call(5))
          .isInstanceOf(GuestTrapException.class);
      assertThat(program.memory().readInt((int) call(program, "stacks_uncertain", "top")))
          .isEqualTo(5);
      assertThat(call(program, "stacks_uncertain", "keep", 6)).isLessThan(top - 20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"absolute", "relocs", "emscripten", "named"})
  void isOneWhereOneIsUsed(String model) {
    assertThat(withFrames(model).link().layout().stackPointers()).hasSize(1);
  }

  @Test
  void areAsManyAsThereAreInstancesWithTheirOwn() {
    assertThat(withFrames("absolute", "relocs", "other").link().layout().stackPointers())
        .hasSize(3);
    assertThat(linker("stacks/bump").link().layout().stackPointers()).isEmpty();
    WasmFile module = Fixture.wasm("frames.relocs");
    assertThat(
            Linker.create()
                .add("one", module)
                .add("two", module)
                .host("env")
                .link()
                .layout()
                .stackPointers())
        .hasSize(1);
  }
}
