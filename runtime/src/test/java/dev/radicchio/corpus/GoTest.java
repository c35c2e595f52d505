package dev.radicchio.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import dev.radicchio.Hosts;
import dev.radicchio.LinkedProgram;
import dev.radicchio.Peer;
import dev.radicchio.engine.chicory.ChicoryHosts;
import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import dev.radicchio.link.WasmFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module of Go's own compiler, which is too large to be committed, computes in a program what it
 * computes alone.
 */
@Tag("slow")
@Tag("go")
final class GoTest {
  private static final Path SOURCES = Path.of("../corpus/go").toAbsolutePath();
  private static final String WASI = "wasi_snapshot_preview1";

  /** Functions and arguments; what they find depends on the calls before. */
  private static final List<List<Object>> CALLS =
      List.of(
          List.of("bump", 40L),
          List.of("collect", 1_000L),
          List.of("workers", 50L),
          List.of("bump", 2L),
          List.of("collect", 20_000L),
          List.of("workers", 300L),
          List.of("bump", -7L));

  @TempDir private static Path directory;
  private static byte[] module = {};

  @BeforeAll
  static void build() throws IOException {
    Path built = directory.resolve("guest.wasm");
    Peer.Result result =
        Peer.run(
            List.of(
                "env",
                "GOOS=wasip1",
                "GOARCH=wasm",
                "GOTOOLCHAIN=local",
                "go",
                "build",
                "-C",
                SOURCES.toString(),
                "-trimpath",
                "-buildmode=c-shared",
                "-o",
                built.toString(),
                "."));
    assertThat(result.status()).as(result.output()).isZero();
    module = Files.readAllBytes(built);
  }

  /** What functions return. */
  private interface Functions {
    long call(String function, long argument);
  }

  private static List<Long> callsOf(Functions functions) {
    List<Long> results = new ArrayList<>();
    for (List<Object> call : CALLS) {
      results.add(functions.call((String) call.get(0), (Long) call.get(1)));
    }
    return results;
  }

  private static List<Long> alone() {
    try (WasiPreview1 wasi =
        WasiPreview1.builder().withOptions(WasiOptions.builder().build()).build()) {
      Instance alone =
          Instance.builder(Parser.parse(module))
              .withImportValues(ImportValues.builder().addFunction(wasi.toHostFunctions()).build())
              .withMachineFactory(MachineFactoryCompiler::compile)
              .build();
      alone.export("_initialize").apply();
      return callsOf((function, argument) -> alone.export(function).apply(argument)[0]);
    }
  }

  @Test
  void computesTheSameAsAlone() {
    WasmFile guest = WasmFile.read("guest.wasm", module);
    Image image =
        Linker.create()
            .add("one", guest)
            .add("between", Fixture.wasm("pointers.relocs"))
            .add("two", guest)
            .growPages("one", 1024)
            .growPages("two", 1024)
            .host(WASI)
            .link();
    List<Long> expected = alone();

    assertThat(image.layout().instance("two").base())
        .isNotEqualTo(image.layout().instance("one").base());
    Hosts hosts = Hosts.none().add(ChicoryHosts.wasi(WasiOptions.builder().build()));
    try (LinkedProgram program = LinkedProgram.instantiate(image, hosts)) {
      for (String instance : List.of("one", "two")) {
        assertThat(
                callsOf(
                    (function, argument) -> program.function(instance, function).call(argument)[0]))
            .as(instance)
            .isEqualTo(expected);
      }
    }
  }
}
