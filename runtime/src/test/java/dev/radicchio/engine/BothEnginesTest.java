package dev.radicchio.engine;

import static dev.radicchio.fixture.ModuleBytes.bytes;
import static dev.radicchio.fixture.ModuleBytes.export;
import static dev.radicchio.fixture.ModuleBytes.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.Opcode;
import dev.radicchio.binary.Section;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.engine.endive.EndiveHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import run.endive.runtime.CallResult;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.runtime.WasmStruct;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Where both engines are there, which they are not when the tests run on Endive. */
final class BothEnginesTest {
  private static final String FIRST = "chic" + "ory";

  @BeforeEach
  void needBoth() {
    assumeTrue(Engine.find(FIRST).filter(Engine::isPresent).isPresent());
  }

  private static Image image() {
    return Linker.create().add("one", Fixture.wasm("features/control")).link();
  }

  private static String packageOf(LinkedProgram program) {
    return program.instance().getClass().getPackageName();
  }

  @Test
  void aProgramRunsOnTheFirstUnlessAnotherIsNamed() {
    try (LinkedProgram first = LinkedProgram.instantiate(image());
        LinkedProgram second =
            LinkedProgram.instantiate(image(), Hosts.none(), Engine.named("endive"))) {
      assertThat(packageOf(first)).isEqualTo("dev.radicchio.engine." + FIRST);
      assertThat(packageOf(second)).isEqualTo("dev.radicchio.engine.endive");
      assertThat(second.function("one", "loop").call())
          .isEqualTo(first.function("one", "loop").call());
    }
  }

  @Test
  void noOtherHasAName() {
    assertThatThrownBy(() -> Engine.named("witloof"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no engine witloof; it is one of " + FIRST + ", endive");
  }

  private static HostFunction host(ValType parameter, WasmFunctionHandle handle) {
    return new HostFunction("env", "call", FunctionType.of(List.of(parameter), List.of()), handle);
  }

  @Test
  void hostsOfOneAreNotGivenToTheOther() {
    Image image = Linker.create().add("one", Fixture.wasm("features/control")).link();
    ChicoryHosts none = ChicoryHosts.of();
    EndiveHosts other = EndiveHosts.of(host(ValType.I32, (instance, arguments) -> null));

    assertThatThrownBy(() -> LinkedProgram.instantiate(image, Hosts.none().add(other)))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "the program imports hosts of the engine endive, and runs on "
                + FIRST
                + "; give it that one's, or run it on the other (RAD604)");
    assertThatThrownBy(
            () -> LinkedProgram.instantiate(image, Hosts.none().add(none), Engine.named("endive")))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("hosts of the engine " + FIRST + ", and runs on endive");
  }

  /** Endive leaves a tail call to the caller where objects are passed. */
  @Test
  void aTailCallOfAFunctionWithReferencesIsMade() {
    WasmFile module =
        new ModuleBytes()
            .section(
                Section.TYPE,
                bytes(0x60, 1, ModuleBytes.EXTERNREF, 1, ModuleBytes.I32),
                bytes(0x60, 0, 1, ModuleBytes.I32),
                bytes(0x60, 1, ModuleBytes.EXTERNREF, 1, ModuleBytes.EXTERNREF))
            .section(Section.FUNCTION, bytes(0), bytes(1), bytes(2), bytes(2))
            .section(
                Section.EXPORT,
                export("tail", ModuleBytes.FUNCTION, 0),
                export("plain", ModuleBytes.FUNCTION, 1),
                export("back", ModuleBytes.FUNCTION, 3))
            .code(
                bytes(Opcode.RETURN_CALL, 1),
                bytes(0x41, 7),
                bytes(0x20, 0),
                bytes(0x20, 0, Opcode.RETURN_CALL, 2))
            .read("tail.wasm");
    Image image = Linker.create().add("a", module).link();
    for (String engine : List.of(FIRST, "endive")) {
      try (LinkedProgram program =
          LinkedProgram.instantiate(image, Hosts.none(), Engine.named(engine))) {
        assertThat(program.function("a", "tail").call(3)).as(engine).containsExactly(7);
        assertThat(program.function("a", "back").call(5)).as(engine).containsExactly(5);
        assertThat(program.function("a", "back").call(-1)).as(engine).containsExactly(-1);
        assertThat(program.function("a", "plain").call()).as(engine).containsExactly(7);
      }
    }
  }

  /** Endive passes objects beside numbers, also to a host that gets the caller's instance. */
  @Test
  void hostsOfEndiveGetObjects() {
    WasmFile maker =
        new ModuleBytes()
            .section(
                Section.TYPE,
                bytes(0x5F, 1, ModuleBytes.I32, 0),
                bytes(0x60, 1, 0x6B, 0),
                bytes(0x60, 0, 0))
            .imports(function("env", "call", 1))
            .section(Section.FUNCTION, bytes(2))
            .section(Section.EXPORT, export("run", ModuleBytes.FUNCTION, 1))
            .code(bytes(0x41, 42, 0xFB, 0, 0, 0x10, 0))
            .read("maker.wasm");
    List<Object> seen = new ArrayList<>();
    HostFunction host =
        host(
            ValType.StructRef,
            new WasmFunctionHandle() {
              @Override
              public long[] apply(Instance caller, long... arguments) {
                throw new AssertionError("without the objects");
              }

              @Override
              public CallResult applyWithRefs(Instance caller, long[] arguments, Object[] objects) {
                seen.add(((WasmStruct) objects[0]).field(0));
                seen.add(caller.exports().function("run") != null);
                return CallResult.of(new long[0], null);
              }
            });
    Image image = Linker.create().add("one", maker).host("env").link();
    try (LinkedProgram program =
        LinkedProgram.instantiate(
            image, Hosts.none().add(EndiveHosts.of(host)), Engine.named("endive"))) {
      program.function("one", "run").call();
    }
    assertThat(seen).containsExactly(42L, true);
  }
}
