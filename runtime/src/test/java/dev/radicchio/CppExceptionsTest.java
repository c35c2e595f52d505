package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Fixture;
import dev.radicchio.link.Image;
import dev.radicchio.link.Linker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * C++ throws in one module and catches in another, with what C++ needs for that in a third one. All
 * three together, linked statically, give the same in Node.
 */
final class CppExceptionsTest {
  private static final List<String> FUNCTIONS =
      List.of("nested", "catching_destructor", "recursion", "rethrown", "looping");

  private static final List<String> EXPECTED =
      List.of(
          "nested = 329418",
          "catching_destructor = 556",
          "recursion = 1122339",
          "rethrown = 2270",
          "looping = 480078");

  private static Image image(String model) {
    return Linker.create()
        .add("catcher", Fixture.wasm("exceptions/catcher." + model))
        .add("thrower", Fixture.wasm("exceptions/thrower." + model))
        .add("runtime", Fixture.wasm("exceptions/runtime"))
        .link();
  }

  @ParameterizedTest
  @CsvSource({"INTERPRETED, relocs", "COMPILED, relocs", "INTERPRETED, dylink", "COMPILED, dylink"})
  void crossModules(Engine engine, String model) {
    try (LinkedProgram program = engine.executable(image(model)).instantiate()) {
      assertThat(program.function("catcher", "caught").call(9)[0]).isEqualTo(1100);
      assertThat(program.function("catcher", "caught").call(2)[0]).isEqualTo(2);
      List<String> results = new ArrayList<>();
      for (String name : FUNCTIONS) {
        results.add(name + " = " + program.function("catcher", name).call()[0]);
      }
      assertThat(results).isEqualTo(EXPECTED);
    }
  }

  @Tag("slow")
  @Test
  void areWhatTheyAreLinkedStatically() throws IOException {
    Peer.Result node =
        Peer.run(
            List.of(
                "node",
                "src/test/guest/exceptions.mjs",
                "src/test/resources/wasm/exceptions/static.wasm"));
    assertThat(node.status()).as(node.output()).isZero();
    assertThat(node.output().lines()).containsAll(EXPECTED);
  }
}
