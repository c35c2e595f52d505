package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.wat.WatModule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands run once, and are told apart from libraries. */
final class CommandTest {
  private static final String WASI = "wasi_snapshot_preview1";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private WasiOptions options(String... arguments) {
    return WasiOptions.builder().withStdout(printed).withArguments(List.of(arguments)).build();
  }

  private Hosts hosts(String... arguments) {
    return Hosts.none().add(ChicoryHosts.wasi(options(arguments)));
  }

  private String takePrinted() {
    String text = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return text;
  }

  private static Linker linker(String... namesAndFixtures) {
    Linker linker = Linker.create().host(WASI);
    for (int i = 0; i < namesAndFixtures.length; i += 2) {
      linker.add(namesAndFixtures[i], Fixture.wasm(namesAndFixtures[i + 1]));
    }
    return linker;
  }

  /** Those about commands. */
  private static List<String> warnings(Linker linker) {
    return linker.plan().problems().stream()
        .filter(problem -> problem.code().code().startsWith("RAD36"))
        .map(Problem::toString)
        .toList();
  }

  /** The exit code of a command that runs alone. */
  private int alone(String fixture, String... arguments) {
    try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options(arguments)).build()) {
      Instance.builder(Parser.parse(Fixture.bytes(fixture)))
          .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build())
          .withStart(false)
          .build()
          .export("_start")
          .apply();
      return 0;
    } catch (WasiExitException e) {
      return e.exitCode();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wrapped, exit, 7",
    "wrapped, return, 7",
    "wrapped, exit, 0",
    "wrapped, return, 0",
    "stripped, exit, 255",
    "stripped, neither, 1",
    "crt1, exit, 3",
    "crt1, return, 3"
  })
  void endsWithItsExitCodeAndPrintsAsAlone(String fixture, String how, String code) {
    Image image =
        linker("library", "pointers.relocs", "tool", "command." + fixture, "other", "hello").link();
    int expected = alone("command." + fixture, "tool", how, code);
    assertThat(expected).isEqualTo(how.equals("neither") ? 0 : Integer.parseInt(code));
    String expectedText = takePrinted();
    assertThat(expectedText).startsWith("tool\n" + how + "\n" + code + "\n");
    for (Engine engine : Engine.values()) {
      try (LinkedProgram program = engine.executable(image).instantiate(hosts("tool", how, code))) {
        assertThat(program.run("tool")).isEqualTo(expected);
        assertThat(takePrinted()).isEqualTo(expectedText);
        program.function("other", "greet").call(); // those that do not run once go on
        assertThat(takePrinted()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsOnceHoweverItEnds(Engine engine) {
    Image image = linker("tool", "command.wrapped", "other", "command.wrapped").link();
    try (LinkedProgram program = engine.executable(image).instantiate(hosts("x", "exit", "9"))) {
      assertThat(program.run("tool")).isEqualTo(9);
      assertThatThrownBy(() -> program.run("tool"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the command tool was started before, and _start runs once; link the program again"
                  + " to run it again");
      assertThatThrownBy(() -> program.function("tool", "_start").call())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("started before");

      // called as any other function, it throws what WASI throws
      GuestFunction start = program.function("other", "_start");
      assertThatThrownBy(start::call).isInstanceOf(WasiExitException.class);
      assertThatThrownBy(() -> program.run("other")).hasMessageContaining("other was started");
      assertThatThrownBy(start::call).hasMessageContaining("other was started");
    }
    try (LinkedProgram again = engine.executable(image).instantiate(hosts("x"))) {
      assertThat(again.run("tool")).isZero();
    }
  }

  @Test
  void anExitInALibraryThatItCallsIsTheCommands() {
    byte[] tool =
        WatModule.encode(
            """
            (module
              (import "env" "leave" (func $leave))
              (func (export "_start") (call $leave) (unreachable)))
            """);
    byte[] library =
        WatModule.encode(
            """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (func (export "leave") (call $exit (i32.const -2))))
            """);
    Linker linker =
        Linker.create()
            .host(WASI)
            .add("tool", WasmFile.read("tool.wasm", tool))
            .add("library", WasmFile.read("library.wasm", library));
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link(), hosts())) {
      assertThat(program.run("tool")).isEqualTo(-2);
    }
  }

  @Test
  void aTrapIsATrap() {
    byte[] tool = WatModule.encode("(module (func (export \"_start\") (unreachable)))");
    try (LinkedProgram program =
        LinkedProgram.instantiate(
            Linker.create().add("tool", WasmFile.read("tool.wasm", tool)).link())) {
      assertThatThrownBy(() -> program.run("tool"))
          .isInstanceOf(GuestTrapException.class)
          .hasMessageContaining("tool!_start trapped: unreachable");
      assertThatThrownBy(() -> program.run("tool")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void onlyCommandsRun() {
    byte[] counts =
        WatModule.encode("(module (func (export \"_start\") (result i32) (i32.const 4)))");
    LinkedProgram program =
        LinkedProgram.instantiate(
            linker("library", "pointers.relocs")
                .add("counts", WasmFile.read("counts.wasm", counts))
                .link());
    try (program) {
      for (String instance : List.of("library", "counts")) {
        assertThatThrownBy(() -> program.run(instance))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                instance + " is no command: it exports no _start without parameters and results");
      }
      assertThatThrownBy(() -> program.run("nobody")).isInstanceOf(IllegalArgumentException.class);
      assertThat(program.function("counts", "_start").call()[0]).isEqualTo(4);
      assertThat(program.function("counts", "_start").call()[0]).isEqualTo(4);
    }
    assertThatThrownBy(() -> program.run("library")).hasMessage("the program is closed");
  }

  private static List<Integer> counts(Linker linker, Hosts hosts) {
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link(), hosts)) {
      return List.of(
          (int) program.function("command", "bump").call()[0],
          (int) program.function("command", "bump").call()[0],
          (int) program.function("user", "twice").call()[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrapped", "stripped", "no-entry"})
  void oneWhoseExportsConstructAgainIsAWarning(String fixture) {
    Linker linker = linker("command", "command." + fixture, "user", "calls_command");

    assertThat(warnings(linker))
        .singleElement()
        .asString()
        .startsWith(
            "command: command."
                + fixture
                + ".wasm (command) was linked as a command, whose linker wrapped what it exports:"
                + " each call of bump, add runs all constructors first and all destructors at the"
                + " end, whatever earlier calls have left in static data. Link it as a reactor:"
                + " with ")
        .contains("-mexec-model=reactor", "--export=__wasm_call_ctors");
    assertThat(counts(linker, hosts())).containsExactly(41, 82, 164);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reactor", "constructors"})
  void whatTheWarningSaysHelps(String fixture) {
    Linker linker = linker("command", "command." + fixture, "user", "calls_command");

    assertThat(warnings(linker)).isEmpty();
    assertThat(counts(linker, hosts())).containsExactly(41, 42, 44);
  }

  @Test
  void oneWhoseStartConstructsIsAWarning() {
    Linker linker = linker("command", "command.crt1", "user", "calls_command");

    assertThat(warnings(linker))
        .containsExactly(
            "command: command.crt1.wasm (command) was linked as a command, whose constructors run"
                + " when _start is called and not before, and it exports bump, add as well. Run it"
                + " first (LinkedProgram.run), or link it as a reactor: with -mexec-model=reactor,"
                + " or without WASI with -Wl,--export=__wasm_call_ctors (RAD361)");
    try (LinkedProgram program = LinkedProgram.instantiate(linker.link(), hosts("x"))) {
      assertThat(program.run("command")).isZero();
      assertThat(program.function("user", "twice").call()[0]).isEqualTo(42);
    }
  }
}
