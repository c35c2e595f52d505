package dev.radicchio.link.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a function that initializes is the linker's, and what the module's. */
final class StartPartsTest {
  private static final int FIRST_CODE = 1;

  /** The parts of the last function. */
  private static StartParts parts(String... functions) {
    String text =
        """
        (module
          (import "env" "f" (func $f))
          (memory 1)
          (global $g (mut i32) (i32.const 0))
          %s)
        """
            .formatted(String.join("\n", functions));
    return StartParts.of(new Stages().add("one", text).instance("one").module(), functions.length);
  }

  @Test
  void noFunctionHasNoParts() {
    StartParts none =
        StartParts.of(new Stages().add("one", "(module)").instance("one").module(), -1);

    assertThat(none).isEqualTo(new StartParts(List.of(), List.of()));
  }

  @Test
  void aFunctionThatDoesSomethingIsItsOnlyPart() {
    assertThat(parts("(func (drop (i32.const 1)))"))
        .isEqualTo(new StartParts(List.of(), List.of(FIRST_CODE)));
  }

  @Test
  void oneThatOnlyCallsOthersIsThose() {
    assertThat(
            parts(
                "(func $a (drop (i32.const 1)))",
                "(func $b (drop (i32.const 2)))",
                "(func (call $b) (call $a) (call $f))"))
        .isEqualTo(new StartParts(List.of(), List.of(2, 1, 0)));
  }

  @Test
  void whatALinkerMadeIsKnownByItsName() {
    assertThat(
            parts(
                "(func $__wasm_init_memory (drop (i32.const 1)))",
                "(func $main (drop (i32.const 2)))",
                "(func (call $__wasm_init_memory) (call $main))"))
        .isEqualTo(new StartParts(List.of(1), List.of(2)));
  }

  @Test
  void whatALinkerMadeIsKnownByWhatItDoes() {
    assertThat(
            parts(
                "(func $a (global.set $g (i32.const 1)))",
                "(func $main (drop (i32.const 2)))",
                "(func (call $a) (call $main))"))
        .isEqualTo(new StartParts(List.of(1), List.of(2)));
  }

  @Test
  void behindWhatTheModuleDoesNothingIsTheLinkers() {
    assertThat(
            parts(
                "(func $a (global.set $g (i32.const 1)))",
                "(func $main (drop (i32.const 2)))",
                "(func (call $main) (call $a))"))
        .isEqualTo(new StartParts(List.of(), List.of(2, 1)));
  }

  @Test
  void oneThatCallsItselfIsFollowedNoFurtherThanItMust() {
    assertThat(parts("(func $loop (call $loop))").ofModule()).containsExactly(FIRST_CODE);
  }

  @Test
  void oneThatAlsoDoesSomethingElseIsOnePart() {
    assertThat(parts("(func $a (drop (i32.const 1)))", "(func (call $a) (drop (i32.const 2)))"))
        .isEqualTo(new StartParts(List.of(), List.of(2)));
  }
}
