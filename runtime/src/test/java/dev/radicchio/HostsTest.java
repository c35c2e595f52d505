package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasm.UnlinkableException;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.plan.InstanceLayout;
import dev.radicchio.link.plan.Layout;
import dev.radicchio.link.plan.Region;
import dev.radicchio.memory.FlatMemory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guests import from Java: functions, and ranges of the memory. */
final class HostsTest {
  private static final FunctionType SIN =
      new FunctionType(List.of(ValType.F64), List.of(ValType.F64));
  private static final FunctionType LOG =
      new FunctionType(List.of(ValType.I32, ValType.I64, ValType.F32, ValType.F64), List.of());
  private static final FunctionType PAIR =
      new FunctionType(List.of(ValType.I32), List.of(ValType.I32, ValType.I64));
  private static final String DATA = "mem.data_offset";

  private final List<String> log = new ArrayList<>();

  private static Linker linker() {
    return Linker.create()
        .add("one", Fixture.wasm("host_calls"))
        .add("two", Fixture.wasm("host_calls"))
        .host("math")
        .host("env")
        .region(DATA, 65536, 4096);
  }

  private Hosts hosts() {
    return Hosts.none()
        .add("math", "sin", SIN, (caller, a) -> new long[] {sin(a[0])})
        .add("env", "log", LOG, (caller, a) -> log(caller, a))
        .add("env", "pair", PAIR, (caller, a) -> new long[] {a[0] + 1, 1L << 40});
  }

  private static long sin(long x) {
    return Double.doubleToRawLongBits(Math.sin(Double.longBitsToDouble(x)));
  }

  private long[] log(Caller caller, long[] a) {
    log.add(
        caller.instance()
            + ": "
            + (int) a[0]
            + " "
            + a[1]
            + " "
            + Float.intBitsToFloat((int) a[2])
            + " "
            + Double.longBitsToDouble(a[3]));
    return new long[0];
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void mustReturnAValueForEachResult(int count) {
    Hosts hosts = hosts().add("env", "pair", PAIR, (caller, a) -> new long[count]);
    try (LinkedProgram program = LinkedProgram.instantiate(linker().link(), hosts)) {
      assertThatThrownBy(() -> program.function("one", "sum_of_pair").call(41))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a Java function of type (i32) -> (i32, i64) returned " + count + " values");
    }
  }

  @Test
  void knowWhoCalls() {
    try (LinkedProgram program = LinkedProgram.instantiate(linker().link(), hosts())) {
      for (String instance : List.of("two", "one")) {
        program
            .function(instance, "say")
            .call(-3, 1L << 40, Float.floatToRawIntBits(1.5f), Double.doubleToRawLongBits(-0.25));
        assertThat(program.function(instance, "sum_of_pair").call(41)[0])
            .isEqualTo((1L << 40) + 42);
      }
    }
    assertThat(log)
        .containsExactly("two: -3 1099511627776 1.5 -0.25", "one: -3 1099511627776 1.5 -0.25");
  }

  @Test
  void leaveResultsWhereTheLayoutSays() {
    Image image = linker().link();
    Region region =
        image.layout().regions().stream()
            .filter(candidate -> DATA.equals(candidate.owner()))
            .findFirst()
            .orElseThrow();
    assertThat(region.kind()).isEqualTo(Region.Kind.RESERVED);
    assertThat(region.size()).isEqualTo(65536);
    assertThat(region.start() % 4096).isZero();
    assertNothingElseIsThere(image.layout(), region);
    try (LinkedProgram program = LinkedProgram.instantiate(image, hosts())) {
      program.function("one", "sines").call(1000);
      FlatMemory memory = program.memory();
      for (int i = 0; i < 1000; i++) {
        assertThat(memory.readDouble((int) region.start() + 8 * i)).isEqualTo(Math.sin(i));
      }
    }
  }

  private static void assertNothingElseIsThere(Layout layout, Region region) {
    for (InstanceLayout instance : layout.instances()) {
      assertThat(instance.dataEnd() <= region.start() || instance.dataStart() >= region.end())
          .isTrue();
    }
    assertThat(layout.heapBase()).isGreaterThanOrEqualTo(region.end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relocs", "dylink"})
  void regionsAreAlsoTheAddressesOfDataThatNobodyDefines(String model) {
    Image image =
        Linker.create()
            .add("before", Fixture.wasm("large.relocs"))
            .add("a", Fixture.wasm("shared_buffer." + model))
            .add("b", Fixture.wasm("shared_buffer." + model))
            .region("env.shared_buffer", 300, 16)
            .link();
    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      int buffer = (int) program.function("a", "buffer").call()[0];
      assertThat(buffer % 16).isZero();
      assertThat(program.function("b", "buffer").call()[0]).isEqualTo(buffer);
      assertThat(program.function("b", "inside").call()[0]).isEqualTo(buffer + 100);
      program.function("a", "fill_buffer").call(0, 300, 7);
      program.function("b", "fill_buffer").call(100, 100, 9);
      assertThat(program.memory().slice(buffer, 100).toByteArray()).containsOnly(7);
      assertThat(program.memory().slice(buffer + 100, 100).toByteArray()).containsOnly(9);
      assertThat(program.memory().slice(buffer + 200, 100).toByteArray()).containsOnly(7);
    }
  }

  @Test
  void whatTheyThrowReachesJavaAsItIs() {
    IllegalStateException thrown = new IllegalStateException("not today");
    Hosts hosts =
        hosts()
            .add(
                "math",
                "sin",
                SIN,
                (caller, a) -> {
                  throw thrown;
                });
    try (LinkedProgram program = LinkedProgram.instantiate(linker().link(), hosts)) {
      assertThatThrownBy(() -> program.function("one", "sines").call(1)).isSameAs(thrown);
      assertThat(program.function("one", "sum_of_pair").call(0)[0]).isEqualTo((1L << 40) + 1);
    }
  }

  @Test
  void whatAGuestThrowsInACallOfTheirsReachesJavaToo() {
    boolean[] nested = new boolean[1];
    Hosts hosts =
        hosts()
            .add(
                "math",
                "sin",
                SIN,
                (caller, a) -> {
                  if (!nested[0]) {
                    nested[0] = true;
                    // goes on to the end of the memory, and traps
                    caller.program().function("two", "sines").call(Integer.MAX_VALUE);
                  }
                  return a;
                });
    try (LinkedProgram program = LinkedProgram.instantiate(linker().link(), hosts)) {
      assertThatThrownBy(() -> program.function("one", "sines").call(1))
          .isInstanceOf(GuestTrapException.class)
          .hasMessageStartingWith("two!sines trapped: out of bounds memory access");
    }
  }

  @Test
  void mayUseTheHeap() {
    Hosts hosts =
        hosts()
            .add(
                "env",
                "pair",
                PAIR,
                (caller, a) -> new long[] {caller.heap().allocate((int) a[0]), 0});
    try (LinkedProgram program = LinkedProgram.instantiate(linker().link(), hosts)) {
      long address = program.function("one", "sum_of_pair").call(100)[0];
      program.heap().free((int) address);
      assertThat(program.heap().statistics().peakBytes()).isEqualTo(112);
    }
  }

  @Test
  void mustBeThere() {
    Image image = linker().link();
    assertThatThrownBy(() -> LinkedProgram.instantiate(image))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("one!sin")
        .hasCauseInstanceOf(UnlinkableException.class);
    Hosts wrong = hosts().add("math", "sin", LOG, (caller, a) -> a);
    assertThatThrownBy(() -> LinkedProgram.instantiate(image, wrong))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("the program imports math.one!sin as (f64) -> f64");
  }

  @Test
  void mayBeChicorys() {
    Image image =
        Linker.create()
            .add("one", Fixture.wasm("host_calls"))
            .host("math")
            .host("env")
            .region(DATA, 64, 16)
            .link();
    HostFunction sin =
        new HostFunction(
            "math",
            "sin",
            com.dylibso.chicory.wasm.types.FunctionType.of(
                List.of(com.dylibso.chicory.wasm.types.ValType.F64),
                List.of(com.dylibso.chicory.wasm.types.ValType.F64)),
            (instance, a) -> new long[] {sin(a[0])});
    try (LinkedProgram program =
        LinkedProgram.instantiate(image, hosts().add(ChicoryHosts.of(sin)))) {
      program.function("one", "sines").call(2);
      int data = (int) regionStart(image);
      assertThat(program.memory().readDouble(data + 8)).isEqualTo(Math.sin(1));
    }
  }

  private static long regionStart(Image image) {
    return image.layout().regions().stream()
        .filter(region -> DATA.equals(region.owner()))
        .findFirst()
        .orElseThrow()
        .start();
  }

  @Test
  void mayBeWasi() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Image image =
        Linker.create().add("hello", Fixture.wasm("hello")).host("wasi_snapshot_preview1").link();
    Hosts hosts =
        Hosts.none().add(ChicoryHosts.wasi(WasiOptions.builder().withStdout(printed).build()));
    try (LinkedProgram program = LinkedProgram.instantiate(image, hosts)) {
      program.function("hello", "greet").call();
      assertThatThrownBy(() -> program.function("hello", "leave").call(3))
          .isInstanceOf(WasiExitException.class);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("hello from C\n");
  }

  @Test
  void regionsHaveASizeAndAName() {
    Linker linker = Linker.create().region("a.b", 1, 1);
    assertThatThrownBy(() -> linker.region("a.b", 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> linker.region("a.c", 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> linker.region("a.c", 1, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Guests ask for their addresses before they call them. */
  @Test
  void whatAModuleNeedsOnlyIfItIsThereIsAskedOfHostsThatHaveIt() {
    FunctionType type = new FunctionType(List.of(ValType.I32), List.of(ValType.I32));
    Linker unknown = Linker.create().add("one", Fixture.wasm("shared/weak.one.dylink")).host("env");
    try (LinkedProgram program = LinkedProgram.instantiate(unknown.link())) {
      assertThat(program.function("one", "call_hook").call(5)[0]).isEqualTo(-1);
    }
    Linker known = unknown.host("env", List.of("hook"));
    Hosts hosts = Hosts.none().add("env", "hook", type, (caller, a) -> new long[] {a[0] + 1000});
    try (LinkedProgram program = LinkedProgram.instantiate(known.link(), hosts)) {
      assertThat(program.function("one", "call_hook").call(5)[0]).isEqualTo(1005);
      assertThat(program.function("one", "call_absent").call(5)[0]).isEqualTo(-1);
    }
  }
}
