package dev.radicchio.link.resolve;

import static dev.radicchio.fixture.Stages.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.Instance;
import dev.radicchio.link.input.Modules;
import dev.radicchio.link.problem.ProblemCode;
import dev.radicchio.wat.WatModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instance is a library that another needs. */
final class NeededLibrariesTest {
  private static final String USER =
      "(module (@dylink.0 (mem-info (memory 0 0) (table 0 0)) (needed \"libmath.so\")))";

  private static Stages with(String instance, String file) {
    return new Stages()
        .add("user", USER)
        .add(instance, Modules.of(file, WatModule.encode("(module)")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"libmath.so", "libmath.wasm", "libmath", "lib/libmath.so.wasm"})
  void aLibraryIsFoundByItsFile(String file) {
    Stages stages = with("math", file);
    String needed = file.endsWith(".so.wasm") ? "libmath.so.wasm" : "libmath.so";

    assertThat(NeededLibraries.find(stages.instances(), needed))
        .map(Instance::name)
        .hasValue("math");
  }

  @Test
  void aLibraryIsFoundByTheNameOfItsInstance() {
    assertThat(NeededLibraries.missing(with("libmath", "m.wasm").instances())).isEmpty();
  }

  @Test
  void oneThatIsNotThereIsAProblem() {
    assertThat(codes(NeededLibraries.missing(with("math", "libmath2.so").instances())))
        .containsExactly(ProblemCode.LIBRARY_MISSING);
  }

  @Test
  void theFirstOfTwoIsMeant() {
    Stages stages = with("one", "libmath.so").add("libmath", "(module)");

    assertThat(NeededLibraries.find(stages.instances(), "libmath.so"))
        .map(Instance::name)
        .hasValue("one");
  }
}
