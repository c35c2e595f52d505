package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.dylibso.chicory.runtime.ExportFunction;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In each relocation model, an instance that is linked behind others computes what its module
 * computes alone. The modules are such that one forgotten address changes a result.
 */
final class RelocationModelsTest {
  /** A call of an exported function that returns an {@code i32} or nothing. */
  record Call(String function, List<Long> arguments) {
    String alone(ExportFunction exported) {
      return text(exported.apply(values()));
    }

    String linked(GuestFunction exported) {
      return text(exported.call(values()));
    }

    private long[] values() {
      return arguments.stream().mapToLong(Long::longValue).toArray();
    }

    private String text(long[] results) {
      int value = results == null || results.length == 0 ? 0 : (int) results[0];
      return function + arguments + " = " + value;
    }
  }

  private static Call call(String function, long... arguments) {
    return new Call(function, Arrays.stream(arguments).boxed().toList());
  }

  private static List<Call> callsOfPointers() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        calls.add(call("name_char", i, j));
        calls.add(call("name_char_twice", i, j));
        calls.add(call("entry_char", i, j));
      }
      calls.add(call("apply", i, 17, -4));
      calls.add(call("entry_apply", i, 1000, 3));
    }
    for (int i = 0; i < 5; i++) {
      calls.add(call("tail_char", i));
      calls.add(call("count", i));
      calls.add(call("count_through_pointer", -i));
    }
    calls.add(call("sum_zeros"));
    calls.add(call("set_zero", 993, 12));
    calls.add(call("get_through_pointer", 3));
    calls.add(call("sum_zeros"));
    return calls;
  }

  private static List<Call> callsOfLarge() {
    return List.of(
        call("checksum"),
        call("last_value"),
        call("put", 0, 1),
        call("put", 19_999, 77),
        call("checksum"));
  }

  private static List<Call> callsOfStack() {
    return List.of(
        call("fill_statics", 5),
        call("use_stack", 0),
        call("use_stack", 200),
        call("statics_are", 5),
        call("statics_are", 6));
  }

  private static List<Call> callsOfBss() {
    return List.of(
        call("count"),
        call("put", 4095, 17),
        call("put", 0, 4),
        call("count"),
        call("get", 4095),
        call("get", 1),
        call("get", 0));
  }

  private static List<Call> callsOfTraits() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 6; j++) {
        calls.add(call("name_char", i, j));
      }
      calls.add(call("area", i));
      calls.add(call("shape_name_length", i));
    }
    calls.add(call("format_checksum", 123_456_789_012L));
    calls.add(call("count_distinct", 1000, 97));
    return calls;
  }

  static Stream<Arguments> modules() {
    List<String> models = List.of("relocs", "dylink", "pic-relocs", "absolute", "absolute-high");
    return Stream.concat(
        models.stream()
            .flatMap(
                model ->
                    Stream.of(
                        Arguments.of("pointers." + model, callsOfPointers()),
                        Arguments.of("large." + model, callsOfLarge()),
                        Arguments.of("stack." + model, callsOfStack()))),
        Stream.of(
            Arguments.of("traits", callsOfTraits()),
            Arguments.of("registry", List.of(call("sum"))),
            Arguments.of("bss.absolute", callsOfBss()),
            Arguments.of("bss.relocs", callsOfBss()),
            Arguments.of("bss.llvm14", callsOfBss())));
  }

  private static List<String> alone(String fixture, List<Call> calls) {
    Alone alone = Alone.run(fixture);
    return calls.stream().map(call -> call.alone(alone.function(call.function))).toList();
  }

  private static List<String> linked(LinkedProgram program, String instance, List<Call> calls) {
    return calls.stream()
        .map(call -> call.linked(program.function(instance, call.function)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void computesWhatTheModuleComputesAlone(String fixture, List<Call> calls) {
    Image image =
        Linker.create()
            .add("before", Fixture.wasm("large.relocs"))
            .add("tested", Fixture.wasm(fixture))
            .add("after", Fixture.wasm("pointers.dylink"))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(linked(program, "tested", calls)).isEqualTo(alone(fixture, calls));
    }
  }

  /** Of one that stays at home, the others are rebased, and the last reaches below its base. */
  @ParameterizedTest
  @ValueSource(
      strings = {"relocs", "dylink", "pic-relocs", "pic-static", "absolute", "absolute-high"})
  void instancesOfOneModuleShareNothing(String model) {
    List<String> instances = List.of("one", "two", "three");
    Linker linker = Linker.create().reachBelow("three");
    instances.forEach(instance -> linker.add(instance, Fixture.wasm("pointers." + model)));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      List<String> expected = alone("pointers." + model, callsOfPointers());
      for (String instance : instances) {
        assertThat(linked(program, instance, callsOfPointers())).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink", "pic-relocs", "absolute"})
  void dataIsWhereTheLayoutSays(String model) {
    Image image =
        Linker.create()
            .add("before", Fixture.wasm("large.relocs"))
            .add("tested", Fixture.wasm("pointers." + model))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      InstanceLayout layout = image.layout().instance("tested");
      long address = program.function("tested", "counter_address").call()[0];
      assertThat(address).isBetween(layout.dataStart(), layout.dataEnd() - 4);
      program.memory().writeInt((int) address, 41);
      assertThat(program.function("tested", "count").call(1)[0]).isEqualTo(42);
    }
  }

  @Test
  void aFunctionPointerOfOneModuleIsCalledByAnother() {
    List<String> models = List.of("relocs", "dylink", "pic-relocs");
    Linker linker = Linker.create();
    models.forEach(model -> linker.add(model, Fixture.wasm("pointers." + model)));

    try (LinkedProgram program = LinkedProgram.instantiate(linker.link())) {
      for (String maker : models) {
        for (String caller : models) {
          GuestFunction pointer = program.function(maker, "operation_pointer");
          GuestFunction call = program.function(caller, "call");
          assertThat(call.call(pointer.call(0)[0], 20, 3)[0]).isEqualTo(23);
          assertThat(call.call(pointer.call(1)[0], 20, 3)[0]).isEqualTo(17);
          assertThat(call.call(pointer.call(2)[0], 20, 3)[0]).isEqualTo(60);
          long isAdd = program.function(caller, "is_add").call(pointer.call(0)[0])[0];
          assertThat(isAdd).isEqualTo(maker.equals(caller) ? 1 : 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink", "pic-relocs"})
  void aStackOverflowTrapsWithoutTouchingData(String model) {
    Image image =
        Linker.create()
            .add("one", Fixture.wasm("stack." + model))
            .add("two", Fixture.wasm("stack." + model))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      program.function("one", "fill_statics").call(11);
      program.function("two", "fill_statics").call(22);
      byte[] before = data(program, image.layout());

      GuestFunction overflow = program.function("one", "use_stack");
      assertThat(catchThrowable(() -> overflow.call(1000)))
          .isInstanceOf(GuestTrapException.class)
          .hasMessageContaining("one!use_stack")
          .hasMessageContaining("out of bounds memory access");

      assertThat(data(program, image.layout())).isEqualTo(before);
      assertThat(program.function("one", "statics_are").call(11)[0]).isEqualTo(1);
      assertThat(program.function("two", "statics_are").call(22)[0]).isEqualTo(1);
    }
  }

  private static byte[] data(LinkedProgram program, Layout layout) {
    int start = (int) layout.stackHigh();
    byte[] data = new byte[program.memory().size() - start];
    program.memory().read(start, data, 0, data.length);
    return data;
  }

  @Test
  void aStartFunctionThatFillsWithZerosTouchesNoOneElse() {
    // The fill has the old addresses, where the unmovable module has its data.
    Image image =
        Linker.create()
            .add("fixed", Fixture.wasm("pointers.absolute"))
            .add("filled", Fixture.wasm("bss.imported-memory"))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(linked(program, "fixed", callsOfPointers()))
          .isEqualTo(alone("pointers.absolute", callsOfPointers()));
      assertThat(linked(program, "filled", callsOfBss()))
          .isEqualTo(alone("bss.relocs", callsOfBss()));
    }
  }

  @Test
  void allInstancesShareOneStack() {
    Image image =
        Linker.create()
            .add("one", Fixture.wasm("stack.relocs"))
            .add("two", Fixture.wasm("stack.dylink"))
            .stackBytes(100_000)
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      Layout layout = image.layout();
      assertThat(layout.stackHigh() - layout.stackLow()).isEqualTo(100_000);
      for (String instance : List.of("one", "two")) {
        assertThat(program.function(instance, "stack_address").call()[0])
            .isBetween(layout.stackHigh() - 64, layout.stackHigh() - 1);
      }
    }
  }

  /** What the default stack of 64 KiB is too small for. */
  @ParameterizedTest
  @ValueSource(strings = {"stack.large", "stack.large-first"})
  void aModuleHasTheStackThatItWasLinkedWith(String fixture) {
    List<Call> calls = List.of(call("use_stack", 400));
    Image image =
        Linker.create()
            .add("small", Fixture.wasm("stack.relocs"))
            .add("large", Fixture.wasm(fixture))
            .link();

    assertThat(image.layout().stackHigh() - image.layout().stackLow()).isEqualTo(131_072);
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(linked(program, "large", calls)).isEqualTo(alone(fixture, calls));
    }
  }

  @Test
  void alignedDataStaysAlignedWhereTheDataBeforeItIsNot() {
    Image image =
        Linker.create()
            .add("before", Fixture.wasm("pointers.relocs"))
            .add("aligned", Fixture.wasm("aligned"))
            .link();
    Alone alone = Alone.run("aligned");

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      long narrow = program.function("aligned", "narrow_address").call()[0];
      long wide = program.function("aligned", "wide_address").call()[0];
      assertThat(wide % 64).isZero();
      assertThat(wide - narrow)
          .isEqualTo(
              alone.function("wide_address").apply()[0]
                  - alone.function("narrow_address").apply()[0]);
      assertThat(program.function("aligned", "sum").call()[0]).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pointers.relocs", "pointers.dylink", "pointers.pic-relocs"})
  void aModuleThatIsMovedAloneComputesTheSame(String fixture) {
    byte[] moved = Fixture.wasm(fixture).moveTo(0x123450);

    WasmFile file = WasmFile.read("moved.wasm", moved);
    assertThat(file.functionExports())
        .containsKeys("name_char", "apply", "count")
        .doesNotContainKey("pointers!count");
    Image image = Linker.create().add("moved", file).link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(linked(program, "moved", callsOfPointers()))
          .isEqualTo(alone(fixture, callsOfPointers()));
      long address = program.function("moved", "counter_address").call()[0];
      assertThat(address).isBetween(0x123450L, 0x123450L + 8192);
    }
  }
}
