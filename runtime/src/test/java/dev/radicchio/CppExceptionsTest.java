package dev.radicchio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import org.junit.jupiter.params.provider.EnumSource;

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

  /** Together, and linked statically. */
  private static LinkedProgram linked(Engine engine, String program, String... parts) {
    Linker linker = Linker.create();
    for (String part : parts) {
      linker.add(part, Fixture.wasm("exceptions/" + program + "." + part));
    }
    return engine.executable(linker.link()).instantiate();
  }

  private static List<Long> results(LinkedProgram program, String instance, String function) {
    List<Long> results = new ArrayList<>();
    for (long argument = 0; argument < 5; argument++) {
      results.add(program.function(instance, function).call(argument)[0]);
    }
    return results;
  }

  @ParameterizedTest
  @EnumSource
  void areCaughtByTheirTypesAndTheirBases(Engine engine) {
    List<Long> expected = List.of(5L, 20111L, 10421L, 30007L, 40000L);
    try (LinkedProgram program = linked(engine, "standard", "one", "two");
        LinkedProgram all = linked(engine, "standard", "static")) {
      assertThat(results(program, "two", "catching")).isEqualTo(expected);
      assertThat(results(all, "static", "catching")).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void javaSeesTheTypeAndWhatItSays(Engine engine) {
    try (LinkedProgram program = linked(engine, "standard", "one", "two")) {
      GuestFunction passing = program.function("two", "passing");
      assertThat(passing.call(0)).containsExactly(5);
      assertThat(List.of(1L, 2L, 3L, 4L))
          .map(kind -> catchThrowable(() -> passing.call(kind)).getMessage())
          .containsExactly(
              "two!passing trapped: no module caught the exception std::out_of_range: out of range",
              "two!passing trapped: no module caught the exception storage::Failure:"
                  + " failed with a long text, which is not in the object itself",
              "two!passing trapped: no module caught the exception int",
              "two!passing trapped: no module caught the exception double");
      assertThat(program.function("two", "catching").call(2)[0]).isEqualTo(10421);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "i, int",
    "St13runtime_error, std::runtime_error",
    "N7storage7FailureE, storage::Failure",
    "NSt3__112bad_functionE, std::__1::bad_function",
    "6Square, Square",
    "7Square, 7Square",
    "PKc, PKc",
    "St6vectorIiE, St6vectorIiE"
  })
  void namesOfTypesAreThoseOfCxx(String mangled, String name) {
    assertThat(CxxException.readable(mangled)).isEqualTo(name);
  }

  @ParameterizedTest
  @EnumSource
  void jumpsCrossModules(Engine engine) {
    try (LinkedProgram program = linked(engine, "jump", "one", "two", "runtime");
        LinkedProgram all = linked(engine, "jump", "static")) {
      assertThat(results(program, "one", "protect"))
          .containsExactly(2001L, 2001L, 2002L, 2003L, 2004L)
          .isEqualTo(results(all, "static", "protect"));
      assertThat(results(program, "one", "nested"))
          .containsExactly(102L, 102L, 103L, 104L, 105L)
          .isEqualTo(results(all, "static", "nested"));
    }
  }

  /** Its compiler imports the tag, as if from C++, and no module has it. */
  @ParameterizedTest
  @EnumSource
  void rustUnwindsAcrossModules(Engine engine) {
    Image image =
        Linker.create()
            .add("catching", Fixture.wasm("rust/catching"))
            .add("throwing", Fixture.wasm("rust/throwing"))
            .link();
    try (LinkedProgram program = engine.executable(image).instantiate()) {
      assertThat(program.function("catching", "caught").call(2)[0]).isEqualTo(102);
      assertThat(program.function("catching", "caught").call(9)[0]).isEqualTo(11109);
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
