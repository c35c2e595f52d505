package dev.radicchio.link.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.radicchio.fixture.Stages;
import dev.radicchio.link.input.InputModule;
import dev.radicchio.link.resolve.Dependencies;
import dev.radicchio.link.resolve.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is called in which order before a program can be used. */
final class InitializationOrderTest {
  private static final String CONSTRUCTED =
      "(module (func (export \"_initialize\") (drop (i32.const 1))))";

  private static List<Integer> order(Stages stages) {
    Resolution resolution = stages.resolution();
    return InitializationOrder.of(
        new Dependencies(stages.instances(), resolution.symbols()), resolution.functions());
  }

  @Test
  void instancesAreInitializedInOrder() {
    assertThat(order(new Stages().add("one", CONSTRUCTED).add("two", CONSTRUCTED)))
        .containsExactly(0, 1);
  }

  @Test
  void anInstanceIsInitializedAfterThoseItDependsOn() {
    Stages stages =
        new Stages()
            .add(
                "user",
                """
                (module
                  (import "env" "f" (func $f))
                  (func (export "_initialize") (call $f) (drop (i32.const 1))))
                """)
            .add(
                "owner",
                "(module (func (export \"f\")) (func (export \"_initialize\") (drop (i32.const 1))))");

    assertThat(order(stages)).containsExactly(2, 0);
  }

  @Test
  void memoryComesBeforePointersAndPointersBeforeConstructors() {
    String library =
        """
        (module
          (@dylink.0 (mem-info (memory 8 2) (table 0 0)))
          (import "env" "memory" (memory 1))
          (import "env" "__memory_base" (global $base i32))
          (func $globals (i32.store offset=4 (global.get $base) (i32.const 7)))
          (func (export "__wasm_apply_data_relocs")
            (i32.store (global.get $base) (global.get $base)))
          (func (export "__wasm_call_ctors") (drop (i32.const 1)))
          (start $globals))
        """;

    assertThat(order(new Stages().add("one", library).add("two", library)))
        .containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void aStartFunctionRunsBeforeConstructors() {
    assertThat(
            order(
                new Stages()
                    .add(
                        "one",
                        """
                        (module
                          (func (export "_initialize") (drop (i32.const 1)))
                          (func $start (drop (i32.const 2)))
                          (start $start))
                        """)))
        .containsExactly(1, 0);
  }

  @Test
  void initializeGoesBeforeConstructorsWhichItCalls() {
    assertThat(
            order(
                new Stages()
                    .add(
                        "one",
                        """
                        (module
                          (func (export "__wasm_call_ctors") (drop (i32.const 1)))
                          (func (export "_initialize") (drop (i32.const 2))))
                        """)))
        .containsExactly(1);
  }

  @Test
  void aFunctionOfAnotherTypeIsNoInitializer() {
    String takesArgument = "(module (func (export \"_initialize\") (param i32)))";
    InputModule module = new Stages().add("one", takesArgument).instance("one").module();

    assertThat(order(new Stages().add("one", takesArgument))).isEmpty();
    assertThat(InitializationOrder.isInitializer(module, module.binary().exports().get(0)))
        .isFalse();
  }

  @Test
  void whatDoesNothingHasNoLastParts() {
    Stages stages =
        new Stages()
            .add("one", CONSTRUCTED)
            .add("empty", "(module (func (export \"_initialize\")))");

    assertThat(InitializationOrder.lastParts(stages.instance("one"))).containsExactly(0);
    assertThat(InitializationOrder.lastParts(stages.instance("empty"))).isEmpty();
  }
}
