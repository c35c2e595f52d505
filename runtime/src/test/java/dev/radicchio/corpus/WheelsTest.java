package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Executable;
import dev.radicchio.Peer;
import dev.radicchio.binary.WasmBinary;
import dev.radicchio.link.LinkPlan;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import dev.radicchio.link.plan.RelocationModel;
import dev.radicchio.link.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Extension modules of Python, from wheels for Pyodide: shared libraries that throw and catch by
 * legacy exception handling (Rust's panics), and import Python. What they do with a {@linkplain
 * PythonStandIn stand-in} for it is what they do in Node.
 */
@Tag("slow")
final class WheelsTest {
  private static final Path FETCHED = Path.of("target", "wheels");
  private static final int COUNT = 9;
  private static final int MIN_CAUGHT = 2;

  /** The modules of each package, by their file names. */
  private static final Map<String, Map<String, byte[]>> PACKAGES = new LinkedHashMap<>();

  @BeforeAll
  static void fetch() throws IOException {
    run("bash", PublishedModule.FOLDER.resolve("wheels").toString(), FETCHED.toString());
    try (var files = Files.walk(FETCHED)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".so")).sorted().toList()) {
        String name = FETCHED.relativize(file).getName(0).toString();
        PACKAGES
            .computeIfAbsent(name, none -> new LinkedHashMap<>())
            .put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  private static String run(String... command) throws IOException {
    Peer.Result result = Peer.run(List.of(command));
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  private static PythonStandIn python(String name) {
    return PythonStandIn.of(PACKAGES.get(name).values().stream().map(WasmBinary::read).toList());
  }

  private static Linker linker(PythonStandIn python) {
    return Linker.create()
        .host("trace")
        .add("python", WasmFile.read("python.wasm", python.module()));
  }

  private static List<Problem> errors(LinkPlan plan) {
    return plan.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .toList();
  }

  @Test
  void allAreLinkedToValidImages() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : PACKAGES.keySet()) {
      Linker linker = linker(python(name));
      PACKAGES
          .get(name)
          .forEach(
              (file, bytes) -> {
                WasmFile module = WasmFile.read(file, bytes);
                assertThat(module.relocationModel()).as(file).isEqualTo(RelocationModel.DYLINK);
                linker.add(file, module);
                names.add(file);
              });
      LinkPlan plan = linker.plan();

      assertThat(errors(plan)).as(name).isEmpty();
      try (Validator validator = new Validator()) {
        assertThat(validator.check(plan.link().bytes())).as(name).isEqualTo("valid");
      }
    }
    assertThat(names).hasSize(COUNT);
  }

  /** Whichever call fails, and whether objects are of types that it knows. */
  @ParameterizedTest
  @CsvSource({"jiter", "cbor2", "cramjam", "pydantic_core"})
  void doWhatTheyDoInNode(String name) throws IOException {
    PythonStandIn python = python(name);
    Map.Entry<String, byte[]> module = PACKAGES.get(name).entrySet().iterator().next();
    String initializer = "PyInit_" + module.getKey().replaceFirst("\\..*", "");
    Path folder = FETCHED.resolve(name);
    Path standIn = Files.write(folder.resolve("python.wasm"), python.module());
    Path names = Files.write(folder.resolve("functions"), python.functions());
    Path file = Files.write(folder.resolve("module.wasm"), module.getValue());
    List<String> expected =
        run(
                "node",
                "--no-warnings",
                PublishedModule.FOLDER.resolve("wheels.mjs").toString(),
                standIn.toString(),
                names.toString(),
                file.toString(),
                initializer,
                Integer.toString(python.firstUnnamed()))
            .lines()
            .toList();

    Executable executable =
        Executable.of(
            linker(python).add("module", WasmFile.read("module.wasm", module.getValue())).link());
    List<String> found = new ArrayList<>();
    for (String line : expected) {
      if (line.startsWith("flags ")) {
        String[] words = line.split(" ", -1);
        found.addAll(
            PythonRun.trace(
                python,
                executable,
                initializer,
                Integer.parseInt(words[1]),
                Integer.parseInt(words[3])));
      }
    }

    Files.write(folder.resolve("expected"), expected);
    Files.write(folder.resolve("found"), found);
    assertThat(found).isEqualTo(expected);
    assertThat(caught(found)).as("exceptions that are caught").isGreaterThan(MIN_CAUGHT);
  }

  /** The exceptions of all runs but those that end in a trap. */
  private static int caught(List<String> trace) {
    int caught = 0;
    int ofRun = 0;
    for (String line : trace) {
      if (line.startsWith("flags ")) {
        caught += ofRun;
        ofRun = 0;
      } else if (line.startsWith("_Unwind_RaiseException(")) {
        ofRun++;
      } else if (line.equals("trap")) {
        ofRun = 0;
      }
    }
    return caught + ofRun;
  }
}
