package dev.radicchio.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.binary.FunctionType;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.fixture.ModuleBytes;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.problem.Problem;
import dev.radicchio.wat.WatModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is advised about an import that nothing satisfies can be done, and then links. */
final class WaysOutTest {
  private static final String HOST_OF_FUNCTIONS =
      "give it from Java (a host, WASI or import values of @SharedMemory, Linker.host)";
  private static final String HOST_OF_GLOBALS =
      "give it from Java (import values of @SharedMemory, Linker.host)";
  private static final String WITHOUT = "or build this one without the import";

  private static WasmFile module(String name, String text) {
    return WasmFile.read(name + ".wasm", WatModule.encode(text));
  }

  private static WasmFile importing(String importName, String type) {
    String names = "\"" + importName.replace(".", "\" \"") + "\"";
    return module("user", "(module (import " + names + " " + type + "))");
  }

  private static List<String> problems(Linker linker) {
    return linker.plan().problems().stream().map(Problem::message).toList();
  }

  private static String advice(Linker linker) {
    List<String> problems = problems(linker);
    assertThat(problems).hasSize(1);
    return problems.get(0).substring(problems.get(0).indexOf(". ", 30) + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "(func (param i32))",
    "(global i64)",
    "(global (mut i32))",
    "(table 1 funcref)",
    "(tag (param i32))"
  })
  void ofAModuleThatIsNotThere(String type) {
    String java =
        type.contains("func (")
            ? HOST_OF_FUNCTIONS + ", "
            : type.contains("global") ? HOST_OF_GLOBALS + ", " : "";
    assertThat(advice(Linker.create().add("user", importing("codec.x", type))))
        .isEqualTo(
            "Add a module of that name that exports it, bind it to another one that exports it"
                + " (@Link on the accessor, Linker.bind), "
                + java
                + WITHOUT);
  }

  @Test
  void anAddressMayBeThatOfARegion() {
    Linker linker = Linker.create().add("user", importing("mem.buffer", "(global i32)"));
    assertThat(advice(linker))
        .isEqualTo(
            "Add a module of that name that exports it, bind it to another one that exports it"
                + " (@Link on the accessor, Linker.bind), request a region for it"
                + " (@Region(importName = \"mem.buffer\"), Linker.region), "
                + HOST_OF_GLOBALS
                + ", "
                + WITHOUT);
    assertThat(problems(linker.region("mem.buffer", 64, 16))).isEmpty();
  }

  @Test
  void bindingHelpsWhereAnotherExportsIt() {
    Linker linker =
        Linker.create()
            .add("user", importing("codec.x", "(func)"))
            .add("other", module("other", "(module (func (export \"x\")))"));
    assertThat(advice(linker))
        .isEqualTo(
            "Bind it to other, which exports it (@Link on the accessor, Linker.bind), "
                + HOST_OF_FUNCTIONS
                + ", "
                + WITHOUT);
    assertThat(problems(linker.bind("user", "codec.x", "other"))).isEmpty();
  }

  @Test
  void whatExportsSomethingElseOfThatNameIsNoHelp() {
    assertThat(
            advice(
                Linker.create()
                    .add("user", importing("codec.x", "(func)"))
                    .add("other", module("other", "(module (memory (export \"x\") 1))"))))
        .startsWith("Add a module of that name");
  }

  @Test
  void aModuleThatIsThereMayExportIt() {
    assertThat(
            advice(
                Linker.create()
                    .add("user", importing("codec.x", "(table 1 funcref)"))
                    .add("codec", module("codec", "(module)"))))
        .isEqualTo(
            "Export it there, bind it to another one that exports it (@Link on the accessor,"
                + " Linker.bind), "
                + WITHOUT);
  }

  @ParameterizedTest
  @CsvSource({"(func)", "(tag)"})
  void anyModuleMayExportWhatIsImportedFromEnv(String type) {
    assertThat(advice(Linker.create().add("user", importing("env.x", type))))
        .isEqualTo(
            "Add a module that exports it, "
                + (type.equals("(func)") ? HOST_OF_FUNCTIONS + ", " : "")
                + WITHOUT);
  }

  /** Hosts have no tables, which is why they are not advised. */
  @Test
  void aHostDoesNotSatisfyATable() {
    assertThat(
            problems(
                Linker.create()
                    .add("user", importing("codec.x", "(table 1 funcref)"))
                    .host("codec")))
        .hasSize(1);
  }

  @Test
  void aHostSatisfiesAFunction() {
    Linker linker = Linker.create().add("user", importing("codec.x", "(func)")).host("codec");
    Hosts hosts =
        Hosts.none()
            .add(
                "codec",
                "x",
                new FunctionType(List.of(), List.of()),
                (caller, arguments) -> arguments);
    LinkedProgram.instantiate(linker.link(), hosts).close();
  }

  @Test
  void anEntryForDataMayBeThatOfARegion() {
    WasmFile library =
        new ModuleBytes()
            .dylink(0, 0)
            .imports(
                ModuleBytes.global("GOT.mem", "level", ModuleBytes.I32, true),
                ModuleBytes.global("GOT.func", "f", ModuleBytes.I32, true))
            .read("library.wasm");
    Linker linker = Linker.create().add("library", library);
    assertThat(problems(linker))
        .containsExactly(
            "library.wasm needs the address of the data level (GOT.mem.level), and no module of the"
                + " program exports it. Add a module that does, request a region for it"
                + " (@Region(importName = \"env.level\"), Linker.region), or declare it weak",
            "library.wasm needs the address of the function f (GOT.func.f), and no module of the"
                + " program exports it. Add a module that does, call it in a module if it is the host's,"
                + " which tells its type, or declare it weak");
    assertThat(problems(linker.region("env.level", 64, 16))).hasSize(1);
  }

  @Test
  void undefinedDataMayBeThatOfARegion() {
    Linker linker = Linker.create().add("user", Fixture.wasm("uses_data.relocs"));
    List<String> problems = problems(linker);
    assertThat(problems).isNotEmpty();
    for (String problem : problems) {
      String importName = problem.replaceAll("(?s).*@Region\\(importName = \"([^\"]*)\".*", "$1");
      linker.region(importName, 64, 16);
    }
    assertThat(problems(linker)).isEmpty();
  }
}
