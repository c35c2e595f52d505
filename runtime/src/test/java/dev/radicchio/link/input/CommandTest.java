package dev.radicchio.link.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.wat.WatModule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What wasm-ld makes of a command's exports is known with names and without. */
final class CommandTest {
  private static InputModule module(String text) {
    return Modules.of("test.wasm", WatModule.encode(text));
  }

  private static List<String> wrapped(InputModule module) {
    return new Command(module, function -> false).wrapped();
  }

  private static List<String> constructedByStart(InputModule module) {
    return new Command(module, function -> false).constructedByStart();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrapped", "stripped", "no-entry"})
  void wrappersAreKnown(String fixture) {
    assertThat(wrapped(Modules.fixture("command." + fixture))).containsExactly("bump", "add");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reactor", "constructors", "crt1"})
  void whatLeavesExportsAsTheyAre(String fixture) {
    assertThat(wrapped(Modules.fixture("command." + fixture))).isEmpty();
  }

  @Test
  void constructorsThatStartCallsAreKnown() {
    assertThat(constructedByStart(Modules.fixture("command.crt1"))).containsExactly("bump", "add");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrapped", "stripped", "no-entry", "reactor", "constructors"})
  void othersHaveNoneThatStartAloneCalls(String fixture) {
    assertThat(constructedByStart(Modules.fixture("command." + fixture))).isEmpty();
  }

  /** Two wrappers, whose text a test changes. */
  private static final String WRAPPERS =
      """
      (module
        (global $made (mut i32) (i32.const 0))
        (func $constructors (global.set $made (i32.const 1)))
        (func $f (param i32) (result i32) (local.get 0))
        (func $g)
        (func $destructors)
        (func (export "f") (param i32) (result i32)
          (call $constructors) (call $f (local.get 0)) (call $destructors))
        (func (export "g") (call $constructors) (call $g) (call $destructors)))
      """;

  @Test
  void withAndWithoutDestructors() {
    assertThat(wrapped(module(WRAPPERS))).containsExactly("f", "g");
    assertThat(wrapped(module(WRAPPERS.replace("(call $destructors)", ""))))
        .containsExactly("f", "g");
  }

  @Test
  void whatDoesNothingDoesNotCount() {
    String constructs = "(global.set $made (i32.const 1))";
    assertThat(wrapped(module(WRAPPERS.replace(constructs, "")))).isEmpty();
    assertThat(wrapped(module(WRAPPERS.replace(constructs, "(call $destructors)")))).isEmpty();
    assertThat(
            wrapped(
                module(
                    WRAPPERS
                        .replace(constructs, "")
                        .replace("$destructors)\n", "$destructors " + constructs + ")\n"))))
        .containsExactly("f", "g");
  }

  @Test
  void anAllocatorThatIsReplacedHasNothingToConstruct() {
    InputModule module = module(WRAPPERS.replace("(call $destructors)", ""));
    assertThat(new Command(module, function -> function == 0).wrapped()).isEmpty();
    assertThat(new Command(module, function -> function == 1).wrapped()).isNotEmpty();
  }

  /** wasi-libc has functions that destroy nothing in most programs. */
  @Test
  void namedOnesThatDestroyNothingAreNone() {
    assertThat(Modules.fixture("manager").names().functions().values())
        .contains("malloc.command_export");
    assertThat(wrapped(Modules.fixture("manager"))).isEmpty();
  }

  @Test
  void whatOtherCodeCallsFirstIsNoConstructor() {
    assertThat(wrapped(module(WRAPPERS.replace("(func $g)", "(func $g (call $constructors))"))))
        .isEmpty();
  }

  @Test
  void oneExportThatIsNoWrapperIsEnough() {
    assertThat(
            wrapped(
                module(
                    WRAPPERS.replace("(func $destructors)", "(func $destructors (export \"h\"))"))))
        .isEmpty();
  }

  @Test
  void wrappersCallOneFunctionFirst() {
    assertThat(
            wrapped(
                module(
                    WRAPPERS.replace(
                        "(call $constructors) (call $g)", "(call $destructors) (call $g)"))))
        .isEmpty();
  }

  @Test
  void oneFunctionThatCallsTwoIsNoWrapper() {
    assertThat(wrapped(module(WRAPPERS.replace("(export \"g\")", "")))).isEmpty();
  }

  @Test
  void wrappersComeLast() {
    assertThat(wrapped(module(WRAPPERS.replaceFirst("\\)\\s*$", " (func \\$last))")))).isEmpty();
  }

  @Test
  void argumentsInAnotherOrderAreNoWrapper() {
    String swapped =
        """
        (module
          (global $made (mut i32) (i32.const 0))
          (func $constructors (global.set $made (i32.const 1)))
          (func $f (param i32 i32))
          (func $g)
          (func (export "f") (param i32 i32)
            (call $constructors) (call $f (local.get 1) (local.get 0)))
          (func (export "g") (call $constructors) (call $g)))
        """;
    assertThat(wrapped(module(swapped))).isEmpty();
    assertThat(
            wrapped(
                module(
                    swapped.replace("(local.get 1) (local.get 0)", "(local.get 0) (local.get 1)"))))
        .containsExactly("f", "g");
  }

  @Test
  void whatRunsACommandIsNoneOfItsOtherExports() {
    assertThat(
            wrapped(
                module(
                    WRAPPERS
                        .replace("(export \"f\")", "(export \"main\")")
                        .replace("(export \"g\")", "(export \"_start\")"))))
        .isEmpty();
  }
}
