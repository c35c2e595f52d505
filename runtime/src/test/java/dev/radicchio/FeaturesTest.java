package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.ChicoryException;
import dev.radicchio.binary.Export;
import dev.radicchio.binary.ExternType;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.binary.ValType;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.engine.Shortcoming;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.LinkException;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a module can contain survives fusing. Every exported function of the module, in the
 * order of its exports, gives in two linked instances what it gives alone; what lies before them
 * shifts all index spaces, so that an index that is copied as it was means something else.
 */
final class FeaturesTest {
  /** What a call gave: its results, or that it trapped. */
  private interface Call {
    long[] call(String function);
  }

  private static List<String> results(byte[] module, Call call) {
    WasmBinary binary = WasmBinary.read(module);
    List<String> results = new ArrayList<>();
    for (Export export : binary.exports()) {
      if (export.kind() == ExternType.Kind.FUNCTION) {
        FunctionType type = binary.functionType(export.index());
        String result;
        try {
          result = text(type, call.call(export.name()));
        } catch (GuestTrapException | ChicoryException e) {
          result = "trap";
        }
        results.add(export.name() + " = " + result);
      }
    }
    return results;
  }

  private static String text(FunctionType type, long[] results) {
    boolean narrow = type.results().get(0).equals(ValType.I32);
    return Long.toString(narrow ? (int) results[0] : results[0]);
  }

  private static byte[] feature(String name) {
    return Fixture.bytes("features/" + name);
  }

  private static Linker before() {
    return Linker.create()
        .add("types", WasmFile.read("types.wasm", ManyTypes.moduleWithTypes(90)))
        .add("tables", Fixture.wasm("everything"))
        .add("first", WasmFile.read("segments.wasm", feature("segments")))
        .add("pointers", Fixture.wasm("pointers.relocs"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "atomics",
        "tail_calls",
        "references",
        "gc",
        "exceptions",
        "segments",
        "control",
        "names"
      })
  void survives(String feature) {
    byte[] module = feature(feature);
    WasmFile file = WasmFile.read(feature + ".wasm", module);
    Image image = before().add("one", file).add("two", file).link();

    List<String> expected = results(module, Alone.run(module, new Host())::call);
    Executable executable = Executable.of(image);
    for (int i = 0; i < 2; i++) { // what one program drops or changes, the next has again
      LinkedProgram program = executable.instantiate();
      for (String instance : List.of("one", "two")) {
        assertThat(results(module, name -> program.function(instance, name).call()))
            .isEqualTo(expected);
      }
    }
    assertThat(expected).anyMatch(result -> !result.endsWith(" = trap"));
  }

  /** Results that were worked out by hand, so that two wrong ones do not agree. */
  @ParameterizedTest
  @CsvSource({
    "tail_calls, direct = 500500",
    "references, table = 35",
    "references, null = 70",
    "references, grown = 5136",
    "gc, visit = 9",
    "gc, bytes = 5305",
    "gc, branch = 42",
    "exceptions, plain = -1",
    "exceptions, number = 11",
    "exceptions, pair_of_values = 5",
    "exceptions, sum_of_values = 1002",
    "exceptions, again = 11",
    "segments, active = 620",
    "segments, computed = 5",
    "segments, dropped = trap",
    "control, loop = 55",
    "control, swap = 37",
    "control, table = 4321",
    "atomics, add = 41",
    "names, a!b = 4"
  })
  void givesKnownResults(String feature, String result) {
    byte[] module = feature(feature);
    try (LinkedProgram program =
        LinkedProgram.instantiate(
            before().add("one", WasmFile.read(feature + ".wasm", module)).link())) {
      assertThat(results(module, name -> program.function("one", name).call())).contains(result);
    }
  }

  @Test
  void valuesAndExceptionsOfEqualTypesCrossFromModuleToModule() {
    Image image =
        before()
            .add("reader", WasmFile.read("node_reader.wasm", feature("node_reader")))
            .add("maker", WasmFile.read("node_maker.wasm", feature("node_maker")))
            .link();

    try (LinkedProgram program = LinkedProgram.instantiate(image)) {
      assertThat(program.function("reader", "sum").call()[0]).isEqualTo(1105);
      assertThat(program.function("reader", "caught").call()[0]).isEqualTo(33);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "memory64, 'has a 64-bit memory, which is not supported; compile for wasm32 (RAD211)'",
    "two_memories, has 2 memories; a program shares one (RAD214)",
    "threads, 'imports wasi.thread-spawn, which starts a thread, and a program has one; compile without threads (RAD212)'",
    "table64, 'has a 64-bit table, which is not supported; compile for wasm32 (RAD213)'"
  })
  void refusesByNameWhatIsNotSupported(String module, String message) {
    assertThatThrownBy(() -> Fixture.wasm("refused/" + module))
        .isInstanceOf(LinkException.class)
        .hasMessage("refused/" + module + ".wasm " + message);
  }

  @Test
  @IfEngineHas(Shortcoming.VECTORS)
  void refusesToRunVectorInstructionsByName() {
    Image image = before().add("one", Fixture.wasm("features/simd")).link();

    assertThatThrownBy(() -> LinkedProgram.instantiate(image))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "features/simd.wasm uses vector instructions (SIMD), which the engine chicory does not run;"
                + " compile it without -msimd128 (RAD601)");
  }

  /** The results are those of Node. */
  @Test
  @IfEngineHas(value = Shortcoming.VECTORS, not = true)
  void runsVectorInstructions() {
    byte[] module = feature("simd");
    WasmFile file = WasmFile.read("simd.wasm", module);
    Image image = before().add("one", file).add("two", file).link();
    for (Engine engine : Engine.values()) {
      LinkedProgram program = engine.executable(image).instantiate();
      for (String instance : List.of("one", "two")) {
        assertThat(results(module, name -> program.function(instance, name).call()))
            .as("%s, %s", engine, instance)
            .containsExactly(
                "lanes = 199",
                "shuffle = 289077004534744581",
                "swizzle = 289077006530772992",
                "memory = 146660067901900299",
                "arithmetic = " + Double.doubleToRawLongBits(424187.5),
                "select = 0");
      }
    }
  }

  /** Node runs what Chicory does not, and is a second opinion on the rest. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"simd", "atomics", "control"})
  void survivesInNode(String feature, @TempDir Path directory) throws IOException {
    byte[] module = feature(feature);
    WasmFile file = WasmFile.read(feature + ".wasm", module);
    Path alone = Files.write(directory.resolve("alone.wasm"), module);
    Image linked =
        Linker.create()
            .add("tables", Fixture.wasm("everything"))
            .add("one", file)
            .add("pointers", Fixture.wasm("pointers.relocs"))
            .add("two", file)
            .link();
    Path image = Files.write(directory.resolve("image.wasm"), linked.bytes());

    Peer.Result node =
        Peer.run(List.of("node", "src/test/guest/compare.mjs", alone.toString(), image.toString()));
    assertThat(node.status()).as(node.output()).isZero();
    assertThat(node.output()).matches("\\d+ calls compared\\n");
  }

  @Test
  @IfEngineHas(Shortcoming.EXCEPTION_REFERENCES)
  void refusesToRunSharedReferencesToExceptionsByName() {
    Image image = before().add("one", Fixture.wasm("refused/shared_exceptions")).link();

    assertThatThrownBy(() -> LinkedProgram.instantiate(image))
        .isInstanceOf(LinkException.class)
        .hasMessageStartingWith("refused/shared_exceptions.wasm keeps references to exceptions")
        .hasMessageEndingWith("(RAD606)");
  }
}
