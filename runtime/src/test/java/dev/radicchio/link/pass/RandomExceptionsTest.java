package dev.radicchio.link.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.Engine;
import dev.radicchio.LinkedProgram;
import dev.radicchio.Peer;
import dev.radicchio.binary.WasmBinary;
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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated nests of legacy exception handling do in an image what they mean. That a model in Java
 * says; and Node says that of the model.
 */
final class RandomExceptionsTest {
  private static final int MODULES = 10;
  private static final int MANY_MODULES = 200;
  private static final int FUNCTIONS = 100;

  private static List<String> modelled(List<List<Step>> functions) {
    List<String> traces = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      traces.add("trace" + i + " = " + StepModel.trace(functions, i));
    }
    return traces;
  }

  @ParameterizedTest
  @EnumSource
  void imagesDoWhatTheModelDoes(Engine engine) {
    compare(engine, MODULES);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void manyImagesDoWhatTheModelDoes(Engine engine) {
    compare(engine, MANY_MODULES);
  }

  private static void compare(Engine engine, int modules) {
    for (int seed = 0; seed < modules; seed++) {
      List<List<Step>> functions = RandomSteps.functions(seed, FUNCTIONS);
      byte[] module = StepCode.module(functions);
      WasmFile file = WasmFile.read("module.wasm", module);
      try (LinkedProgram program =
          engine.executable(Linker.create().add("a", file).link()).instantiate()) {
        assertThat(ExportedResults.of(program, "a", WasmBinary.read(module)))
            .as("seed %d", seed)
            .isEqualTo(modelled(functions));
      }
    }
  }

  @Tag("slow")
  @Test
  void nodeDoesWhatTheModelDoes(@TempDir Path directory) throws IOException {
    List<String> command = new ArrayList<>(List.of("node", "src/test/guest/exceptions.mjs"));
    List<String> expected = new ArrayList<>();
    for (int seed = 0; seed < MANY_MODULES; seed++) {
      List<List<Step>> functions = RandomSteps.functions(seed, FUNCTIONS);
      Path file = directory.resolve(seed + ".wasm");
      command.add(Files.write(file, StepCode.module(functions)).toString());
      expected.addAll(modelled(functions));
    }

    Peer.Result node = Peer.run(command);
    assertThat(node.status()).as(node.output()).isZero();
    assertThat(node.output().lines()).containsExactlyElementsOf(expected);
  }
}
