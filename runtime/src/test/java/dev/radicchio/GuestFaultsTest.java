package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.Faults;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.wat.WatModule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java sees of what guests do wrong: one exception, in the specification's words. */
final class GuestFaultsTest {
  private static final Image IMAGE =
      Linker.create().add("a", Fixture.wasm("features/faults")).link();

  private static final List<ValType> LOGGED =
      List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64);

  private static FunctionType type(List<ValType> parameters, ValType... results) {
    return new FunctionType(parameters, List.of(results));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
            "unreachable: unreachable",
            "memory: out of bounds memory access",
            "memory_fill: out of bounds memory access",
            "memory_copy: out of bounds memory access",
            "memory_init: out of bounds memory access",
            "table_get: out of bounds table access",
            "table_set: out of bounds table access",
            "table_init: out of bounds table access",
            "undefined: undefined element",
            "uninitialized: uninitialized element",
            "mismatch: indirect call type mismatch",
            "divide: integer divide by zero",
            "divide_unsigned: integer divide by zero",
            "remainder: integer divide by zero",
            "overflow: integer overflow",
            "truncate: integer overflow",
            "truncate_nan: invalid conversion to integer",
            "deep: call stack exhausted",
            "null_call: null function reference",
            "null_reference: null reference",
            "null_struct: null structure reference",
            "null_array: null array reference",
            "cast: cast failure",
            "array_get: out of bounds array access",
            "array_too_large: allocation size too large",
            "array_larger_than_the_heap: allocation size too large",
            "array_new_data: out of bounds memory access",
            "array_new_elem: out of bounds table access",
            "thrown: no module caught the exception a!error(7, 2.5)",
            "thrown_unnamed: no module caught the exception tag 1(-3)",
            "thrown_again: no module caught the exception tag 1(5)")
        .map(text -> text.split(": ", 2))
        .flatMap(
            fault ->
                Arrays.stream(Engine.values())
                    .map(engine -> Arguments.of(fault[0], fault[1], engine)));
  }

  @ParameterizedTest
  @MethodSource
  void faults(String function, String words, Engine engine) {
    try (LinkedProgram program = engine.executable(IMAGE).instantiate()) {
      assertThatThrownBy(() -> program.function("a", function).call())
          .isInstanceOf(GuestTrapException.class)
          .hasMessageStartingWith("a!" + function + " trapped: " + words);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theProgramGoesOn(Engine engine) {
    try (LinkedProgram program = engine.executable(IMAGE).instantiate()) {
      for (String function : List.of("deep", "thrown", "memory")) {
        assertThatThrownBy(() -> program.function("a", function).call())
            .isInstanceOf(GuestTrapException.class);
      }
      program.function("a", "reset").call();
      assertThat(program.function("a", "sum").call()).containsExactly(3456);
    }
  }

  /** Of the JVM's own errors, only those that the engine throws are a guest's fault. */
  @ParameterizedTest
  @EnumSource
  void whatHostsThrowGoesOnAsItIs(Engine engine) {
    Image image =
        Linker.create()
            .host("math")
            .host("env")
            .region("mem.data_offset", 64, 16)
            .add("a", Fixture.wasm("host_calls"))
            .link();
    for (Throwable thrown :
        List.of(
            new OutOfMemoryError("of the host"),
            new NegativeArraySizeException("of the host"),
            new AssertionError("of the host"))) {
      HostHandler throwing =
          (caller, arguments) -> {
            throw Faults.<RuntimeException>unchanged(thrown);
          };
      Hosts hosts =
          Hosts.none()
              .add("math", "sin", type(List.of(ValType.F64), ValType.F64), throwing)
              .add("env", "log", type(LOGGED), throwing)
              .add("env", "pair", type(List.of(ValType.I32), ValType.I32, ValType.I64), throwing);
      try (LinkedProgram program = engine.executable(image).instantiate(hosts)) {
        assertThatThrownBy(() -> program.function("a", "sines").call(1)).isSameAs(thrown);
      }
    }
  }

  @Test
  void aFaultHasItsCause() {
    try (LinkedProgram program = LinkedProgram.instantiate(IMAGE)) {
      assertThatThrownBy(() -> program.function("a", "array_too_large").call())
          .hasCauseInstanceOf(NegativeArraySizeException.class);
    }
  }

  @Test
  void anAddressIsTheProgramsAndTheInstancesOwn() {
    WasmFile module =
        WasmFile.read(
            "a.wasm",
            WatModule.encode(
                """
                (module
                  (memory 1)
                  (data (i32.const 1024) "own")
                  (func (export "at") (param i32) (result i32)
                    (i32.load (local.get 0))))
                """));
    Image image = Linker.create().add("home", module).add("moved", module).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThatThrownBy(() -> program.function("moved", "at").call(0x40000))
          .isInstanceOf(GuestTrapException.class)
          .hasMessage(
              "moved!at trapped: out of bounds memory access: 4 bytes at 0x50000, memory ends at"
                  + " 0x20000 (to moved it is 0x40000)");
      assertThatThrownBy(() -> program.function("home", "at").call(0x40000))
          .hasMessage(
              "home!at trapped: out of bounds memory access: 4 bytes at 0x40000, memory ends at"
                  + " 0x20000");
    }
  }
}
